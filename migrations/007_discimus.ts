import { type Kysely, sql } from 'kysely';

/** What the nightly load of the register needs beside the register: keys of before, merges, doubts, names given, reports. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const tabel of [SLEUTELS, SAMENVOEGINGEN, BEOORDELINGEN, GEBRUIKERSNAMEN, VERSLAGEN])
    await sql.raw(tabel).execute(db);
}

// Keys that lead to a pupil beside the ones in its own row: of a merged pupil, or an INSZ of before. An INSZ is its hash in hex.
// A separation says that a key must never lead to that pupil again: somebody undid the merge.
const SLEUTELS = `
create table vroegere_sleutels (
  soort text not null check (soort in ('insz', 'unieke_persoon', 'geregistreerde_persoon')),
  sleutel text not null,
  leerling_id uuid not null references leerlingen on delete cascade,
  primary key (soort, sleutel)
);
create index on vroegere_sleutels (leerling_id);
create table scheidingen (
  leerling_id uuid not null references leerlingen on delete cascade,
  andere_leerling_id uuid not null references leerlingen on delete cascade,
  vastgelegd_op timestamptz not null,
  primary key (leerling_id, andere_leerling_id)
);
create index on scheidingen (andere_leerling_id);`;

// A merge can be undone: what the pupil that went had is kept here, as long as the pupil that stayed is known.
const SAMENVOEGINGEN = `
create table samenvoegingen (
  id uuid primary key default uuidv7(),
  leerling_id uuid not null references leerlingen on delete cascade,
  verdwenen_leerling_id uuid not null,
  gegevens jsonb not null,
  samengevoegd_op timestamptz not null,
  ontkoppeld_op timestamptz
);
create index on samenvoegingen (leerling_id);
create index on samenvoegingen (verdwenen_leerling_id);`;

// The review list: what a load would not guess. `kenmerk` is the same each night for the same doubt.
const BEOORDELINGEN = `
create table beoordelingen (
  id uuid primary key default uuidv7(),
  kenmerk text not null unique,
  reden text not null,
  sleutel_soort text not null,
  sleutel text not null,
  leerlingen uuid[] not null,
  instellingsnummer text not null,
  stamnummer text,
  regel integer not null,
  eerst_gezien_op timestamptz not null,
  laatst_gezien_op timestamptz not null
);`;

// The last number given per stem of a user name: a name is never given twice, also not after its pupil was erased.
const GEBRUIKERSNAMEN = `
create table gebruikersnaamstammen (
  stam text primary key check (stam ~ '^[a-z]+([.][a-z]+)?$'),
  laatste_nummer integer not null check (laatste_nummer > 0)
);`;

const VERSLAGEN = `
create table verslagen (
  id uuid primary key default uuidv7(),
  soort text not null check (soort in ('discimus', 'bewaring')),
  begonnen_op timestamptz not null,
  klaar_op timestamptz not null,
  kenmerk text not null,
  tellingen jsonb not null
);
create index on verslagen (soort, klaar_op);`;
