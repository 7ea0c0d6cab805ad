import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import type { Venster } from '../../src/protocol/index.ts';
import { proefToetstoewijzingen, wisToetstoewijzingen } from '../../src/toetsen/toetsbewaring.ts';
import { totHetWacht } from '../opzet/database/slot.ts';
import { maakRegister, type Register } from '../opzet/register/maak_register.ts';
import { regel, tweedeIsEerste, zonderInsz } from '../opzet/register/nachten.ts';

/**
 * Assigned tests are erased when their window is over, from the table and from what merges keep (S3 art. 3
 * and 6).
 */

const RONDE: Venster = { naam: 'afname', van: '2027-05-03', tot: '2027-06-11' };
const IN_VENSTER = '2027-05-20T01:30:00Z';
const ERNA = '2027-06-12T01:30:00Z';

let register: Register;
beforeAll(async () => {
  register = await maakRegister();
  await sql`insert into toetsen values ('WIS', 'Wiskunde'), ('NED', 'Nederlands')`.execute(register.db);
});
beforeEach(() => register.maakLeeg());
afterAll(() => register.weg());

const bewaarder = (moment: string, vensters: readonly Venster[] = [RONDE]) => {
  register.klok.zet(Temporal.Instant.from(moment));
  return { db: register.db, klok: register.klok, leesBewaarvensters: async () => vensters };
};

async function wijsToe(leerling_id: string | undefined, toets: string, dag: string): Promise<void> {
  await register.db
    .insertInto('toetstoewijzingen')
    .values({ leerling_id: leerling_id ?? '', toets, van: `${dag}T08:00:00Z`, tot: `${dag}T10:00:00Z` })
    .execute();
}

async function toegewezen(): Promise<string[]> {
  const rijen = await register.db.selectFrom('toetstoewijzingen').selectAll().execute();
  return rijen.map(({ leerling_id, toets, van }) => `${leerling_id} ${toets} ${van.toString().slice(0, 10)}`).sort();
}

async function leerlingen(): Promise<[string, string]> {
  return (await register.leerlingen()).map(({ id }) => id) as [string, string];
}

test('what its window still holds and what lies ahead stays; after the window and of other rounds it goes', async () => {
  await register.nacht(regel(1), regel(2));
  const [een, twee] = await leerlingen();
  await wijsToe(een, 'WIS', '2027-02-10');
  await wijsToe(een, 'WIS', '2027-05-10');
  await wijsToe(twee, 'NED', '2027-05-10');
  await wijsToe(twee, 'NED', '2027-10-10');
  expect(await wisToetstoewijzingen(bewaarder(IN_VENSTER))).toBe(1);
  const over = [`${een} WIS 2027-05-10`, `${twee} NED 2027-05-10`, `${twee} NED 2027-10-10`];
  expect(await toegewezen()).toEqual(over.sort());
  expect(await wisToetstoewijzingen(bewaarder(ERNA))).toBe(2);
  expect(await toegewezen()).toEqual([`${twee} NED 2027-10-10`]);
  expect(await wisToetstoewijzingen(bewaarder(ERNA))).toBe(0);
});

test('in the night after 31 July what lies ahead by a slip goes too, also where nobody signed a dossier', async () => {
  await register.nacht(regel(1));
  const [een] = await leerlingen();
  await sql`insert into toetstoewijzingen (leerling_id, toets, van, tot)
    values (${een}, 'WIS', '2027-05-04T08:00:00Z', '2127-05-04T10:00:00Z')`.execute(register.db);
  expect(await wisToetstoewijzingen(bewaarder('2027-07-31T01:30:00Z', []))).toBe(0);
  expect(await wisToetstoewijzingen(bewaarder('2027-08-01T01:30:00Z', []))).toBe(1);
  expect(await toegewezen()).toEqual([]);
});

test('what a merge keeps of them goes as well, also in a merge inside a merge, and undoing it brings none back', async () => {
  await register.nacht(regel(1), zonderInsz(2, { instellingsnummer: '990002' }));
  const [een, twee] = await leerlingen();
  await wijsToe(een, 'WIS', '2027-05-10');
  await wijsToe(twee, 'NED', '2027-05-10');
  await wijsToe(twee, 'NED', '2027-10-10');
  await register.nacht(regel(1), tweedeIsEerste());
  const { id } = await register.db.selectFrom('samenvoegingen').select('id').executeTakeFirstOrThrow();
  await sql`insert into samenvoegingen (leerling_id, verdwenen_leerling_id, gegevens, samengevoegd_op)
    select leerling_id, gen_random_uuid(), jsonb_build_object('samenvoegingen', jsonb_agg(to_jsonb(s))), now()
    from samenvoegingen s group by leerling_id`.execute(register.db);
  const kopieen = async () => {
    const { rows } = await sql<{
      van: string;
    }>`select jsonb_path_query(gegevens, '$.**.toetstoewijzingen[*].van') #>> '{}' as van
      from samenvoegingen`.execute(register.db);
    // A copy has the time zone offset of the session that wrote it, so its day is read in one zone.
    return rows.map(({ van }) => Temporal.Instant.from(van).toString().slice(0, 10)).sort();
  };
  const vanOoit = await kopieen();
  expect(vanOoit.filter((dag) => dag === '2027-05-10')).toHaveLength(4);
  // Two in the table, and in each copy the one of either pupil.
  expect(await wisToetstoewijzingen(bewaarder(ERNA))).toBe(2 + 4);
  expect(await kopieen()).toEqual(vanOoit.filter((dag) => dag !== '2027-05-10'));
  await sql`delete from samenvoegingen where id <> ${id}`.execute(register.db);
  expect(await register.maakOngedaan(id)).toMatchObject({ soort: 'ongedaan_gemaakt' });
  expect(await toegewezen()).toEqual([`${twee} NED 2027-10-10`]);
});

test('a trial changes nothing and counts what would happen; a report tells what did', async () => {
  await register.nacht(regel(1));
  const [een] = await leerlingen();
  await wijsToe(een, 'WIS', '2027-05-10');
  await sql`delete from verslagen`.execute(register.db);
  expect(await proefToetstoewijzingen(bewaarder(ERNA))).toBe(1);
  expect(await toegewezen()).toEqual([`${een} WIS 2027-05-10`]);
  expect(await register.db.selectFrom('verslagen').selectAll().execute()).toEqual([]);
  await wisToetstoewijzingen(bewaarder(ERNA));
  const verslagen = await register.db.selectFrom('verslagen').selectAll().execute();
  expect(verslagen).toMatchObject([{ soort: 'bewaring', kenmerk: '2027-06-12', tellingen: { toetstoewijzingen: 1 } }]);
});

test('two at once: each once', async () => {
  await register.nacht(regel(1), regel(2));
  for (const id of await leerlingen()) await wijsToe(id, 'WIS', '2027-05-10');
  const nodig = bewaarder(ERNA);
  const gewist = await Promise.all([wisToetstoewijzingen(nodig), wisToetstoewijzingen(nodig)]);
  expect(gewist.sort()).toEqual([0, 2]);
});

test('a load that merges meanwhile leaves no copy: it is waited for', async () => {
  await register.nacht(regel(1));
  const [een] = await leerlingen();
  await wijsToe(een, 'WIS', '2027-05-10');
  const lading = await register.db.startTransaction().execute();
  await sql`select schrijf_register_alleen()`.execute(lading);
  const gewist = wisToetstoewijzingen(bewaarder(ERNA));
  await totHetWacht(register.db);
  await sql`insert into samenvoegingen (leerling_id, verdwenen_leerling_id, gegevens, samengevoegd_op)
    select leerling_id, gen_random_uuid(), jsonb_build_object('toetstoewijzingen', jsonb_agg(to_jsonb(t))), now()
    from toetstoewijzingen t group by leerling_id`.execute(lading);
  await lading.commit().execute();
  expect(await gewist).toBe(2);
});
