import { type Kysely, sql } from 'kysely';

/**
 * What ends the sessions of an account gives it another generation; a session is made and kept only under the one in which its
 * password was checked. Random, so that none comes back with an account that does.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
alter table accounts add column aanmeldgeneratie uuid not null default gen_random_uuid();
alter table oidc_sessions add column aanmeldgeneratie uuid;
update oidc_sessions s set aanmeldgeneratie = a.aanmeldgeneratie from accounts a where a.account_uuid = s.account_uuid;`)
    .execute(db);
}
