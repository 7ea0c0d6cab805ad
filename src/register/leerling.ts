import { type Database, jsonSql, kolom, kolommenSql, type RijVan } from '../store/index.ts';

/** One enrolment: `i`, with its group `g` and its school `s`. */
export const INSCHRIJVINGSKOLOMMEN = {
  instellingsnummer: kolom<string>('i.instellingsnummer'),
  /** Whether the school is recognised, and subsidised or financed, according to Discimus now. */
  erkend: kolom<boolean>('s.erkend'),
  /** The establishment: its serial number within the school, two digits. */
  vestigingsplaats: kolom<string>(`lpad(i.vestigingsplaats::text, 2, '0')`),
  administratieve_groep: kolom<string>('i.administratieve_groep'),
  administratieve_groep_omschrijving: kolom<string>('g.omschrijving'),
  hoofdstructuur: kolom<string>('i.hoofdstructuur'),
  stamnummer: kolom<string | null>('i.stamnummer'),
  status: kolom<string>('i.status'),
  /**
   * False where a weak key enrolled a known pupil in a school that did not have him: see
   * discimus/toepassen/onbevestigd.ts.
   */
  bevestigd: kolom<boolean>('i.onbevestigd_sinds is null'),
  /** The first day and the last one. */
  van: kolom<string>('i.van'),
  tot: kolom<string | null>('i.tot'),
};

export type Inschrijving = RijVan<typeof INSCHRIJVINGSKOLOMMEN>;

/**
 * `any(array[…])` makes the planner use the index on `leerling_id`, and not that of the exclusion constraint.
 */
const INSCHRIJVINGEN = `(
  select coalesce(json_agg(${jsonSql(INSCHRIJVINGSKOLOMMEN)} order by i.van, i.instellingsnummer), '[]')
  from inschrijvingen i join administratieve_groepen g on g.code = i.administratieve_groep
    join scholen s on s.instellingsnummer = i.instellingsnummer
  where i.leerling_id = any(array[a.leerling_id]))`;

const HISTORIEK = `(
  select coalesce(json_agg(h.account_uuid order by h.vervangen_op), '[]')
  from historiek_account_uuid h where h.leerling_id = a.leerling_id)`;

/** A pupil `l` and an account `a`, without the enrolments. */
export const PERSOONSKOLOMMEN = {
  id: kolom<string>('l.id'),
  voornaam: kolom<string>('l.voornaam'),
  naam: kolom<string>('l.naam'),
  geboortedag: kolom<number | null>('l.geboortedag'),
  geboortemaand: kolom<number | null>('l.geboortemaand'),
  geboortejaar: kolom<number | null>('l.geboortejaar'),
  email: kolom<string | null>('l.email'),
  leer_id_uuid: kolom<string | null>('l.leer_id_uuid'),
  account_uuid: kolom<string>('a.account_uuid'),
  historiek_account_uuid: kolom<string[]>(HISTORIEK),
};

const LEERLING = { ...PERSOONSKOLOMMEN, inschrijvingen: kolom<Inschrijving[]>(INSCHRIJVINGEN) };

/** A pupil as the register knows him or her today, with every enrolment, past and future ones included. */
export type Leerling = RijVan<typeof LEERLING>;

/**
 * The SQL of a `Leerling`, for a statement that asks more in the same round trip. It gives no row when the
 * account does not exist or is blocked.
 * @param account the SQL of an account_uuid
 */
export function leerlingSql(account: string): string {
  return `select ${kolommenSql(LEERLING)} from accounts a join leerlingen l on l.id = a.leerling_id
    where a.account_uuid = ${account} and l.geblokkeerd_op is null
    limit 1`;
}

/** The pupil of an account, blocked or not. The pairwise `sub` derives from the pupil. */
export async function leerlingVanAccount(db: Database, accountUuid: string): Promise<string | undefined> {
  const rij = await db
    .selectFrom('accounts')
    .select('leerling_id')
    .where('account_uuid', '=', accountUuid)
    .executeTakeFirst();
  return rij?.leerling_id;
}
