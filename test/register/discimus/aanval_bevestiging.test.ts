import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { hashWachtwoord, kiesMiddelen } from '../../../src/aanmelden/index.ts';
import { koppelTwijfel, leesOnbevestigde } from '../../../src/register/index.ts';
import { maakRegister, type Register } from '../../opzet/register/maak_register.ts';
import { type Regel, regel, zonderInsz } from '../../opzet/register/nachten.ts';

/**
 * A line without INSZ that comes together with others. In which school is the pupil confirmed, and who may
 * give him a code?
 */

let register: Register;
let hash: string;
beforeAll(async () => {
  register = await maakRegister();
  hash = await hashWachtwoord('van deze school alleen 42');
});
beforeEach(() => register.maakLeeg());
afterAll(() => register.weg());

const b = (nummer: number, anders: Regel = {}) =>
  zonderInsz(nummer, {
    instellingsnummer: '990002',
    stamnummer: `260010${nummer}`,
    geregistreerde_persoon: '',
    ...anders,
  });
const middelen = async (school: string) =>
  (await kiesMiddelen(register.db, register.klok, { school, ookMetWachtwoord: true })).map((een) => een.gebruikersnaam);
const onbevestigd = async () =>
  (await leesOnbevestigde(register.db)).map((een) => `${een.instellingsnummer}/${een.stamnummer}`).sort();
const zetWachtwoorden = () => register.db.updateTable('aanmeldmiddelen').set({ wachtwoord_hash: hash }).execute();
const metWachtwoord = async () =>
  (
    await register.db
      .selectFrom('aanmeldmiddelen')
      .select('gebruikersnaam')
      .where('wachtwoord_hash', 'is not', null)
      .orderBy('gebruikersnaam')
      .execute()
  ).map((een) => een.gebruikersnaam);

describe('new, or without any enrolment left', () => {
  beforeEach(async () => {
    await register.nacht(regel(5, { van: '2026-12-10' }));
    await register.nacht(
      regel(1),
      b(1, { van: '2026-11-01', email: 'dief@school.example' }),
      zonderInsz(3),
      zonderInsz(3, { administratieve_groep: '13560', van: '2026-10-01' }),
      regel(4),
      regel(4, { instellingsnummer: '990002', stamnummer: '2600104' }),
      zonderInsz(4, { instellingsnummer: '990002', stamnummer: '2600104', van: '2026-10-01' }),
    );
    await register.nacht(
      ...[regel(1), b(1, { van: '2026-11-01', email: 'dief@school.example' })],
      ...[b(5), zonderInsz(3), regel(4)],
    );
  });

  test('beside the INSZ of another school, a line without gives no code and does not speak', async () => {
    expect(await middelen('990001')).toContain('kindb.proefleerl1');
    expect(await middelen('990002')).not.toContain('kindb.proefleerl1');
    const wie = register.db.selectFrom('leerlingen').select(['voornaam', 'email']).where('voornaam', '=', 'Kind b');
    expect(await wie.execute()).toEqual([{ voornaam: 'Kind b', email: null }]);
  });

  test('several lines of one school need nobody’s word, nor one beside the INSZ of that very school', async () => {
    expect(await middelen('990001')).toEqual(expect.arrayContaining(['kindd.proefleerl1', 'kinde.proefleerl1']));
    expect(await onbevestigd()).toEqual(['990002/2600101', '990002/2600105']);
  });

  test('who has no enrolment left is nobody’s to take', async () => {
    expect(await middelen('990002')).not.toContain('kindf.proefleerl1');
  });
});

describe('a temporary pupil of two schools goes up in the pupil of a third', () => {
  const derde = (anders: Regel = {}) =>
    zonderInsz(1, { instellingsnummer: '990003', stamnummer: '2600301', ...anders });
  const bekende = regel(1, {
    ...{ unieke_persoon: '', geregistreerde_persoon: '' },
    ...{ instellingsnummer: '990002', stamnummer: '2600201' },
  });
  beforeEach(async () => {
    await register.nacht(zonderInsz(1), bekende);
    await register.nacht(zonderInsz(1), bekende, derde());
    const id = (await leesOnbevestigde(register.db))[0]?.id ?? '';
    await register.db.transaction().execute((trx) => koppelTwijfel(trx, register.klok, id, 'kindb.proefleerl1'));
    expect(await onbevestigd()).toEqual([]);
    await zetWachtwoorden();
    expect(await register.nacht(regel(1), bekende, derde())).toMatchObject({
      samengevoegd: 1,
      gebruikersnamen_afgesloten: 1,
    });
  });

  test('by the line of one: the other one’s enrolment waits, though its line says nothing new', async () => {
    expect(await onbevestigd()).toEqual(['990003/2600301']);
    expect(await middelen('990003')).toEqual([]);
    expect(await middelen('990001')).toHaveLength(1);
    expect(await middelen('990002')).toHaveLength(1);
  });

  test('the password of the one that stays is still his, the other one’s opens nothing', async () => {
    const [blijft] = await register.leerlingen();
    expect(blijft?.namen).toEqual(['kindb.proefleerl1', 'kindb.proefleerl2']);
    expect(await metWachtwoord()).toHaveLength(1);
  });
});

test('twice in one school turns out to be one: both passwords stay', async () => {
  await register.nacht(regel(1), zonderInsz(2, { voornaam: 'Kind b' }));
  await zetWachtwoorden();
  const lijn = regel(1, { unieke_persoon: 'UP-2', geregistreerde_persoon: 'GP-2', stamnummer: '2600002' });
  expect(await register.nacht(regel(1), lijn)).toMatchObject({ samengevoegd: 1, gebruikersnamen_afgesloten: 0 });
  expect(await metWachtwoord()).toEqual(['kindb.proefleerl1', 'kindb.proefleerl2']);
  expect(await onbevestigd()).toEqual([]);
});

test('identified by its own school: password and enrolments stay', async () => {
  await register.nacht(zonderInsz(1));
  await zetWachtwoorden();
  expect(await register.nacht(regel(1))).toMatchObject({ geidentificeerd: 1, gebruikersnamen_afgesloten: 0 });
  expect(await metWachtwoord()).toEqual(['kindb.proefleerl1']);
  expect(await onbevestigd()).toEqual([]);
});

describe('names that change places', () => {
  const elders = (voornaam: string, naam: string) =>
    regel(1, { instellingsnummer: '990002', stamnummer: '2600009', voornaam, naam });

  test('step by step they lead a second school to no other name', async () => {
    await register.nacht(regel(1));
    await register.nacht(regel(1), elders('Kind b', 'Proefleerling'));
    const stappen = [
      ['Proefleerling', 'Kind b'],
      ['Proefleerling', 'Iemand'],
      ['Iemand', 'Proefleerling'],
    ] as const;
    for (const [voornaam, naam] of stappen)
      expect(await register.nacht(regel(1), elders(voornaam, naam))).toMatchObject({ twijfel: 1 });
    expect(await register.leerlingen()).toMatchObject([{ voornaam: 'Kind b' }]);
  });

  test('who came to another school alone has them put right there', async () => {
    await register.nacht(regel(1));
    const [voornaam, naam] = ['Proefleerling', 'Kind b'];
    await register.nacht(regel(1, { tot: '2026-11-20' }), elders('Kind b', 'Proefleerling'));
    expect(await register.nacht(elders(voornaam, naam))).toMatchObject({ twijfel: 0, leerlingen_gewijzigd: 1 });
    expect(await register.leerlingen()).toMatchObject([{ voornaam }]);
  });
});
