import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import type { Database } from '../../src/store/index.ts';
import { maakOudeDatabase } from '../opzet/database/oude_database.ts';

/** Before this migration, a block belonged to an account. */

let db: Database;
let migreer: () => Promise<void>;
beforeAll(async () => {
  ({ db, migreer } = await maakOudeDatabase('010'));
});
afterAll(() => db.destroy());

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

  await migreer();

  const { rows } = await sql<{ voornaam: string; op: string | null; bewaard: string | null; eerder: string | null }>`
    select voornaam, geblokkeerd_op as op, (s.gegevens #>> '{leerling,geblokkeerd_op}')::timestamptz as bewaard,
      (s.gegevens #>> '{samenvoegingen,0,gegevens,leerling,geblokkeerd_op}')::timestamptz as eerder
    from leerlingen l left join samenvoegingen s on s.leerling_id = l.id order by voornaam`.execute(db);
  const gelezen = rows.map((rij) => Object.values(rij).map((een) => een?.toString() ?? null));
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
