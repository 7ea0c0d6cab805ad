import { sql } from 'kysely';
import type { Database } from './database.ts';

/** Another database on the same server made the role, perhaps at this moment. */
const BESTAAT_AL = ['42710', '23505'];
const GEEN_RECHT = '42501';

/**
 * Makes a role that may read what the serving account may only write. Nobody logs in as this role: an account
 * gets it by a `grant`. Roles belong to the whole server, so it may exist already, made by hand or for
 * another database.
 * @throws Error in one line that says what to do, if the owner of the tables may not make roles, or if the
 *   role is an account
 */
export async function maakLeesrol(db: Database, rol: string): Promise<void> {
  const { rows } = await sql<{ gevaar: string | null; herstel: string }>`
    select case when rolsuper then 'is superuser' when rolcanlogin then 'kan zelf aanmelden' end as gevaar,
      format('alter role %I nologin nosuperuser', rolname) as herstel
    from pg_roles where rolname = ${rol}`.execute(db);
  const [bestaande] = rows;
  if (bestaande?.gevaar) throw new Error(`de rol ${rol} ${bestaande.gevaar}; voer uit: ${bestaande.herstel}`);
  if (bestaande) return;
  await sql`create role ${sql.id(rol)} nologin`.execute(db).catch((fout) => {
    if (BESTAAT_AL.includes(fout.code)) return;
    if (fout.code !== GEEN_RECHT) throw fout;
    const uitleg = `de rol ${rol} ontbreekt, en de eigenaar van de database mag geen rollen maken`;
    throw new Error(`${uitleg}; laat een beheerder van PostgreSQL uitvoeren: create role ${rol} nologin`, {
      cause: fout,
    });
  });
}
