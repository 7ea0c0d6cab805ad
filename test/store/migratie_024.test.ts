import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import type { Database } from '../../src/store/index.ts';
import { maakOudeDatabase } from '../opzet/database/oude_database.ts';

/**
 * Before this migration, two traits of every pupil were kept, and fingerprints of lines with these traits.
 */

let db: Database;
let migreer: () => Promise<void>;
beforeAll(async () => {
  ({ db, migreer } = await maakOudeDatabase('024'));
});
afterAll(() => db.destroy());

const OUD = 'ab'.repeat(16);
const bewaard = (samenvoegingen: object[] = []) => ({
  leerling: { voornaam: 'Weg', individueel_aangepast_curriculum: true, anderstalige_nieuwkomer: true },
  inschrijvingen: [
    { van: '2026-09-01', bron: `\\x${OUD}` },
    { van: '2025-09-01', bron: null },
  ],
  samenvoegingen,
});

async function leerling(): Promise<string> {
  const id = randomUUID();
  await sql`insert into leerlingen (id, voornaam, naam, individueel_aangepast_curriculum, anderstalige_nieuwkomer)
    values (${id}, 'Noor', 'Proef', true, true)`.execute(db);
  return id;
}

const samengevoegd = (leerling_id: string, gegevens: object) =>
  sql`insert into samenvoegingen (leerling_id, verdwenen_leerling_id, gegevens, samengevoegd_op)
    values (${leerling_id}, ${randomUUID()}, ${JSON.stringify(gegevens)}, now())`.execute(db);

test('the traits go, with what told them: fingerprints, and what merges remember, also of merges before', async () => {
  const id = await leerling();
  await sql`insert into scholen values ('999001', 'Proefschool');
    insert into vestigingsplaatsen values ('999001', 1, 'Proefschool');
    insert into administratieve_groepen values ('4064', 'Lager onderwijs')`.execute(db);
  const inschrijving = (van: string, bron: string | null) =>
    sql`
    insert into inschrijvingen (leerling_id, instellingsnummer, vestigingsplaats, administratieve_groep, hoofdstructuur, stamnummer, status, van, bron)
    values (${id}, '999001', 1, '4064', '211', '2600001', 'aanmelding', ${van}, decode(${bron}, 'hex'))`.execute(db);
  await inschrijving('2025-09-01', null);
  await inschrijving('2026-09-01', OUD);
  await samengevoegd(
    id,
    bewaard([
      { id: randomUUID(), gegevens: bewaard() },
      { id: randomUUID(), gegevens: {} },
    ]),
  );
  await samengevoegd(await leerling(), {});

  await migreer();

  const { rows } = await sql<{ alles: string }>`
    select l::text as alles from leerlingen l union all select i::text from inschrijvingen i
    union all select gegevens::text from samenvoegingen`.execute(db);
  const alles = rows.map((rij) => rij.alles).join('\n');
  expect(alles).not.toMatch(/aangepast|nieuwkomer/);
  expect(alles).not.toContain(OUD);
  // The load still knows which enrolments are its own, by a fingerprint that no line has.
  const bronnen = await sql<{
    bron: number | null;
  }>`select length(bron) as bron from inschrijvingen order by van`.execute(db);
  expect(bronnen.rows).toEqual([{ bron: null }, { bron: 16 }]);
  const gegevens = await sql<{ hier: unknown[]; eerder: unknown[]; naam: string }>`
    select jsonb_path_query_array(gegevens, '$.inschrijvingen[*].bron') as hier,
      jsonb_path_query_array(gegevens, '$.samenvoegingen[0].gegevens.inschrijvingen[*].bron') as eerder,
      gegevens #>> '{leerling,voornaam}' as naam
    from samenvoegingen where gegevens <> '{}'`.execute(db);
  const anders = [expect.stringMatching(/^\\x[0-9a-f]{32}$/), null];
  expect(gegevens.rows).toEqual([{ hier: anders, eerder: anders, naam: 'Weg' }]);
});

test('nothing of a dropped column stays in the pages of the table', async () => {
  await sql`create extension pageinspect`.execute(db);
  const { rows } = await sql<{ t_attrs: (Buffer | null)[] }>`
    select t_attrs from heap_page_item_attrs(get_raw_page('leerlingen', 0), 'leerlingen')`.execute(db);
  const { rows: weg } = await sql<{ attnum: number }>`select attnum from pg_attribute
    where attrelid = 'leerlingen'::regclass and attisdropped order by 1`.execute(db);
  expect([rows.length, weg.length]).toEqual([2, 2]);
  expect(rows.flatMap(({ t_attrs }) => weg.map(({ attnum }) => t_attrs[attnum - 1]))).toEqual(
    rows.flatMap(() => [null, null]),
  );
});
