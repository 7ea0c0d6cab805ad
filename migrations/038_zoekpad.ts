import { type Kysely, sql } from 'kysely';

/**
 * PostgreSQL looks for a table among the temporary ones of a connection first, and every account may make those. A temporary
 * `accounts` then took the place of the real one in our checks. From now on each function of ours looks there last.
 * - A function that an extension brought, or that another account owns, is not ours.
 * - A later function says this itself (`test/store/zoekpad.test.ts`).
 * docs/keuzes/database.md#our-functions-look-among-temporary-tables-last
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
do $$
declare functie regprocedure;
begin
  for functie in
    select p.oid from pg_proc p where p.pronamespace = 'public'::regnamespace and p.prokind = 'f' and pg_has_role(p.proowner, 'usage')
      and not exists (select from pg_depend d
                      where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')
  loop
    execute format('alter function %s set search_path = public, pg_temp', functie);
  end loop;
end $$`)
    .execute(db);
}
