import type { ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { schrijfVlaanderen } from '../../../src/demo/vlaanderen/index.ts';
import { maakTestdatabase, type Testdatabase } from '../../opzet/database/testdatabase.ts';
import { type Gebeurtenis, gebeurtenissen, leerid, metRegister } from '../../opzet/server/leerid.ts';

/** A load that dies at any moment leaves the register as it was, and the next load works. */

const LEERLINGEN = 20_000;
let database: Testdatabase;
let map: string;
beforeAll(async () => {
  database = await maakTestdatabase();
  map = await mkdtemp(join(tmpdir(), 'leerid-gedood-'));
  const peildatum = Temporal.PlainDate.from('2026-11-22');
  const wensen = { leerlingen: LEERLINGEN, zaad: 1, nachten: 2, verandering: 0.05, soort: 'volledig' as const };
  await schrijfVlaanderen({ ...wensen, map, peildatum, twijfel: true, vorm: 'csv', ongecomprimeerd: true });
});
afterAll(async () => {
  await database.weg();
  await rm(map, { recursive: true });
});

/** @param bij acts on the process at the first event for which it returns true */
function laad(nacht: number, bij: (een: Gebeurtenis) => boolean = () => false, doe: (p: ChildProcess) => void = dood) {
  let gedaan = false;
  return leerid(
    metRegister(database.url),
    ['discimus', 'laad', join(map, `nacht-${nacht}`, 'manifest.json')],
    (regel, proces) => {
      if (gedaan || !bij(JSON.parse(regel))) return;
      gedaan = true;
      doe(proces);
    },
  );
}
const dood = (proces: ChildProcess) => void proces.kill('SIGKILL');
const bijStap = (stap: string) => (een: Gebeurtenis) => een.stap === stap;
const halfweg = ({ gelezen, totaal }: Gebeurtenis) => Number(gelezen) > Number(totaal) / 2;

/**
 * Every row of every table, and what a first load removes while it works: indexes, keys and triggers. Only the
 * privacy log keeps that a load began.
 */
async function stand(): Promise<unknown> {
  const { rows } = await sql<{ tabel: string }>`
    select tablename as tabel from pg_tables where schemaname = 'public' and tablename not like 'privacylog%' order by 1`.execute(
    database.db,
  );
  const perTabel = rows.map(({ tabel }) =>
    sql`select ${tabel} as tabel, count(*) as rijen, md5(string_agg(md5(t::text), '' order by md5(t::text))) as som
      from ${sql.table(tabel)} t`.execute(database.db),
  );
  const regels = await sql`
    select indexdef as regel from pg_indexes where schemaname = 'public'
    union all select conrelid::regclass::text || pg_get_constraintdef(oid) from pg_constraint where connamespace = 'public'::regnamespace
    union all select tgrelid::regclass::text || tgname || tgenabled::text from pg_trigger where not tgisinternal
    order by 1`.execute(database.db);
  return [(await Promise.all(perTabel)).map((een) => een.rows[0]), regels.rows];
}

/**
 * PostgreSQL notices within a second that the client is gone. Until then, the load's connection holds this
 * lock.
 */
const totVerbindingWegIs = () => sql`select pg_advisory_xact_lock(hashtext('leerid.discimus'))`.execute(database.db);

async function verwachtGedood(nacht: number, bij: (een: Gebeurtenis) => boolean): Promise<void> {
  const ervoor = await stand();
  const { status, stdout } = await laad(nacht, bij);
  expect(status).toBeNull();
  expect(stdout).not.toContain('"verslag"');
  await totVerbindingWegIs();
  expect(await stand()).toEqual(ervoor);
}

test('killed while it reads, while it fills an empty register without its indexes, and while it merges', async () => {
  await verwachtGedood(1, halfweg);
  await verwachtGedood(1, bijStap('inschrijvingen'));
  expect(gebeurtenissen(await laad(1)).at(-1)).toMatchObject({ gebeurtenis: 'verslag' });

  await verwachtGedood(2, bijStap('personen'));
  await verwachtGedood(2, bijStap('bewaren'));
  expect(gebeurtenissen(await laad(2)).at(-1)).toMatchObject({
    gebeurtenis: 'verslag',
    toegevoegd: expect.any(Number),
    geidentificeerd: expect.any(Number),
  });
  const leerlingen = await database.db.selectFrom('leerlingen').select('id').execute();
  expect(leerlingen.length).toBeGreaterThan(LEERLINGEN * 0.98);
}, 90_000);

test('a second load at the same time is refused', async () => {
  let tweede: ReturnType<typeof laad> | undefined;
  await laad(2, bijStap('leerlingen'), (proces) => {
    proces.kill('SIGSTOP');
    tweede = laad(2).finally(() => proces.kill('SIGKILL'));
  });
  const { status, stderr, ...rest } = (await tweede) as Awaited<ReturnType<typeof laad>>;
  expect({ status, stderr }).toEqual({ status: 1, stderr: 'Er loopt al een lading: wacht tot die klaar is.\n' });
  expect(gebeurtenissen({ status, stderr, ...rest })).toEqual([{ gebeurtenis: 'geweigerd', code: 'loopt_al' }]);
  await totVerbindingWegIs();
}, 60_000);
