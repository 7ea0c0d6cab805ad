import { sql } from 'kysely';
import type { Database } from '../../store/index.ts';

/**
 * The delivery as it waits on the connection, before anything of the register changes. `persoon` is the strongest key of a line;
 * `reden` says why it is not applied, and then only its number, and whose it is, are kept.
 */
const KLAARGEZET = `
create temp table klaar_scholen (instellingsnummer text, naam text, erkend boolean, opvolger text, regel integer);
create temp table klaar_vestigingsplaatsen (instellingsnummer text, volgnummer smallint, naam text, regel integer);
create temp table klaar_administratieve_groepen (code text, omschrijving text, regel integer);
create temp table klaar (
  regel integer, bron bytea, persoon bytea, insz bytea, insz_soort text, unieke_persoon text, geregistreerde_persoon text,
  voornaam text, naam text, geboortejaar smallint, geboortemaand smallint, geboortedag smallint, email text,
  individueel_aangepast_curriculum boolean, anderstalige_nieuwkomer boolean,
  instellingsnummer text, vestigingsplaats smallint, administratieve_groep text, hoofdstructuur text, stamnummer text,
  status text, van date, tot date, stam text, reden text
);
create temp table uitval (bestand text, regel integer, kolom text, reden text, uitleg text, instellingsnummer text, stamnummer text);
create temp table verdwenen (bron bytea);
create temp table gezien (bron bytea);
create temp table ongelezen (instellingsnummer text, stamnummer text);
create temp table samen (van uuid, naar uuid);
create temp table geraakte_accounts (account_uuid uuid, leerling_id uuid);`;

export async function maakPlaats(db: Database): Promise<void> {
  await sql.raw(KLAARGEZET).execute(db);
}

type Waarde = string | number | boolean | Buffer | null;

/** One row in the text form of COPY. The only characters with a meaning there are backslash, tab and line ends. */
export function copyRij(waarden: readonly Waarde[]): string {
  let rij = '';
  for (let i = 0; i < waarden.length; i++) rij += (i ? '\t' : '') + copyWaarde(waarden[i] as Waarde);
  return `${rij}\n`;
}

function copyWaarde(waarde: Waarde): string {
  if (waarde === null) return '\\N';
  if (typeof waarde === 'string')
    return /[\\\t\n\r]/.test(waarde) ? waarde.replace(/[\\\t\n\r]/g, (teken) => `\\${ONTSNAPT[teken]}`) : waarde;
  if (Buffer.isBuffer(waarde)) return `\\\\x${waarde.toString('hex')}`;
  return String(waarde);
}

const ONTSNAPT: Record<string, string> = { '\\': '\\', '\t': 't', '\n': 'n', '\r': 'r' };
