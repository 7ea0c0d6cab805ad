import { type Kysely, sql } from 'kysely';

/**
 * Logout messages that wait for an application, a row each until it took them. `id` is the `jti`: a retry bears the same one.
 * The address travels along: a dossier may go. No `sub` stands here: it is made when a message leaves. Of a message that was
 * given up only the application stays.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
create table afmeldberichten (
  id uuid primary key default uuidv7(),
  client_id text not null,
  adres text not null,
  alg text not null,
  leerling_id uuid,
  sid text,
  session_uid text,
  gemaakt_op timestamptz not null default now(),
  pogingen smallint not null default 0,
  volgende_op timestamptz not null default now(),
  opgegeven_op timestamptz,
  check ((opgegeven_op is null) = (leerling_id is not null)),
  check (opgegeven_op is null or (sid is null and session_uid is null))
);
create unique index afmeldberichten_eenmaal on afmeldberichten (session_uid, client_id, sid) nulls not distinct
  where opgegeven_op is null;
create index on afmeldberichten (client_id, volgende_op) where opgegeven_op is null;
create index on afmeldberichten (opgegeven_op) where opgegeven_op is not null;

-- An application that does not answer: all its messages wait until somebody tries one.
create table afmeldstoringen (
  client_id text primary key,
  sinds timestamptz not null default now(),
  pogingen smallint not null,
  volgende_op timestamptz not null
);`)
    .execute(db);
}
