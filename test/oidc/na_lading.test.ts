import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import type { GeraaktAccount } from '../../src/kamer.ts';
import { maakAfmelder } from '../../src/oidc/index.ts';
import type { Database } from '../../src/store/index.ts';
import type { Toepassing } from '../../src/toepassingen/index.ts';
import { maakTestdatabase, type Testdatabase } from '../opzet/database/testdatabase.ts';

/**
 * A load hands over more accounts than fit in one statement, and more of their pupils are signed in than are
 * ended at a time.
 */
const GERAAKT = 7_000;
const AANGEMELD = 6_000;
const PER_DEEL = 4_000;
const CLIENT = 'proef';

const TOEPASSING = {
  dossier: {
    client_id: CLIENT,
    backchannel_logout_uri: 'https://proef.example/afgemeld',
    id_token: { id_token_signed_response_alg: 'ES256' },
  },
} as Toepassing;

let database: Testdatabase;
let db: Database;
beforeAll(async () => {
  database = await maakTestdatabase();
  db = database.db;
  await sql`insert into leerlingen (voornaam, naam) select 'a', n::text from generate_series(1, ${GERAAKT + 1}) n`.execute(
    db,
  );
  await sql`insert into accounts (leerling_id, soort, aangemaakt_op) select id, 'definitief', now() from leerlingen`.execute(
    db,
  );
  await sql`insert into oidc_sessions (id, uid, gemaakt_op, verloopt_op, account_uuid, transient)
    select 'i' || account_uuid, account_uuid, now(), now() + interval '1 hour', account_uuid, false
    from accounts join leerlingen on id = leerling_id where naam::int <= ${AANGEMELD} or naam::int > ${GERAAKT}`.execute(
    db,
  );
  await sql`insert into oidc_session_clients (session_uid, gemaakt_op, client_id, sid, grant_id)
    select uid, now(), ${CLIENT}, uid, uid from oidc_sessions`.execute(db);
});
afterAll(() => database.weg());

/** In batches, as a load hands them over. */
async function* inDelen(accounts: readonly GeraaktAccount[]) {
  for (let van = 0; van < accounts.length; van += PER_DEEL) yield accounts.slice(van, van + PER_DEEL);
}

const tel = async (tabel: string, waar = sql`true`) =>
  (await sql<{ n: number }>`select count(*)::int as n from ${sql.table(tabel)} where ${waar}`.execute(db)).rows[0]?.n;

test('each session of a touched account ends and is told once, with the pupil of before; another one goes on', async () => {
  // A merge gives the account to another pupil.
  const { rows: vorige } = await sql<GeraaktAccount & { aanmeldgeneratie: string }>`
    select account_uuid, aanmeldgeneratie, gen_random_uuid() as leerling_id
    from accounts join leerlingen on id = leerling_id where naam::int <= ${GERAAKT} order by account_uuid`.execute(db);
  const { meldGeraakteAf } = maakAfmelder(db, () => [TOEPASSING]);
  await db.transaction().execute((trx) => meldGeraakteAf(trx, inDelen(vorige)));

  expect(await tel('oidc_sessions')).toBe(1);
  expect(await tel('oidc_session_clients')).toBe(1);
  const { rows: berichten } = await sql<{ session_uid: string; leerling_id: string }>`
    select session_uid, leerling_id from afmeldberichten`.execute(db);
  expect(berichten).toHaveLength(AANGEMELD);
  const vroeger = new Map(vorige.map(({ account_uuid, leerling_id }) => [account_uuid, leerling_id]));
  expect(berichten.filter((een) => vroeger.get(een.session_uid) !== een.leerling_id)).toEqual([]);
  // What was begun before comes too late for every one of them, also where nobody was signed in.
  const generaties = sql`array[${sql.join(vorige.map(({ aanmeldgeneratie }) => aanmeldgeneratie))}]::uuid[]`;
  expect(await tel('accounts', sql`aanmeldgeneratie = any(${generaties})`)).toBe(0);
});
