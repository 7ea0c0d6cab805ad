import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { totHetWacht } from '../../opzet/database/slot.ts';
import { maakRegister, type Register } from '../../opzet/register/maak_register.ts';
import { type Regel, regel, SCHOLEN } from '../../opzet/register/nachten.ts';

/**
 * The decisions of schools about applications, when one school continues under another's number. Nobody gets
 * what no school of his decided.
 */

const [A, B, N] = ['990001', '990002', '990003'] as const;
const VANDAAG = '2026-11-23';
const DAGEN = [VANDAAG, '2027-01-01', '2028-01-01'];
/** From which day to which a school may work with an application. */
const SAMENWERKING: Record<string, [van: string, tot: string | null] | undefined> = {
  nooit: undefined,
  gestopt: ['2025-09-01', '2026-06-30'],
  tot_nieuwjaar: ['2025-09-01', '2026-12-31'],
  altijd: ['2025-09-01', null],
  straks: ['2027-01-01', null],
};

let register: Register;
beforeAll(async () => {
  register = await maakRegister();
});
afterAll(() => register.weg());
beforeEach(async () => {
  await register.maakLeeg();
  await sql`truncate samenwerkingen`.execute(register.db);
});

const KIND = { een: 'Kind b', twee: 'Kind c', drie: 'Kind d', vier: 'Kind e' };
const [een, twee, drie] = [regel(1), regel(2, { instellingsnummer: N }), regel(3)];
const ook = (lijn: Regel, instellingsnummer: string): Regel => ({ ...lijn, instellingsnummer });

async function werkt(school: string, hoe: string, client = 'proef') {
  const [van, tot] = SAMENWERKING[hoe] ?? [];
  if (!van) return;
  const rij = { instellingsnummer: school, client_id: client, van, tot: tot ?? null };
  await register.db.insertInto('samenwerkingen').values(rij).execute();
}

const toont = (school: string, voornaam: string, client = 'proef') =>
  sql`insert into zichtbaarheid (leerling_id, client_id, instellingsnummer, sinds)
    select id, ${client}, ${school}, '2026-09-01' from leerlingen where voornaam = ${voornaam}`.execute(register.db);

/** Which applications open for which pupils on this day, and through which school. */
async function open(dag = VANDAAG): Promise<string[]> {
  const { rows } = await sql<{ wat: string }>`
    select distinct concat_ws(' ', l.voornaam, z.client_id, i.instellingsnummer) as wat from leerlingen l
    join inschrijvingen i on i.leerling_id = l.id
    join zichtbaarheid z on (z.leerling_id, z.instellingsnummer) = (l.id, i.instellingsnummer)
    join samenwerkingen s on (s.instellingsnummer, s.client_id) = (i.instellingsnummer, z.client_id)
    where ${dag}::date >= s.van and (s.tot is null or s.tot >= ${dag}::date) order by 1`.execute(register.db);
  return rows.map(({ wat }) => wat);
}

/** The next night: these schools continue under other numbers, and the lines have the new numbers. */
const volgtOp = (opvolgers: Record<string, string>, lijnen: Regel[], om = (scholen: Regel[]) => scholen) =>
  register.laad(
    {
      peildatum: VANDAAG,
      scholen: om(SCHOLEN.map((school) => ({ ...school, opvolger: opvolgers[school.instellingsnummer ?? ''] ?? '' }))),
      inschrijvingen: lijnen,
    },
    { toch: true },
  );

describe('an old number and a new one', () => {
  test('the new one stopped: a cooperation of the old one undoes that for nobody, and the report says who loses it', async () => {
    await register.laad({ inschrijvingen: [een, twee] });
    await werkt(N, 'gestopt');
    await werkt(A, 'altijd');
    await toont(A, KIND.een);
    await toont(N, KIND.twee);
    expect(await open()).toEqual([`${KIND.een} proef ${A}`]);
    const { achtergebleven } = await volgtOp({ [A]: N }, [ook(een, N), twee]);
    expect(await open()).toEqual([]);
    expect(achtergebleven).toEqual([{ oud: A, nieuw: N, client_id: 'proef', samenwerking: 'niet', leerlingen: 1 }]);
  });

  test('the old one stopped: what it made visible before does not count for the new one', async () => {
    await register.laad({ inschrijvingen: [een, twee] });
    await werkt(A, 'gestopt');
    await werkt(N, 'altijd');
    await toont(A, KIND.een);
    expect((await volgtOp({ [A]: N }, [ook(een, N), twee])).achtergebleven).toEqual([]);
    expect(await open()).toEqual([]);
  });

  test('a pupil of both: the new one decided for its own pupil, whatever the old one did', async () => {
    const lijnen = [een, ook({ ...een, stamnummer: '2600009', administratieve_groep: '13560' }, N)];
    const anders = [drie, ook({ ...drie, stamnummer: '2600008', administratieve_groep: '13560' }, N)];
    await register.laad({ inschrijvingen: [...lijnen, ...anders] });
    for (const school of [A, N]) await werkt(school, 'altijd');
    for (const kind of [KIND.een, KIND.drie]) await toont(A, kind);
    await toont(N, KIND.drie);
    const { achtergebleven } = await volgtOp(
      { [A]: N },
      [...lijnen, ...anders].map((lijn) => ook(lijn, N)),
    );
    expect(await open()).toEqual([`${KIND.drie} proef ${N}`]);
    expect(achtergebleven).toEqual([{ oud: A, nieuw: N, client_id: 'proef', samenwerking: 'over', leerlingen: 1 }]);
  });

  test('of all that two schools may have said, nothing opens that was shut, and the report has each that shuts', async () => {
    const wie = [een, twee, drie, ook({ ...drie, stamnummer: '2600009', administratieve_groep: '13560' }, N)];
    await register.laad({ inschrijvingen: wie });
    const gevallen = Object.keys(SAMENWERKING).flatMap((oud) =>
      Object.keys(SAMENWERKING).flatMap((nieuw) =>
        ['niets', 'eigen', 'beide'].map((toonde) => ({ oud, nieuw, toonde, client: `${oud}-${nieuw}-${toonde}` })),
      ),
    );
    for (const { oud, nieuw, toonde, client } of gevallen) {
      await werkt(A, oud, client);
      await werkt(N, nieuw, client);
      for (const kind of [KIND.een, KIND.drie]) await toont(A, kind, client);
      if (toonde !== 'niets') await toont(N, KIND.twee, client);
      if (toonde === 'beide') await toont(N, KIND.drie, client);
    }
    const stand = async () => {
      const alle = await Promise.all(
        DAGEN.map(async (dag) => (await open(dag)).map((wat) => `${dag} ${wat.slice(0, -7)}`)),
      );
      return new Set(alle.flat());
    };
    const ervoor = await stand();
    const { achtergebleven } = await volgtOp({ [A]: N }, [ook(een, N), ...wie.slice(1).map((lijn) => ook(lijn, N))]);
    const erna = await stand();
    expect([...erna].filter((wat) => !ervoor.has(wat))).toEqual([]);
    // Where both continue without an end, or the new school never decided anything, the old school's decision
    // continues.
    for (const client of [
      'altijd-altijd-niets',
      'altijd-nooit-niets',
      'straks-nooit-niets',
      'tot_nieuwjaar-nooit-niets',
    ])
      for (const dag of DAGEN)
        expect(erna.has(`${dag} ${KIND.een} ${client}`)).toBe(ervoor.has(`${dag} ${KIND.een} ${client}`));
    const verliest = (client: string) =>
      Object.values(KIND).filter((kind) =>
        DAGEN.some((dag) => ervoor.has(`${dag} ${kind} ${client}`) && !erna.has(`${dag} ${kind} ${client}`)),
      );
    const gemeld = new Map(achtergebleven.map(({ client_id, leerlingen }) => [client_id, leerlingen]));
    for (const { client } of gevallen) {
      expect([client, gemeld.get(client) ?? 0]).toEqual([client, verliest(client).length]);
    }
  });
});

describe('several numbers at once', () => {
  const inBeide = [ook(een, A), ook({ ...een, stamnummer: '2600009', administratieve_groep: '13560' }, B)];
  const samen = [...inBeide, drie, regel(4, { instellingsnummer: B })];
  const verder = samen.map((lijn) => ook(lijn, N));
  const toonAlles = async () => {
    for (const kind of [KIND.een, KIND.drie]) await toont(A, kind);
    for (const kind of [KIND.een, KIND.vier]) await toont(B, kind);
  };

  test('two that both go on in a third take all along, also of a pupil of both', async () => {
    await register.laad({ inschrijvingen: samen });
    for (const school of [A, B]) await werkt(school, 'altijd');
    await toonAlles();
    expect((await volgtOp({ [A]: N, [B]: N }, verder)).achtergebleven).toEqual([]);
    expect(await open()).toEqual([KIND.een, KIND.drie, KIND.vier].map((kind) => `${kind} proef ${N}`));
  });

  test.each([
    ['that go on in a third', { [A]: N, [B]: N }],
    ['in a chain', { [A]: B, [B]: N }],
  ])('two %s: the stop of one holds for its own pupils, also for those of both', async (_, opvolgers) => {
    for (const om of [(s: Regel[]) => s, (s: Regel[]) => s.toReversed()]) {
      await register.maakLeeg();
      await register.laad({ inschrijvingen: samen });
      await werkt(A, 'altijd');
      await werkt(B, 'gestopt');
      await toonAlles();
      const { achtergebleven } = await volgtOp(opvolgers, verder, om);
      expect(await open()).toEqual([`${KIND.drie} proef ${N}`]);
      expect(achtergebleven).toEqual([{ oud: A, nieuw: N, client_id: 'proef', samenwerking: 'over', leerlingen: 1 }]);
    }
  });

  test('of two agreements the one that ends first goes along, and the school of the other is told of what it loses', async () => {
    await register.laad({ inschrijvingen: samen });
    await werkt(A, 'altijd');
    await werkt(B, 'tot_nieuwjaar');
    await toonAlles();
    const { achtergebleven } = await volgtOp({ [A]: N, [B]: N }, verder);
    expect(await open()).toHaveLength(3);
    expect(await open('2027-01-01')).toEqual([]);
    expect(achtergebleven).toEqual([{ oud: A, nieuw: N, client_id: 'proef', samenwerking: 'deels', leerlingen: 2 }]);
  });
});

test('a succession that is turned around brings back what went along, the years before included', async () => {
  await register.laad({ inschrijvingen: [een] });
  await werkt(A, 'altijd');
  await register.db
    .insertInto('samenwerkingen')
    .values({ instellingsnummer: A, client_id: 'proef', van: '2024-09-01', tot: '2025-06-30' })
    .execute();
  await toont(A, KIND.een);
  const ervoor = await register.db.selectFrom('samenwerkingen').selectAll().orderBy('van').execute();
  await volgtOp({ [A]: N }, [ook(een, N)]);
  expect(await open()).toEqual([`${KIND.een} proef ${N}`]);
  expect((await volgtOp({ [N]: A }, [een])).achtergebleven).toEqual([]);
  expect(await open()).toEqual([`${KIND.een} proef ${A}`]);
  expect(await register.db.selectFrom('samenwerkingen').selectAll().orderBy('van').execute()).toEqual(ervoor);
});

test('a stop that is being written when the load comes is waited for, and counts', async () => {
  await register.laad({ inschrijvingen: [een, twee] });
  for (const school of [A, N]) await werkt(school, 'altijd');
  await toont(A, KIND.een);
  let geladen: Promise<unknown> = Promise.resolve();
  await register.db.transaction().execute(async (trx) => {
    await trx.updateTable('samenwerkingen').set({ tot: '2026-11-22' }).where('instellingsnummer', '=', A).execute();
    geladen = volgtOp({ [A]: N }, [ook(een, N), twee]);
    await totHetWacht(register.db);
  });
  await geladen;
  expect(await open()).toEqual([]);
});
