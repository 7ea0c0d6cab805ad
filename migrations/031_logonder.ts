import { type Kysely, sql } from 'kysely';

/**
 * Class information leaves under two acts: that of the application, and the one under which LeerID itself holds it (S2), with a ground of
 * its own. Rows of before, and of data that need no second act, have none. The check holds for what is written from here on; nothing of before
 * breaks it, so that no row is read for it while sign-ins wait.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
alter table privacylog
  add column onder_protocol text,
  add column onder_protocol_hash text,
  add column onder_artikelen text[],
  add column onder_rechtsgrond text,
  add constraint onder_heel_of_niet check (
    num_nonnulls(onder_protocol, onder_protocol_hash, onder_artikelen, onder_rechtsgrond) in (0, 4)
    and onder_protocol_hash ~ '^[0-9a-f]{64}$' and cardinality(onder_artikelen) > 0
  ) not valid;`)
    .execute(db);
}
