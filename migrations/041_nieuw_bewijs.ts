import { type Kysely, sql } from 'kysely';

/**
 * Keeps a proof that counts once, in one statement. The key of the table has the moment of making beside the identifier, so a
 * key alone does not tell that a proof comes again. Within a function each statement sees what was committed before it: also
 * by whoever held the lock until now. No proof lives a day.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
create function bewaar_nieuw_bewijs(bewijs text, gemaakt timestamptz, verloopt timestamptz, van text) returns boolean
language plpgsql set search_path = public, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(bewijs, 0));
  if exists (select from oidc_replay_detection
    where id = bewijs and gemaakt_op between now() - interval '1 day' and now() + interval '1 hour')
  then
    return false;
  end if;
  insert into oidc_replay_detection (id, gemaakt_op, verloopt_op, iss) values (bewijs, gemaakt, verloopt, van);
  return true;
end $$;`)
    .execute(db);
}
