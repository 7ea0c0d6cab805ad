import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { maakRegister, type Register } from '../../opzet/register/maak_register.ts';
import { type Regel, regel, SCHOLEN, tweedeIsEerste, zonderInsz } from '../../opzet/register/nachten.ts';

/** Merges that are undone. */

let register: Register;
beforeAll(async () => {
  register = await maakRegister();
});
beforeEach(() => register.maakLeeg());
afterAll(() => register.weg());

async function samengevoegd() {
  await register.nacht(regel(1), zonderInsz(2, { instellingsnummer: '990002' }));
  const ervoor = await register.leerlingen();
  const lijnen = [regel(1), tweedeIsEerste()];
  await register.nacht(...lijnen);
  const { id } = await register.db.selectFrom('samenvoegingen').select('id').executeTakeFirstOrThrow();
  return { ervoor, lijnen, id };
}

test('a merge that is undone gives both their keys, user names and enrolments back', async () => {
  const { ervoor, lijnen, id } = await samengevoegd();
  const eigenaars = async () => (await register.inschrijvingen()).map((i) => [i.leerling_id, i.instellingsnummer]);
  expect(await register.maakOngedaan(id)).toMatchObject({ soort: 'ongedaan_gemaakt', leerling: ervoor[1]?.id });
  expect(await register.leerlingen()).toEqual(ervoor);
  const na = [
    [ervoor[0]?.id, '990001'],
    [ervoor[1]?.id, '990002'],
  ];
  expect(await eigenaars()).toEqual(na);
  expect(await register.maakOngedaan(id)).toEqual({ soort: 'al_ongedaan_gemaakt' });
  // The same delivery would merge them again. It goes to the review list instead, and nothing ends.
  expect(await register.nacht(...lijnen)).toMatchObject({ samengevoegd: 0, twijfel: 1, beeindigd: 0 });
  expect(await register.twijfels()).toEqual(['gescheiden']);
  expect(await register.leerlingen()).toEqual(ervoor);
  expect(await eigenaars()).toEqual(na);
  // Corrected at the source, everything continues as before.
  expect(await register.nacht(regel(1), zonderInsz(2, { instellingsnummer: '990002' }))).toMatchObject({
    twijfel: 0,
    beeindigd: 0,
  });
  expect(await register.leerlingen()).toEqual(ervoor);
});

const zichtbaar = (leerling_id: string, client_id: string, instellingsnummer = '990001') => ({
  leerling_id,
  client_id,
  instellingsnummer,
  sinds: '2026-10-01T00:00:00Z',
});

const werkt = (instellingsnummer: string, tot: string | null = null) =>
  register.db
    .insertInto('samenwerkingen')
    .values({ instellingsnummer, client_id: 'app', van: '2026-09-01', tot })
    .execute();

test.each([
  ['', '990002', '990002', null],
  [', and the school goes on under another number meanwhile', '990003', '990003', null],
  [', also where it stopped before it went on under another number', '990003', '990002', '2026-10-31'],
  [', also where it goes on under the number of the other one', '990001', '990001', null],
])('what a school made visible stays that school’s, merged and undone%s', async (_, tweedeSchool, blijftVan, tot) => {
  await sql`truncate samenwerkingen`.execute(register.db);
  await register.nacht(regel(1), zonderInsz(2, { instellingsnummer: '990002' }));
  const [een, twee] = (await register.leerlingen()).map(({ id }) => id) as [string, string];
  await register.db
    .insertInto('zichtbaarheid')
    .values([zichtbaar(een, 'app', '990001'), zichtbaar(twee, 'app', '990002')])
    .execute();
  await werkt('990001');
  await werkt('990002', tot);
  const wie = async () =>
    (await register.db.selectFrom('zichtbaarheid').selectAll().execute())
      .map(({ leerling_id, client_id, instellingsnummer }) => `${leerling_id} ${client_id} ${instellingsnummer}`)
      .sort();
  await register.nacht(regel(1), tweedeIsEerste());
  expect(await wie()).toEqual([`${een} app 990001`, `${een} app 990002`]);
  const scholen = SCHOLEN.map((school) => ({
    ...school,
    opvolger: school.instellingsnummer === '990002' && tweedeSchool !== '990002' ? tweedeSchool : '',
  }));
  await register.laad({ peildatum: '2026-11-24', scholen, inschrijvingen: [regel(1), tweedeIsEerste()] });
  const { id } = await register.db.selectFrom('samenvoegingen').select('id').executeTakeFirstOrThrow();
  await register.maakOngedaan(id);
  expect(await wie()).toEqual([`${een} app 990001`, `${twee} app ${blijftVan}`].sort());
});

test('a merge that is undone gives nobody what was the other one’s, and what was kept for it is gone', async () => {
  await register.nacht(regel(1), zonderInsz(2, { instellingsnummer: '990002' }));
  const [een, twee] = (await register.leerlingen()).map(({ id }) => id) as [string, string];
  const ervoor = [
    zichtbaar(een, 'beide'),
    zichtbaar(een, 'eigen'),
    zichtbaar(twee, 'andere'),
    zichtbaar(twee, 'beide'),
  ];
  await register.db.insertInto('zichtbaarheid').values(ervoor).execute();
  const wie = async () =>
    (await register.db.selectFrom('zichtbaarheid').selectAll().execute())
      .map(({ leerling_id, client_id }) => `${leerling_id} ${client_id}`)
      .sort();
  await register.nacht(
    regel(1),
    regel(1, { unieke_persoon: 'UP-2', instellingsnummer: '990002', stamnummer: '2600002' }),
  );
  expect(await wie()).toEqual([`${een} andere`, `${een} beide`, `${een} eigen`]);
  const { id } = await register.db.selectFrom('samenvoegingen').select('id').executeTakeFirstOrThrow();
  await register.maakOngedaan(id);
  expect(await wie()).toEqual(ervoor.map(({ leerling_id, client_id }) => `${leerling_id} ${client_id}`).sort());
  expect(await register.db.selectFrom('samenvoegingen').select('gegevens').execute()).toEqual([{ gegevens: {} }]);
});

test.each([
  ['in one night', true],
  ['night after night', false],
])(
  'what the one that stays has by another merge as well, it keeps until that one is undone too: %s',
  async (_, samen) => {
    const tweede = zonderInsz(2, { voornaam: 'Kind b', instellingsnummer: '990002' });
    const derde = zonderInsz(3, { voornaam: 'Kind b', instellingsnummer: '990003' });
    await register.nacht(regel(1), tweede, derde);
    const [een, twee, drie] = (await register.leerlingen()).map(({ id }) => id) as [string, string, string];
    const rij = (leerling_id: string) => zichtbaar(leerling_id, 'samen');
    await register.db
      .insertInto('zichtbaarheid')
      .values([rij(twee), rij(drie)])
      .execute();
    const met = (nummer: number) => regel(1, { unieke_persoon: `UP-${nummer}`, stamnummer: `260000${nummer}` });
    const lijnen = [regel(1), { ...met(2), instellingsnummer: '990002' }];
    if (!samen) await register.nacht(...lijnen, derde);
    await register.nacht(...lijnen, { ...met(3), instellingsnummer: '990003' });
    const samenvoegingen = await register.db.selectFrom('samenvoegingen').select('id').orderBy('id').execute();
    expect(samenvoegingen).toHaveLength(2);
    const wie = async () =>
      (await register.db.selectFrom('zichtbaarheid').select('leerling_id').execute()).map((z) => z.leerling_id);
    await register.maakOngedaan(samenvoegingen[0]?.id ?? '');
    expect(await wie()).toContain(een);
    await register.maakOngedaan(samenvoegingen[1]?.id ?? '');
    expect((await wie()).sort()).toEqual([twee, drie].sort());
  },
);

test('undone after a change of group: an enrolment that came since goes home by its stamnummer', async () => {
  const { ervoor, lijnen, id } = await samengevoegd();
  const [eigen, andere] = lijnen as [Regel, Regel];
  const later = { ...andere, administratieve_groep: '13560', van: '2026-11-24' };
  await register.nacht(eigen, { ...andere, tot: '2026-11-23' }, later);
  await register.maakOngedaan(id);
  expect((await register.inschrijvingen()).map((i) => [i.leerling_id, i.stamnummer])).toEqual([
    [ervoor[0]?.id, '2600001'],
    [ervoor[1]?.id, '2600002'],
    [ervoor[1]?.id, '2600002'],
  ]);
});

test('undone after the school wrote both under one stamnummer: what is under it stays', async () => {
  await register.nacht(regel(1), zonderInsz(2, { administratieve_groep: '13560' }));
  const ervoor = await register.leerlingen();
  const andere = regel(1, { unieke_persoon: 'UP-2', administratieve_groep: '13560' });
  await register.nacht(regel(1), { ...andere, stamnummer: '2600002' });
  await register.nacht(regel(1), andere);
  const { id } = await register.db.selectFrom('samenvoegingen').select('id').executeTakeFirstOrThrow();
  expect(await register.maakOngedaan(id)).toMatchObject({ soort: 'ongedaan_gemaakt' });
  expect(new Set((await register.inschrijvingen()).map((i) => i.leerling_id))).toEqual(new Set([ervoor[0]?.id]));
});

test('undone, an enrolment that went as a double is there again', async () => {
  await register.nacht(regel(1), zonderInsz(2, { voornaam: 'Kind b' }));
  const ervoor = await register.inschrijvingen();
  await register.nacht(regel(1, { unieke_persoon: 'UP-2' }));
  expect(await register.inschrijvingen()).toHaveLength(1);
  const { id } = await register.db.selectFrom('samenvoegingen').select('id').executeTakeFirstOrThrow();
  await register.maakOngedaan(id);
  const zonderBron = (rijen: typeof ervoor) => rijen.map(({ bron: _, ...rij }) => rij);
  expect(zonderBron(await register.inschrijvingen())).toEqual(zonderBron(ervoor));
});
