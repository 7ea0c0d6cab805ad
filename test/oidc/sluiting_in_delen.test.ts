import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { sluitClient } from '../../src/oidc/index.ts';
import type { Database } from '../../src/store/index.ts';
import { maakTestdatabase, type Testdatabase } from '../opzet/database/testdatabase.ts';

/** An application with more sessions than are ended at a time. */
const LEERLINGEN = 11_000;

let database: Testdatabase;
let db: Database;
beforeAll(async () => {
  database = await maakTestdatabase();
  db = database.db;
  const clients = sql`accounts, unnest(array['grote', 'andere']) c`;
  await sql`insert into leerlingen (voornaam, naam) select 'a', 'b' from generate_series(1, ${LEERLINGEN})`.execute(db);
  await sql`insert into accounts (leerling_id, soort, aangemaakt_op) select id, 'definitief', now() from leerlingen`.execute(
    db,
  );
  await sql`insert into oidc_sessions (id, uid, gemaakt_op, verloopt_op, account_uuid, transient)
    select 'i' || account_uuid, account_uuid, now(), now() + interval '1 hour', account_uuid, false from accounts`.execute(
    db,
  );
  await sql`insert into oidc_session_clients (session_uid, gemaakt_op, client_id, sid, grant_id)
    select account_uuid, now(), c, c || account_uuid, c || account_uuid from ${clients}`.execute(db);
  await sql`insert into oidc_grants (id, gemaakt_op, verloopt_op, account_uuid, client_id)
    select c || account_uuid, now(), now() + interval '1 hour', account_uuid, c from ${clients}`.execute(db);
  await sql`insert into oidc_access_tokens (id, gemaakt_op, verloopt_op, account_uuid, client_id, grant_id)
    select c || account_uuid, now(), now() + interval '10 minutes', account_uuid, c, c || account_uuid from ${clients}`.execute(
    db,
  );
});
afterAll(() => database.weg());

const telling = (tabel: string) =>
  sql<{ client_id: string; aantal: number }>`select client_id, count(*)::int as aantal from ${sql.table(tabel)}
    group by client_id order by client_id`
    .execute(db)
    .then(({ rows }) => rows);

test('all of them end, each is told once, and nothing of another application goes along', async () => {
  await db.transaction().execute((trx) =>
    sluitClient(trx, {
      client_id: 'grote',
      backchannel_logout_uri: 'https://grote.example/afgemeld',
      id_token_signed_response_alg: 'ES256',
    }),
  );
  for (const tabel of ['oidc_session_clients', 'oidc_grants', 'oidc_access_tokens']) {
    expect(await telling(tabel)).toEqual([{ client_id: 'andere', aantal: LEERLINGEN }]);
  }
  expect(await telling('afmeldberichten')).toEqual([{ client_id: 'grote', aantal: LEERLINGEN }]);
});
