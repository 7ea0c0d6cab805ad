import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { geefActivatiecodes, hashWachtwoord, kiesMiddelen } from '../../../src/aanmelden/index.ts';
import type { Laadverslag } from '../../../src/register/discimus/index.ts';
import { koppelTwijfel } from '../../../src/register/index.ts';
import { maakRegister, type Register } from '../../opzet/register/maak_register.ts';
import { insz, type Regel, regel, zonderInsz } from '../../opzet/register/nachten.ts';

/**
 * Somebody who controls one school (990002) merges another school's pupil with one of its own, or says who he
 * is. The pupils are in 990001. All attacks come in the same nights, and have nothing in common. The attacker
 * knows the weaker keys and the names, but no birth date.
 */

let register: Register;
let dief: string;
let verslag: Laadverslag;
let ervoor: { eigen: string[]; namen: string[]; leerlingen: Awaited<ReturnType<Register['leerlingen']>> };

const van = (nummer: number) => ({
  instellingsnummer: '990002',
  stamnummer: `26001${String(nummer).padStart(2, '0')}`,
  geboortedatum: '',
});
const ZONDER = { unieke_persoon: '', geregistreerde_persoon: '' };
const b = (nummer: number, anders: Regel) => regel(nummer, { ...van(nummer), ...anders });

interface Aanval {
  wat: string;
  nummer: number;
  eerst: Regel[];
  dan: Regel[];
}
const eigen = (nummer: number, anders: Regel = {}) => ({
  insz: '',
  ...ZONDER,
  geregistreerde_persoon: `B-${nummer}`,
  ...anders,
});

const AANVALLEN: Aanval[] = [
  {
    wat: 'a pupil of its own without INSZ gets the key of a pupil with one',
    nummer: 1,
    eerst: [regel(1), b(1, eigen(1))],
    dan: [regel(1), b(1, eigen(1, { unieke_persoon: 'UP-1' }))],
  },
  {
    wat: 'a made-up INSZ beside the unieke persoon of a temporary pupil',
    nummer: 2,
    eerst: [zonderInsz(2)],
    dan: [zonderInsz(2), b(2, { insz: insz(72), geregistreerde_persoon: '' })],
  },
  {
    wat: 'a made-up INSZ beside the geregistreerde persoon of a temporary pupil',
    nummer: 3,
    eerst: [zonderInsz(3)],
    dan: [zonderInsz(3), b(3, { insz: insz(73), unieke_persoon: '' })],
  },
  {
    wat: 'a made-up number of the National Register for a BIS number, with the birth date',
    nummer: 4,
    eerst: [regel(4, { insz: insz(4, 'bis') })],
    dan: [regel(4, { insz: insz(4, 'bis') }), b(4, { insz: insz(74), geboortedatum: '2015-04-17' })],
  },
  {
    wat: 'a pupil of its own with a made-up INSZ gets the key of a temporary pupil',
    nummer: 5,
    eerst: [zonderInsz(5), b(5, { insz: insz(75), ...ZONDER })],
    dan: [zonderInsz(5), b(5, { insz: insz(75), geregistreerde_persoon: '' })],
  },
  {
    wat: 'a pupil of its own had the key before the line of the pupil’s own school has it',
    nummer: 6,
    eerst: [regel(6, ZONDER), b(6, { insz: '', geregistreerde_persoon: '' })],
    dan: [regel(6, { geregistreerde_persoon: '' }), b(6, { insz: '', geregistreerde_persoon: '' })],
  },
  {
    wat: 'the key comes in both schools’ lines in one night',
    nummer: 7,
    eerst: [regel(7, ZONDER), b(7, eigen(7))],
    dan: [regel(7, { geregistreerde_persoon: '' }), b(7, eigen(7, { unieke_persoon: 'UP-7' }))],
  },
  {
    wat: 'a pupil of its own borrows the INSZ of who is new in the pupil’s own school',
    nummer: 8,
    eerst: [b(8, eigen(8))],
    dan: [regel(8), b(8, eigen(8, { unieke_persoon: 'UP-8' }))],
  },
  {
    wat: 'it delivered the pupil before his own school does',
    nummer: 9,
    eerst: [b(9, { insz: '' })],
    dan: [b(9, { insz: '' }), regel(9)],
  },
];

async function middelenVan(school: string): Promise<string[]> {
  const gekozen = await kiesMiddelen(register.db, register.klok, { school, ookMetWachtwoord: true });
  return gekozen.map((een) => een.gebruikersnaam).sort();
}
const zetWachtwoord = (namen: string[]) =>
  register.db
    .updateTable('aanmeldmiddelen')
    .set({ wachtwoord_hash: dief })
    .where('gebruikersnaam', 'in', namen)
    .execute();
/** User names of a school's pupils that a password or an open code opens. */
async function openVoorDief(school: string): Promise<string[]> {
  const rijen = await register.db
    .selectFrom('aanmeldmiddelen as m')
    .innerJoin('accounts as a', 'a.account_uuid', 'm.account_uuid')
    .innerJoin('inschrijvingen as i', 'i.leerling_id', 'a.leerling_id')
    .leftJoin('activatiecodes as c', 'c.aanmeldmiddel_id', 'm.id')
    .select('m.gebruikersnaam')
    .where('i.instellingsnummer', '=', school)
    .where((eb) => eb.or([eb('m.wachtwoord_hash', '=', dief), eb('c.code_hash', 'is not', null)]))
    .execute();
  return rijen.map(({ gebruikersnaam }) => gebruikersnaam);
}
const twijfel = async (stamnummer: string) =>
  (
    await register.db
      .selectFrom('beoordelingen')
      .select(['id', 'reden', 'instellingsnummer'])
      .where('stamnummer', '=', stamnummer)
      .execute()
  )[0];
const nacht = (wanneer: 'eerst' | 'dan', ...anders: Regel[]) =>
  register.nacht(...AANVALLEN.flatMap((een) => een[wanneer]), ...anders);
const beslis = (id: string, naam: string) =>
  register.db.transaction().execute((trx) => koppelTwijfel(trx, register.klok, id, naam));

beforeAll(async () => {
  register = await maakRegister();
  dief = await hashWachtwoord('de dief was hier 42');
  await nacht('eerst');
  ervoor = {
    eigen: await middelenVan('990001'),
    namen: await middelenVan('990002'),
    leerlingen: await register.leerlingen(),
  };
  // Half of its own user names have a password, and half have an open code.
  await zetWachtwoord(ervoor.namen.slice(0, 3));
  await register.db.transaction().execute(async (trx) => {
    const middelen = await kiesMiddelen(trx, register.klok, { school: '990002', ookMetWachtwoord: false });
    await geefActivatiecodes(trx, register.klok, middelen);
  });
  verslag = await nacht('dan');
});
afterAll(() => register.weg());

test('nobody goes up in another, and nobody is told who he is', async () => {
  expect(verslag).toMatchObject({ samengevoegd: 0, geidentificeerd: 0, insz_gewijzigd: 0, beeindigd: 0 });
  expect(verslag).toMatchObject({ leerlingen_nieuw: 1, twijfel: AANVALLEN.length });
  const erna = await register.leerlingen();
  // The pupil's own school may have added a key.
  for (const { id, accounts, namen, historiek, leer_id_uuid } of ervoor.leerlingen)
    expect(erna).toContainEqual(expect.objectContaining({ id, accounts, namen, historiek, leer_id_uuid }));
});

test.each(AANVALLEN.map(({ wat, nummer }) => [wat, nummer] as const))(
  '%s: it is on the review list',
  async (_, nummer) => {
    const verdacht = nummer === 6 || nummer === 9 ? `26000${String(nummer).padStart(2, '0')}` : van(nummer).stamnummer;
    expect(await twijfel(verdacht)).toMatchObject({ reden: 'leerling_van_andere_school' });
  },
);

test('the school that attacks gets no code of another’s pupil, and what it gave opens none', async () => {
  expect(ervoor.namen).toHaveLength(6);
  expect(await middelenVan('990002')).toEqual(ervoor.namen);
  // A new pupil in his own school has a user name of his own.
  expect(await middelenVan('990001')).toEqual([...ervoor.eigen, 'kindi.proefleerl2'].sort());
  expect(await openVoorDief('990001')).toEqual([]);
  expect(await openVoorDief('990002')).toHaveLength(6);
});

test('the same lines again are the same doubts', async () => {
  expect(await nacht('dan')).toMatchObject({ toegevoegd: 0, gewijzigd: 0, twijfel: AANVALLEN.length });
  expect(await register.twijfels()).toHaveLength(AANVALLEN.length);
});

describe('settled', () => {
  test('by the school that has him: it says who he is', async () => {
    const dan = AANVALLEN.flatMap((een) => een.dan.map((lijn) => (lijn.stamnummer === '2600002' ? regel(2) : lijn)));
    expect(await register.nacht(...dan)).toMatchObject({ geidentificeerd: 1, gebruikersnamen_afgesloten: 0 });
    expect(await middelenVan('990002')).toEqual(ervoor.namen);
  });

  test('by the operator, for a pupil of the entry alone', async () => {
    const { id = '' } = (await twijfel('2600009')) ?? {};
    expect(await beslis(id, 'kindb.proefleerl1')).toEqual({ soort: 'sleutel_van_ander' });
    expect(await beslis(id, 'kindj.proefleerl1')).toMatchObject({ soort: 'gekoppeld' });
  });

  test('what another school than his own gave before opens nothing any more, and it gives nothing new', async () => {
    expect(await openVoorDief('990002')).toContain('kindj.proefleerl1');
    expect(await nacht('dan')).toMatchObject({ geidentificeerd: 1, samengevoegd: 0, gebruikersnamen_afgesloten: 1 });
    expect(await openVoorDief('990001')).toEqual([]);
    expect(await middelenVan('990001')).toContain('kindj.proefleerl1');
    expect(await middelenVan('990002')).not.toContain('kindj.proefleerl1');
  });

  test('by the operator who says that two are one: what was given for the one that goes opens nothing', async () => {
    const { id = '' } = (await twijfel(van(1).stamnummer)) ?? {};
    expect(await beslis(id, 'kindb.proefleerl1')).toMatchObject({ soort: 'gekoppeld' });
    expect(await openVoorDief('990002')).toContain('kindb.proefleerl2');
    expect(await nacht('dan')).toMatchObject({ samengevoegd: 1, gebruikersnamen_afgesloten: 1 });
    expect(await openVoorDief('990001')).toEqual([]);
    expect(await middelenVan('990002')).not.toContain('kindb.proefleerl1');
  });
});
