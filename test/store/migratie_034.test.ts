import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import type { Database } from '../../src/store/index.ts';
import { maakOudeDatabase } from '../opzet/database/oude_database.ts';

/**
 * A pupil who signed in before the upgrade, or during it at a node that is not upgraded yet, is signed out
 * everywhere as before.
 */

let db: Database;
let migreer: () => Promise<void>;
beforeAll(async () => {
  ({ db, migreer } = await maakOudeDatabase('034'));
});
afterAll(() => db.destroy());

/** As an older node writes it. */
const oudeRij = () =>
  sql`insert into oidc_session_clients (session_uid, gemaakt_op, client_id, sid, grant_id)
    values (${randomUUID()}, now(), 'proef', 's', 'g')`.execute(db);

test('rows of before, and of a node of before, count as if the application received something', async () => {
  await sql`create table oidc_session_clients_overig partition of oidc_session_clients default`.execute(db);
  await oudeRij();
  await migreer();
  await oudeRij();
  const rijen = await db.selectFrom('oidc_session_clients').select('meegedeeld').execute();
  expect(rijen).toEqual([{ meegedeeld: true }, { meegedeeld: true }]);
});
