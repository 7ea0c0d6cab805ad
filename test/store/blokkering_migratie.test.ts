import { randomBytes, randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Kysely, sql } from 'kysely';
import { type Database, openDatabase } from '../../src/store/index.ts';

/** A database of before migration 010, where a block was of an account. */

const MAP = join(import.meta.dirname, '../../migrations');
let db: Database;
beforeAll(async () => {
  const basis = process.env.TEST_DATABASE_URL ?? '';
  const naam = `test_${randomBytes(6).toString('hex')}`;
  const beheer = openDatabase(`${basis}postgres`, () => {}, { verbindingen: 1 });
  await sql`create database ${sql.id(naam)}`.execute(beheer);
  await beheer.destroy();
  db = openDatabase(`${basis}${naam}`, () => {});
  for (const bestand of (await readdir(MAP)).sort()) if (bestand < '010') await voer(bestand);
});
afterAll(() => db.destroy());

async function voer(bestand: string): Promise<void> {
  const { up } = (await import(`../../migrations/${bestand}`)) as { up(db: Kysely<unknown>): Promise<void> };
  await up(db as unknown as Kysely<unknown>);
}

const TOEN = '2026-03-01T08:00:00Z';
const LATER = '2026-05-01T08:00:00Z';

/** A pupil with an account per block. */
async function leerling(voornaam: string, ...blokkeringen: (string | null)[]): Promise<string> {
  const id = randomUUID();
  await sql`insert into leerlingen (id, voornaam, naam) values (${id}, ${voornaam}, 'Proef')`.execute(db);
  for (const op of blokkeringen)
    await sql`insert into accounts (leerling_id, soort, aangemaakt_op, geblokkeerd_op)
      values (${id}, 'tijdelijk', now(), ${op})`.execute(db);
  return id;
}

interface Bewaard {
  blokkeringen: (string | null)[];
  samenvoegingen?: object[];
}
const bewaard = ({ blokkeringen, samenvoegingen = [] }: Bewaard) => ({
  leerling: { voornaam: 'Weg' },
  accounts: blokkeringen.map((geblokkeerd_op) => ({ account_uuid: randomUUID(), geblokkeerd_op })),
  samenvoegingen,
});

async function samengevoegd(leerling_id: string, gegevens: object, ontkoppeld: string | null = null): Promise<void> {
  await sql`insert into samenvoegingen (leerling_id, verdwenen_leerling_id, gegevens, samengevoegd_op, ontkoppeld_op)
    values (${leerling_id}, ${randomUUID()}, ${JSON.stringify(gegevens)}, now(), ${ontkoppeld})`.execute(db);
}

test('blocks go to the pupil, also those that a merge had lifted', async () => {
  await leerling('Vrij', null, null);
  await leerling('Zonder');
  await leerling('Geblokkeerd', null, LATER, TOEN);
  await samengevoegd(await leerling('Samen', LATER), bewaard({ blokkeringen: [null, TOEN] }));
  await samengevoegd(await leerling('Samen vrij', null), bewaard({ blokkeringen: [null] }));
  const eerder = { id: randomUUID(), leerling_id: randomUUID(), gegevens: bewaard({ blokkeringen: [TOEN] }) };
  await samengevoegd(await leerling('Keten', null), bewaard({ blokkeringen: [null], samenvoegingen: [eerder] }));
  await samengevoegd(await leerling('Ontkoppeld', null), {}, LATER);
  const voorbij = { ...eerder, gegevens: {}, ontkoppeld_op: LATER };
  await samengevoegd(
    await leerling('Keten voorbij', null),
    bewaard({ blokkeringen: [null], samenvoegingen: [voorbij] }),
  );

  await voer('010_blokkering.ts');

  const { rows } = await sql<{ voornaam: string; op: string | null; bewaard: string | null; eerder: string | null }>`
    select voornaam, geblokkeerd_op as op, (s.gegevens #>> '{leerling,geblokkeerd_op}')::timestamptz as bewaard,
      (s.gegevens #>> '{samenvoegingen,0,gegevens,leerling,geblokkeerd_op}')::timestamptz as eerder
    from leerlingen l left join samenvoegingen s on s.leerling_id = l.id order by voornaam`.execute(db);
  const gelezen = rows.map((rij) => Object.values(rij).map((een) => een && een.toString()));
  expect(gelezen).toEqual([
    ['Geblokkeerd', TOEN, null, null],
    ['Keten', TOEN, TOEN, TOEN],
    ['Keten voorbij', null, null, null],
    ['Ontkoppeld', null, null, null],
    ['Samen', TOEN, TOEN, null],
    ['Samen vrij', null, null, null],
    ['Vrij', null, null, null],
    ['Zonder', null, null, null],
  ]);
});
