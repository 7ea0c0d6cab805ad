import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { sql } from 'kysely';
import { BLADKOLOMMEN_SQL, type Bladrij, bladhash, bladtekst } from '../../../src/privacy/boom/blad.ts';
import { DOELEN } from '../../../src/privacy/index.ts';
import { STROMEN } from '../../../src/protocol/index.ts';
import { openDatabase } from '../../../src/store/index.ts';
import { SOORTEN_WIE } from '../../../src/wie/index.ts';
import { schrijfLogrijen } from '../../opzet/database/logrijen.ts';
import { maakTestdatabase, type Testdatabase } from '../../opzet/database/testdatabase.ts';

/**
 * The database hashes rows, so that the account that serves need not read them. It hashes the text that auditors read,
 * byte for byte.
 */

let database: Testdatabase;
beforeAll(async () => {
  database = await maakTestdatabase();
  // What a row of some kind must hold is of no matter here.
  const { rows } = await sql<{ naam: string }>`select conname as naam from pg_constraint
    where conrelid = 'privacylog'::regclass and contype = 'c'`.execute(database.db);
  for (const { naam } of rows) await sql`alter table privacylog drop constraint ${sql.id(naam)}`.execute(database.db);
});
afterAll(() => database.weg());

/** What PostgreSQL can hold: any character but NUL, also quotes, control characters and what JSON escapes. */
const tekst = fc
  .oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom(...'"\\/\b\f\n\r\t\u0001\u001f\u007f\u0080\u2028\u2029\ufeff\u{1f9d2}é{}[],:') }),
  )
  .map((een) => een.replaceAll('\0', ''));
const lijst = fc.array(tekst, { maxLength: 4 });
const misschien = <T>(waarde: fc.Arbitrary<T>) => fc.option(waarde, { nil: null });
const moment = fc
  .date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
  .chain((dag) => fc.nat(999).map((micro) => dag.toISOString().replace('Z', `${String(micro).padStart(3, '0')}Z`)));
const rij = fc.record({
  tijdstip: fc.oneof(
    { weight: 9, arbitrary: moment },
    moment.filter((een) => een < '4700' && !een.includes('-02-29')).map((een) => `${een} BC`),
    fc.constantFrom('infinity', '-infinity', '12026-11-30T09:00:00Z'),
  ),
  wie_soort: fc.constantFrom(...SOORTEN_WIE),
  wie_id: misschien(tekst),
  doel: fc.constantFrom(...DOELEN),
  stroom: fc.constantFrom(...STROMEN),
  hoedanigheid: misschien(tekst),
  protocol: tekst,
  protocol_hash: fc.constant('0a'.repeat(32)),
  client_id: tekst,
  ontvanger: misschien(tekst),
  levering_id: fc.uuid(),
  leerling_id: misschien(fc.uuid()),
  account_uuid: misschien(fc.uuid()),
  gegevens: fc.array(tekst, { minLength: 1, maxLength: 4 }),
  artikelen: lijst,
  rechtsgrond: tekst,
  aanleiding: fc.constant('levering'),
  onder_protocol: misschien(tekst),
  onder_protocol_hash: misschien(fc.constant('0b'.repeat(32))),
  onder_artikelen: misschien(lijst),
  onder_rechtsgrond: misschien(tekst),
});

test('whatever stands in a row', async () => {
  const { db } = database;
  await fc.assert(
    fc.asyncProperty(fc.array(rij, { minLength: 20, maxLength: 60 }), async (rijen) => {
      const { rows: gelezen } = await sql<Bladrij & { volgnummer: string }>`
        with nieuw as (insert into privacylog (${sql.raw(Object.keys(rijen[0] ?? {}).join(', '))})
          select ${sql.raw(Object.keys(rijen[0] ?? {}).join(', '))}
          from json_populate_recordset(null::privacylog, ${JSON.stringify(rijen)}) returning *)
        select ${sql.raw(BLADKOLOMMEN_SQL)} from nieuw order by nieuw.volgnummer`.execute(db);
      expect(gelezen).toHaveLength(rijen.length);
      const eerste = Number(gelezen[0]?.volgnummer) - 1;
      const { rows: bladen } = await sql<{ volgnummer: number; blad: Buffer }>`
        select volgnummer, blad from privacylog_bladen(${eerste}, ${eerste + rijen.length}, 1000)`.execute(db);
      expect(bladen).toEqual(
        gelezen.map((een) => ({
          volgnummer: Number(een.volgnummer),
          blad: bladhash(Buffer.from(bladtekst(een))),
        })),
      );
    }),
    { numRuns: 100 },
  );
});

test('no two moments have one text', async () => {
  const { db } = database;
  const momenten = [
    '2026-11-30T09:00:00Z',
    '2026-11-30T09:00:00Z BC',
    '12026-11-30T09:00:00Z',
    'infinity',
    '-infinity',
  ];
  const { rows } = await sql<{ tijdstip: string }>`select ${sql.raw(BLADKOLOMMEN_SQL)} from json_populate_recordset(
    null::privacylog, ${JSON.stringify(momenten.map((tijdstip) => ({ tijdstip })))}) r`.execute(db);
  expect(rows.map(({ tijdstip }) => tijdstip)).toEqual([
    '2026-11-30T09:00:00.000000Z',
    '2026-11-30T09:00:00.000000Z BC',
    '12026-11-30T09:00:00.000000Z',
    'infinity',
    '-infinity',
  ]);
});

test('each column of the log counts: a row that differs in one of them has another text', async () => {
  const { rows } = await sql<{ kolom: string }>`select attname as kolom from pg_attribute
    where attrelid = 'privacylog'::regclass and attnum > 0 and not attisdropped order by 1`.execute(database.db);
  const alles = Object.fromEntries(rows.map(({ kolom }) => [kolom, kolom]));
  expect(JSON.parse(bladtekst(alles))).toEqual(alles);
});

test('it gives so many, in the order of their numbers, and none outside the asked ones', async () => {
  const { db } = database;
  await schrijfLogrijen(db, 6);
  const gelogd = await db
    .selectFrom('privacylog')
    .select('volgnummer')
    .orderBy('volgnummer', 'desc')
    .limit(6)
    .execute();
  const [laatste, een, twee, drie, vier, eerste] = gelogd.map(({ volgnummer }) => volgnummer);
  const { rows } = await sql<{ volgnummer: number }>`
    select volgnummer from privacylog_bladen(${eerste}, ${laatste}, 3)`.execute(db);
  expect(rows.map(({ volgnummer }) => volgnummer)).toEqual([vier, drie, twee]);
  const { rows: rest } = await sql<{ volgnummer: number }>`
    select volgnummer from privacylog_bladen(${twee}, ${een}, 3)`.execute(db);
  expect(rest.map(({ volgnummer }) => volgnummer)).toEqual([een]);
});

test('it finds rows by their number, in each month, as a server plans it', async () => {
  const server = openDatabase(database.url, () => {}, { verbindingen: 1, opzoeken: true });
  const { rows } = await sql<{
    tekst: string;
  }>`select prosrc as tekst from pg_proc where proname = 'privacylog_bladen'`.execute(server);
  const vraag = ['na', 'tot', 'hoogstens'].reduce(
    (tekst, naam, i) => tekst.replace(new RegExp(`\\b${naam}\\b`), `$${i + 1}`),
    rows[0]?.tekst ?? '',
  );
  const plan = await sql<{ 'QUERY PLAN': string }>`explain (generic_plan) ${sql.raw(vraag)}`.execute(server);
  const stappen = plan.rows.map((rij) => rij['QUERY PLAN']);
  expect(stappen.filter((stap) => /Index Scan using \S*volgnummer/.test(stap)).length).toBeGreaterThan(3);
  expect(stappen.filter((stap) => /Sort {2}|Seq Scan|Bitmap/.test(stap))).toEqual([]);
  await server.destroy();
});
