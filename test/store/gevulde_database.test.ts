import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { maakOudeDatabase, type OudeDatabase } from '../opzet/database/oude_database.ts';
import { vulOudeDatabase } from '../opzet/database/vul_oude_database.ts';

/**
 * A filled database of long ago goes through every migration since. It loses nothing but what is no longer
 * kept, and no migration takes long.
 */

const BEGIN = '008';
const LEERLINGEN = 6_000;
/**
 * Milliseconds for a migration over these rows. Twice as many rows may take twice as long, but not four
 * times.
 */
const HOOGSTENS = 10_000;

/** What a migration changes on purpose in rows that stay. */
const ANDERS = [
  // 010: the block belongs to the pupil, no longer to an account. 024: no act lets the register keep these
  // two. 025: fingerprints of other columns.
  'accounts.geblokkeerd_op',
  'leerlingen.individueel_aangepast_curriculum',
  'leerlingen.anderstalige_nieuwkomer',
  'inschrijvingen.bron',
  // 010, 011, 024: what merges keep gets today's form.
  'samenvoegingen.gegevens',
];

/** 040: requests that wait are in the browser now, and those in this table were an hour old at most. */
const WEG: Readonly<Record<string, string>> = { '040_wachtend_verzoek.ts': 'oidc_interactions' };

let oud: OudeDatabase;
let voordien: Map<string, string>;
beforeAll(async () => {
  oud = await maakOudeDatabase(BEGIN);
  await vulOudeDatabase(oud.db, LEERLINGEN);
  voordien = await inhoud();
});
afterAll(() => oud.db.destroy());

describe('each migration leaves as many rows as there were, within its time', () => {
  test.each(readdirSync('migrations').filter((naam) => naam >= BEGIN))(
    '%s',
    async (naam) => {
      const voor = await aantallen();
      expect(voor.get('leerlingen')).toBe(LEERLINGEN);
      await oud.latere.find((een) => een.naam === naam)?.voer();
      const na = await aantallen();
      expect([...voor].flatMap(([tabel, aantal]) => (na.get(tabel) === aantal ? [] : [tabel]))).toEqual(
        WEG[naam] ? [WEG[naam]] : [],
      );
    },
    HOOGSTENS,
  );
});

test('each column that stayed says what it said', async () => {
  const nadien = await inhoud();
  expect(voordien.size).toBeGreaterThan(90);
  const gebleven = [...voordien].filter(
    ([kolom]) => !Object.values(WEG).some((tabel) => kolom.startsWith(`${tabel}.`)),
  );
  const veranderd = gebleven.flatMap(([kolom, afdruk]) => (nadien.get(kolom) === afdruk ? [] : [kolom]));
  expect(veranderd.sort()).toEqual([...ANDERS].sort());
});

test('who was blocked by an account is blocked as a pupil, and sees what was visible at the school of his enrolment', async () => {
  const { rows } = await sql<{ geblokkeerd: number; zichtbaar: number; generaties: number }>`select
    (select count(*) from leerlingen where geblokkeerd_op is not null) as geblokkeerd,
    (select count(*) from zichtbaarheid z join inschrijvingen i using (leerling_id, instellingsnummer)) as zichtbaar,
    (select count(*) from oidc_sessions s join accounts a using (account_uuid, aanmeldgeneratie)) as generaties`.execute(
    oud.db,
  );
  expect(rows).toEqual([{ geblokkeerd: LEERLINGEN / 100, zichtbaar: LEERLINGEN, generaties: LEERLINGEN / 4 }]);
});

/** The number of rows of each table. Partitions count with their table. */
async function aantallen(): Promise<Map<string, number>> {
  const perTabel = new Map<string, number>();
  for (const tabel of new Set((await kolommen()).map((een) => een.tabel))) {
    const { rows } = await sql<{ aantal: number }>`select count(*) as aantal from ${sql.table(tabel)}`.execute(oud.db);
    perTabel.set(tabel, rows[0]?.aantal ?? 0);
  }
  return perTabel;
}

/** A fingerprint of the whole content of each column. */
async function inhoud(): Promise<Map<string, string>> {
  const perKolom = new Map<string, string>();
  for (const { tabel, kolom } of await kolommen()) {
    const waarde = sql`${sql.ref(kolom)}::text`;
    const { rows } = await sql<{ afdruk: string | null }>`
      select md5(string_agg(coalesce(${waarde}, 'null'), ',' order by ${waarde})) as afdruk from ${sql.table(tabel)}`.execute(
      oud.db,
    );
    perKolom.set(`${tabel}.${kolom}`, rows[0]?.afdruk ?? 'leeg');
  }
  return perKolom;
}

async function kolommen(): Promise<{ tabel: string; kolom: string }[]> {
  const { rows } = await sql<{ tabel: string; kolom: string }>`
    select relname as tabel, attname as kolom from pg_class join pg_attribute on attrelid = pg_class.oid
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition and attnum > 0
      and not attisdropped`.execute(oud.db);
  return rows;
}
