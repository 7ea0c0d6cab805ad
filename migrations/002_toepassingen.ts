import { type Kysely, sql } from 'kysely';

/** Which school works with which application, what a pupil may see, which tests are assigned. `client_id` names a dossier. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
create table samenwerkingen (
  instellingsnummer text not null references scholen,
  client_id text not null,
  van date not null,
  tot date check (tot >= van),
  primary key (instellingsnummer, client_id, van),
  exclude using gist (instellingsnummer with =, client_id with =, daterange(van, tot, '[]') with &&)
);
create index on samenwerkingen (client_id);
create table zichtbaarheid (
  leerling_id uuid not null references leerlingen on delete cascade,
  client_id text not null,
  sinds timestamptz not null,
  primary key (leerling_id, client_id)
);
create index on zichtbaarheid (client_id);
create table toetsen (
  code text primary key check (code ~ '^[A-Za-z0-9-]{1,40}$'),
  naam text not null
);
create table toetstoewijzingen (
  leerling_id uuid not null references leerlingen on delete cascade,
  toets text not null references toetsen,
  van timestamptz not null,
  tot timestamptz not null check (tot > van),
  primary key (leerling_id, toets, van)
);
create index on toetstoewijzingen (toets);`)
    .execute(db);
}
