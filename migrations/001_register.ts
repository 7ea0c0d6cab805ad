import { type Kysely, sql } from 'kysely';

/** Schools, pupils, their accounts and enrolments. What must always hold stands here, not only in the code. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create extension if not exists btree_gist`.execute(db);
  for (const tabel of [SCHOLEN, LEERLINGEN, ACCOUNTS, SLEUTELS_UNIEK, INSCHRIJVINGEN, STAMNUMMER_UNIEK, KLASSEN])
    await sql.raw(tabel).execute(db);
}

const SCHOLEN = `
create table scholen (
  instellingsnummer text primary key check (instellingsnummer ~ '^[0-9]{6}$'),
  naam text not null,
  erkend boolean not null default true,
  opvolger text references scholen,
  check (opvolger <> instellingsnummer)
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
  id uuid primary key default uuidv7(),
  insz_hash bytea unique check (length(insz_hash) = 32),
  insz_soort text check (insz_soort in ('rijksregister', 'bis')),
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
  check ((insz_hash is null) = (leer_id_uuid is null)),
  check ((insz_hash is null) = (insz_soort is null))
);`;

// One pupil may have several accounts, and an account several sign-in means. No two accounts share a user name. Without a
// password hash nobody signs in: the pupil has not chosen one yet.
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
  id uuid primary key default uuidv7(),
  account_uuid uuid not null references accounts on delete cascade,
  soort text not null check (soort in ('wachtwoord')),
  gebruikersnaam text not null unique check (gebruikersnaam ~ '^[a-z0-9][a-z0-9.-]+$' and length(gebruikersnaam) <= 64),
  wachtwoord_hash text check (wachtwoord_hash like '$argon2id$%')
);
create index on aanmeldmiddelen (account_uuid);
create table historiek_account_uuid (
  account_uuid uuid primary key,
  leerling_id uuid not null references leerlingen on delete cascade,
  vervangen_op timestamptz not null
);
create index on historiek_account_uuid (leerling_id);`;

// Whoever writes keys or enrolments does so alone, so that a check over two tables can't be passed by two at once. A sign-in
// doesn't wait for it: it changes neither.
// An account_uuid is current or historic, never both, and never changes: relying parties merge their local accounts by it.
const SLEUTELS_UNIEK = `
create function schrijf_register_alleen() returns void language sql as $$
  select pg_advisory_xact_lock(hashtext('leerid.register'))
$$;
create function account_uuid_staat_op_een_plaats() returns trigger language plpgsql as $$
begin
  perform schrijf_register_alleen();
  if exists (select from nieuw join accounts using (account_uuid) join historiek_account_uuid using (account_uuid)) then
    raise unique_violation using message = 'an account_uuid is already in use';
  end if;
  return null;
end $$;
create trigger account_uuid_uniek after insert on accounts
  referencing new table as nieuw for each statement execute function account_uuid_staat_op_een_plaats();
create trigger account_uuid_uniek after insert on historiek_account_uuid
  referencing new table as nieuw for each statement execute function account_uuid_staat_op_een_plaats();
create function account_uuid_blijft() returns trigger language plpgsql as $$
begin
  raise exception 'an account_uuid never changes';
end $$;
create trigger account_uuid_blijft before update of account_uuid on accounts
  for each row when (new.account_uuid <> old.account_uuid) execute function account_uuid_blijft();
create trigger account_uuid_blijft before update of account_uuid on historiek_account_uuid
  for each row when (new.account_uuid <> old.account_uuid) execute function account_uuid_blijft();`;

// A stamnummer comes with a realised enrolment. `bron` is the keyed fingerprint of the Discimus line that says so.
const INSCHRIJVINGEN = `
create table inschrijvingen (
  id uuid primary key default uuidv7(),
  leerling_id uuid not null references leerlingen on delete cascade,
  instellingsnummer text not null,
  vestigingsplaats smallint not null,
  administratieve_groep text not null references administratieve_groepen,
  hoofdstructuur text not null check (hoofdstructuur in ('111', '121', '211', '221', '311', '312', '315', '321')),
  stamnummer text check (stamnummer ~ '^[0-9]{7}$'),
  status text not null check (status in ('gerealiseerd', 'niet_gerealiseerd', 'uitgesteld', 'parallel', 'aanmelding')),
  van date not null,
  tot date check (tot >= van),
  bron bytea check (length(bron) = 16),
  check (stamnummer is not null or status not in ('gerealiseerd', 'parallel')),
  foreign key (instellingsnummer, vestigingsplaats) references vestigingsplaatsen,
  constraint een_inschrijving unique (leerling_id, instellingsnummer, administratieve_groep, van)
);
create index on inschrijvingen (instellingsnummer, stamnummer);`;

// A stamnummer belongs to one pupil within its school and is kept for the whole stay there (domain: Discimus). An exclusion
// constraint says the same and takes a minute for the pupils of Flanders, where this takes a second.
const STAMNUMMER_UNIEK = `
create function stamnummer_is_van_een_leerling() returns trigger language plpgsql as $$
begin
  perform schrijf_register_alleen();
  if exists (select from nieuw join inschrijvingen i using (instellingsnummer, stamnummer)
             where i.leerling_id <> nieuw.leerling_id) then
    raise unique_violation using message = 'a stamnummer of this school belongs to another pupil';
  end if;
  return null;
end $$;
create trigger stamnummer_uniek_bij_invoegen after insert on inschrijvingen
  referencing new table as nieuw for each statement execute function stamnummer_is_van_een_leerling();
create trigger stamnummer_uniek_bij_wijzigen after update on inschrijvingen
  referencing new table as nieuw for each statement execute function stamnummer_is_van_een_leerling();`;

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
