import { type RawBuilder, sql } from 'kysely';
import type { Database } from './database.ts';
import { leesrollenVan, type Tabelrechten, verbodenIn } from './tabelrechten.ts';

/** Who belongs to one of these roles of PostgreSQL reaches the files of the database, or runs programs there. */
const BIJ_DE_BESTANDEN = ['pg_read_server_files', 'pg_write_server_files', 'pg_execute_server_program'];

/**
 * Looks for a way by which the account that serves can do what its rights withhold: an attribute, a
 * membership, or a right that was given beside them. PostgreSQL itself answers, so it does not matter how the
 * account came by it.
 * @returns a line in Dutch that says what to take back
 */
export async function zoekOmweg(db: Database, account: string, tabellen: Tabelrechten): Promise<string | undefined> {
  return (
    (await zoekKenmerk(db, account)) ??
    (await zoekTabelrecht(db, 'public', tabellen)) ??
    (await zoekLidmaatschap(db, account, tabellen)) ??
    (await zoekTabelrecht(db, account, tabellen))
  );
}

/** Whether the account has these tables, as where one account does everything. */
export async function heeftTabellen(db: Database, account: string, tabellen: Tabelrechten): Promise<boolean> {
  const { rows } = await sql`select from pg_class join pg_roles on pg_roles.oid = relowner
    where relnamespace = 'public'::regnamespace and relname = any (${Object.keys(tabellen)}) and rolname = ${account}
    limit 1`.execute(db);
  return rows.length > 0;
}

/** An attribute gives every right, or leads to it. */
async function zoekKenmerk(db: Database, account: string): Promise<string | undefined> {
  const { rows } = await sql<{ kenmerk: string; terug: string }>`
    select kenmerk, format('alter role %I no%s', rolname, kenmerk) as terug
    from pg_roles cross join lateral (values
      ('superuser', rolsuper), ('createrole', rolcreaterole), ('replication', rolreplication)) as k (kenmerk, heeft)
    where rolname = ${account} and heeft limit 1`.execute(db);
  return rows[0] && `de account ${account} is ${rows[0].kenmerk} en kan zo bij alles; voer uit: ${rows[0].terug}`;
}

/** Also a membership that gives its rights only after `set role`, or through another role. */
async function zoekLidmaatschap(db: Database, account: string, tabellen: Tabelrechten): Promise<string | undefined> {
  const { rows } = await sql<{ rol: string; terug: string }>`
    with verboden as (${verbodenRechten(tabellen)})
    select distinct ouder.rolname as rol, format('revoke %I from %I', ouder.rolname, lid.rolname) as terug
    from pg_auth_members
      join pg_roles lid on lid.oid = member
      join pg_roles ouder on ouder.oid = roleid
      join pg_roles verder on pg_has_role(ouder.oid, verder.oid, 'member')
    where lid.rolname = ${account} and (
      verder.rolsuper or verder.rolcreaterole or verder.rolreplication
      or verder.rolname = any (${[...BIJ_DE_BESTANDEN, ...leesrollenVan(tabellen)]})
      or exists (select from pg_class where oid in (select tabel from verboden) and relowner = verder.oid)
      or exists (select from verboden where ${heeft(sql`verder.rolname`)}))
    order by 1 limit 1`.execute(db);
  return (
    rows[0] && `de account ${account} is lid van ${rows[0].rol} en kan zo meer dan hij mag; voer uit: ${rows[0].terug}`
  );
}

async function zoekTabelrecht(db: Database, wie: string, tabellen: Tabelrechten): Promise<string | undefined> {
  const { rows } = await sql<{ tabel: string; recht: string }>`
    with verboden as (${verbodenRechten(tabellen)})
    select tabel::text, recht from verboden where ${heeft(sql`${wie}::name`)} limit 1`.execute(db);
  if (!rows[0]) return undefined;
  const { tabel, recht } = rows[0];
  const naam = wie === 'public' ? 'iedereen' : `de account ${wie}`;
  return `${naam} heeft ${recht} op ${tabel}; voer uit als wie dat recht gaf: revoke ${recht} on ${tabel} from ${wie}`;
}

/** A right on a partition counts as one on its table. */
function verbodenRechten(tabellen: Tabelrechten): RawBuilder<unknown> {
  const rijen = Object.entries(tabellen).flatMap(([naam, recht]) =>
    verbodenIn(recht).map((verboden) => ({ naam, verboden })),
  );
  return sql`select distinct coalesce(relid, c.oid)::regclass as tabel, verboden as recht
    from json_to_recordset(${JSON.stringify(rijen)}) as r (naam text, verboden text)
      join pg_class c on relname = naam and relnamespace = 'public'::regnamespace
      left join lateral pg_partition_tree(c.oid) on true`;
}

/** One column is enough, for a right that is given by column. */
const heeft = (wie: RawBuilder<unknown>) => sql`case when recht in ('select', 'insert', 'update')
  then has_any_column_privilege(${wie}, tabel, recht) else has_table_privilege(${wie}, tabel, recht) end`;
