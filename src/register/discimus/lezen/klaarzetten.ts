import { sql } from 'kysely';
import type { Database } from '../../../store/index.ts';

/** The first 128 bits of a hash of the strongest key. */
const PERSOON = `left(encode(coalesce(
    insz, sha256(('u' || unieke_persoon)::bytea), sha256(('g' || geregistreerde_persoon)::bytea)), 'hex'), 32)::uuid`;

/**
 * The delivery as it waits on the connection, before anything of the register changes. `reden` says why a line is not applied; the
 * numbers are for a pupil, account or enrolment that it may bring, made while Node reads on. What is asked of every line comes
 * first: PostgreSQL reads a row from its begin.
 */
const KLAARGEZET = `
create temp table klaar_scholen (instellingsnummer text, naam text, erkend boolean, opvolger text, regel integer);
create temp table klaar_vestigingsplaatsen (instellingsnummer text, volgnummer smallint, naam text, regel integer);
create temp table klaar_administratieve_groepen (code text, omschrijving text, regel integer);
create temp table klaar (
  regel integer, persoon uuid generated always as (${PERSOON}) stored, nieuw_id uuid default uuidv7(),
  account_uuid uuid default gen_random_uuid(), leer_id_uuid uuid default gen_random_uuid(), reden text, insz bytea, unieke_persoon text, geregistreerde_persoon text, instellingsnummer text, stamnummer text,
  vestigingsplaats smallint, administratieve_groep text, hoofdstructuur text, status text, van date, tot date, bron bytea,
  insz_soort text, voornaam text, naam text, geboortejaar smallint, geboortemaand smallint, geboortedag smallint, email text,
  stam text, zwak boolean
);
create temp table uitval (bestand text, regel integer, kolom text, reden text, uitleg text, instellingsnummer text, stamnummer text);
create temp table verdwenen (bron bytea);
create temp table gezien (bron bytea);
create temp table ongelezen (instellingsnummer text, stamnummer text);
create temp table verhuizingen (oud text, nieuw text);
create temp table samen (van uuid, naar uuid);
create temp table geraakte_accounts (account_uuid uuid, leerling_id uuid);`;

export async function maakPlaats(db: Database): Promise<void> {
  await sql.raw(KLAARGEZET).execute(db);
}

/**
 * One row in the text form of COPY, nothing for null. No value holds a tab or a line end: none passes the reader; then the
 * backslash is the only character with a meaning left.
 */
export function copyRij(waarden: readonly (string | number | boolean | null)[]): string {
  return `${waarden.join('\t').replaceAll('\\', '\\\\')}\n`;
}

/** Rows in pieces: one by one they would take thirty times as long. */
export function* bijeen(rijen: Iterable<string>): Generator<string> {
  let stuk: string[] = [];
  for (const rij of rijen) {
    stuk.push(rij);
    if (stuk.length < RIJEN_PER_STUK) continue;
    yield stuk.join('');
    stuk = [];
  }
  if (stuk.length) yield stuk.join('');
}

const RIJEN_PER_STUK = 500;

/** A value of type bytea. */
export function copyBytes(hex: string): string {
  return `\\x${hex}`;
}
