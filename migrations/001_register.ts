import { type Kysely, sql } from 'kysely';

/** Schools, pupils, their accounts and enrolments. What must always hold stands here, not only in the code. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create extension if not exists btree_gist`.execute(db);
  for (const tabel of [SCHOLEN, LEERLINGEN, ACCOUNTS, SLEUTELS_UNIEK, INSCHRIJVINGEN, KLASSEN])
    await sql.raw(tabel).execute(db);
}

const SCHOLEN = `
create table scholen (
  instellingsnummer text primary key check (instellingsnummer ~ '^[0-9]{6}$'),
  naam text not null
);
create table vestigingsplaatsen (
  instellingsnummer text not null references scholen,
  volgnummer smallint not null check (volgnummer between 1 and 99),
  naam text not null,
  primary key (instellingsnummer, volgnummer)
);
create table administratieve_groepen (
  code text primary key check (code ~ '^[0-9]{1,6}$'),
  omschrijving text not null
);`;

// leer_id_uuid exists only for a pupil identified with INSZ (S0 art. 3); the INSZ itself is kept as a keyed hash alone.
const LEERLINGEN = `
create table leerlingen (
  id uuid primary key default gen_random_uuid(),
  insz_hash bytea unique check (length(insz_hash) = 32),
  leer_id_uuid uuid unique,
  voornaam text not null check (length(voornaam) between 1 and 200),
  naam text not null check (length(naam) between 1 and 200),
  geboortejaar smallint check (geboortejaar between 1900 and 2200),
  geboortemaand smallint check (geboortemaand between 1 and 12),
  geboortedag smallint check (geboortedag between 1 and 31),
  email text check (length(email) <= 254),
  individueel_aangepast_curriculum boolean not null default false,
  anderstalige_nieuwkomer boolean not null default false,
  unieke_persoon text unique,
  geregistreerde_persoon text unique,
  check ((insz_hash is null) = (leer_id_uuid is null))
);`;

// One pupil may have several accounts, and an account several sign-in means. No two accounts share a user name.
const ACCOUNTS = `
create table accounts (
  account_uuid uuid primary key default gen_random_uuid(),
  leerling_id uuid not null references leerlingen on delete cascade,
  soort text not null check (soort in ('tijdelijk', 'definitief')),
  aangemaakt_op timestamptz not null,
  laatst_aangemeld_op timestamptz,
  geblokkeerd_op timestamptz
);
create index on accounts (leerling_id);
create table aanmeldmiddelen (
  id uuid primary key default gen_random_uuid(),
  account_uuid uuid not null references accounts on delete cascade,
  soort text not null check (soort in ('wachtwoord')),
  gebruikersnaam text not null unique check (gebruikersnaam ~ '^[a-z0-9][a-z0-9.-]{1,63}$'),
  wachtwoord_hash text not null check (wachtwoord_hash like '$argon2id$%')
);
create index on aanmeldmiddelen (account_uuid);
create table historiek_account_uuid (
  account_uuid uuid primary key,
  leerling_id uuid not null references leerlingen on delete cascade,
  vervangen_op timestamptz not null
);
create index on historiek_account_uuid (leerling_id);`;

// An account_uuid is current or historic, never both: relying parties merge their local accounts by it.
const SLEUTELS_UNIEK = `
create function account_uuid_staat_op_een_plaats() returns trigger language plpgsql as $$
begin
  if (tg_table_name = 'accounts' and exists (select from historiek_account_uuid h where h.account_uuid = new.account_uuid))
  or (tg_table_name <> 'accounts' and exists (select from accounts a where a.account_uuid = new.account_uuid)) then
    raise unique_violation using message = 'account_uuid ' || new.account_uuid || ' is already in use';
  end if;
  return new;
end $$;
create trigger account_uuid_uniek before insert or update of account_uuid on accounts
  for each row execute function account_uuid_staat_op_een_plaats();
create trigger account_uuid_uniek before insert or update of account_uuid on historiek_account_uuid
  for each row execute function account_uuid_staat_op_een_plaats();`;

// A stamnummer belongs to one pupil within its school and is kept for the whole stay there (domain: Discimus).
const INSCHRIJVINGEN = `
create table inschrijvingen (
  id uuid primary key default gen_random_uuid(),
  leerling_id uuid not null references leerlingen on delete cascade,
  instellingsnummer text not null,
  vestigingsplaats smallint not null,
  administratieve_groep text not null references administratieve_groepen,
  hoofdstructuur text not null check (hoofdstructuur in ('111', '121', '211', '221', '311', '312', '315', '321')),
  stamnummer text not null check (stamnummer ~ '^[0-9]{7}$'),
  status text not null check (status in ('gerealiseerd', 'niet_gerealiseerd', 'uitgesteld', 'parallel', 'aanmelding')),
  van date not null,
  tot date check (tot >= van),
  foreign key (instellingsnummer, vestigingsplaats) references vestigingsplaatsen,
  unique (leerling_id, instellingsnummer, administratieve_groep, van),
  exclude using gist (instellingsnummer with =, stamnummer with =, leerling_id with <>)
);
create index on inschrijvingen (leerling_id);
create index on inschrijvingen (instellingsnummer);
create index on inschrijvingen (administratieve_groep);`;

const KLASSEN = `
create table klassen (
  id uuid primary key default gen_random_uuid(),
  instellingsnummer text not null references scholen,
  schooljaar smallint not null check (schooljaar between 2000 and 2200),
  klas text not null,
  subklas text,
  unique nulls not distinct (instellingsnummer, schooljaar, klas, subklas)
);
create table klastoewijzingen (
  leerling_id uuid not null references leerlingen on delete cascade,
  klas_id uuid not null references klassen on delete cascade,
  van date not null,
  tot date check (tot >= van),
  primary key (leerling_id, klas_id, van)
);
create index on klastoewijzingen (klas_id);`;
