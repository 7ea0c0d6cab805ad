import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { geefActivatiecodes, hashWachtwoord, kiesMiddelen } from '../../../src/aanmelden/index.ts';
import { maakRegister, type Register } from '../../opzet/register/maak_register.ts';
import { regel, tweedeIsEerste, zonderInsz } from '../../opzet/register/nachten.ts';

/**
 * While two pupils are one, either school gives codes for the user names of both. After undoing, none of
 * these codes opens anything.
 */

let register: Register;
let hash: string;
const BEGIN = Temporal.Instant.from('2026-11-23T02:00:00Z');
beforeAll(async () => {
  register = await maakRegister();
  hash = await hashWachtwoord('in verkeerde handen 42');
});
beforeEach(async () => {
  await register.maakLeeg();
  register.klok.zet(BEGIN);
  await register.nacht(regel(1), zonderInsz(2, { instellingsnummer: '990002' }));
});
afterAll(() => register.weg());

const EEN = 'kindb.proefleerl1';
const TWEE = 'kindc.proefleerl1';
const naEenUur = () => register.klok.zet(register.klok.nu().add({ hours: 1 }));
const geefCode = (gebruikersnaam: string) =>
  register.db.transaction().execute(async (trx) => {
    await geefActivatiecodes(trx, register.klok, await kiesMiddelen(trx, register.klok, { gebruikersnaam }));
  });
const middel = (gebruikersnaam: string) =>
  register.db.selectFrom('aanmeldmiddelen').select('id').where('gebruikersnaam', '=', gebruikersnaam);
const zetWachtwoord = (gebruikersnaam: string) =>
  register.db
    .updateTable('aanmeldmiddelen')
    .set({ wachtwoord_hash: hash })
    .where('gebruikersnaam', '=', gebruikersnaam)
    .execute();
async function kies(gebruikersnaam: string): Promise<void> {
  await register.db
    .updateTable('activatiecodes')
    .set({ gebruikt_op: register.klok.nu().toString() })
    .where('aanmeldmiddel_id', 'in', middel(gebruikersnaam))
    .execute();
  await zetWachtwoord(gebruikersnaam);
}
async function voegSamen(): Promise<void> {
  naEenUur();
  expect(await register.nacht(regel(1), tweedeIsEerste())).toMatchObject({ samengevoegd: 1 });
  naEenUur();
}
async function maakOngedaan() {
  const { id } = await register.db.selectFrom('samenvoegingen').select('id').executeTakeFirstOrThrow();
  return register.maakOngedaan(id);
}
/** User names with a password or a code. */
async function open(): Promise<string[]> {
  const rijen = await register.db
    .selectFrom('aanmeldmiddelen as m')
    .leftJoin('activatiecodes as c', 'c.aanmeldmiddel_id', 'm.id')
    .select('gebruikersnaam')
    .where((eb) => eb.or([eb('wachtwoord_hash', 'is not', null), eb('code_hash', 'is not', null)]))
    .orderBy('gebruikersnaam')
    .execute();
  return rijen.map((een) => een.gebruikersnaam);
}

test.each([
  ['the one that stays', EEN],
  ['the one that goes', TWEE],
])('a code for %s that nobody used', async (_, naam) => {
  await voegSamen();
  await geefCode(naam);
  expect(await maakOngedaan()).toMatchObject({ soort: 'ongedaan_gemaakt', afgesloten: [naam] });
  expect(await open()).toEqual([]);
});

test.each([
  ['with a code of since the merge', voegSamen, async () => {}],
  ['with a code of before the merge', async () => {}, voegSamen],
])('a password that was chosen meanwhile, %s', async (_, ervoor, erna) => {
  await ervoor();
  await geefCode(EEN);
  await erna();
  naEenUur();
  await kies(EEN);
  expect(await maakOngedaan()).toMatchObject({ afgesloten: [EEN] });
  expect(await open()).toEqual([]);
});

test('a password of which nobody knows since when', async () => {
  await voegSamen();
  await zetWachtwoord(EEN);
  await zetWachtwoord(TWEE);
  expect(await maakOngedaan()).toMatchObject({ afgesloten: [EEN, TWEE] });
  expect(await open()).toEqual([]);
});

test('what was given and chosen before the two were one stays', async () => {
  await geefCode(EEN);
  naEenUur();
  await kies(EEN);
  await voegSamen();
  expect(await maakOngedaan()).toMatchObject({ afgesloten: [] });
  expect(await open()).toEqual([EEN]);
});
