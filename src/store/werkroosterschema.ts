import { sql } from 'kysely';
import type { Database } from './database.ts';

const GEEN_RECHT = '42501';

/**
 * Makes the background work the serving account's own. pg-boss runs commands that stand in its tables, and this
 * account may write those. So nobody who may do more runs pg-boss, or owns what it made
 * (docs/keuzes/database.md#the-owner-runs-nothing-of-the-background-work).
 * @throws Error in one line that says what to do, if the owner may not hand over what an older version made
 */
export async function geefWerkrooster(db: Database, gebruiker: string): Promise<void> {
  const wie = sql.id(gebruiker);
  // A backup may be without it (docs/beheer.md#two-accounts-in-postgresql).
  await sql`create schema if not exists werkrooster`.execute(db);
  await sql`grant usage, create on schema werkrooster to ${wie}`.execute(db);
  const { rows } = await sql<{ opdracht: string; lidmaatschap: string }>`
    select format('alter %s owner to %I', wat, ${gebruiker}::text) as opdracht,
      format('grant %I to %I', ${gebruiker}::text, current_user) as lidmaatschap
    from (
      select format('table %s', c.oid::regclass) as wat, relowner as van from pg_class c
      where relnamespace = 'werkrooster'::regnamespace and relkind in ('r', 'p', 'v', 'm', 'S')
        -- A sequence that belongs to a column follows its table.
        and not exists (select from pg_depend where classid = 'pg_class'::regclass and objid = c.oid
          and refclassid = 'pg_class'::regclass and relkind = 'S' and deptype in ('a', 'i'))
      union all
      select format('type %s', oid::regtype), typowner from pg_type
      where typnamespace = 'werkrooster'::regnamespace and typtype in ('e', 'd')
      union all
      select format('routine %s', oid::regprocedure), proowner from pg_proc
      where pronamespace = 'werkrooster'::regnamespace
    ) as van_vroeger where van <> (select oid from pg_roles where rolname = ${gebruiker})`.execute(db);
  for (const { opdracht, lidmaatschap } of rows)
    await sql
      .raw(opdracht)
      .execute(db)
      .catch((fout) => {
        if (fout.code !== GEEN_RECHT) throw fout;
        const uitleg = `het werkrooster moet van ${gebruiker} worden, en de eigenaar van de database mag dat niet overdragen`;
        throw new Error(`${uitleg}; laat een beheerder van PostgreSQL uitvoeren: ${lidmaatschap}`, { cause: fout });
      });
}
