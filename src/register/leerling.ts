import type { Database } from '../store/index.ts';

/** A pupil as the register knows him or her today, with every enrolment, also past and coming ones. */
export interface Leerling {
  id: string;
  voornaam: string;
  naam: string;
  geboortedag: number | null;
  geboortemaand: number | null;
  geboortejaar: number | null;
  email: string | null;
  leer_id_uuid: string | null;
  account_uuid: string;
  historiek_account_uuid: string[];
  inschrijvingen: Inschrijving[];
}

export interface Inschrijving {
  instellingsnummer: string;
  /** Whether the school is recognised, and subsidised or financed, as Discimus says now. */
  erkend: boolean;
  /** Establishment: its serial within the school, of two digits. */
  vestigingsplaats: string;
  administratieve_groep: string;
  administratieve_groep_omschrijving: string;
  hoofdstructuur: string;
  stamnummer: string | null;
  status: string;
  /** Not yet where a weak key enrolled a known pupil in a school that did not have him: see discimus/toepassen/onbevestigd.ts. */
  bevestigd: boolean;
  van: string;
  tot: string | null;
}

/**
 * The columns of `Leerling`, for a statement that asks more in the same round trip; no row when the account does not exist or
 * is blocked.
 * `any(array[…])` keeps the planner to the index on `leerling_id`, away from that of the exclusion constraint.
 * @param account the SQL of an account_uuid
 */
export function leerlingSql(account: string): string {
  return `select l.id, l.voornaam, l.naam, l.geboortedag, l.geboortemaand, l.geboortejaar, l.email, l.leer_id_uuid,
      a.account_uuid,
      (select coalesce(json_agg(h.account_uuid order by h.vervangen_op), '[]')
       from historiek_account_uuid h where h.leerling_id = a.leerling_id) as historiek_account_uuid,
      (select coalesce(json_agg(json_build_object(
         'instellingsnummer', i.instellingsnummer,
         'erkend', s.erkend,
         'vestigingsplaats', lpad(i.vestigingsplaats::text, 2, '0'),
         'administratieve_groep', i.administratieve_groep,
         'administratieve_groep_omschrijving', g.omschrijving,
         'hoofdstructuur', i.hoofdstructuur,
         'stamnummer', i.stamnummer,
         'status', i.status,
         'bevestigd', i.onbevestigd_sinds is null,
         'van', i.van,
         'tot', i.tot) order by i.van, i.instellingsnummer), '[]')
       from inschrijvingen i join administratieve_groepen g on g.code = i.administratieve_groep
         join scholen s on s.instellingsnummer = i.instellingsnummer
       where i.leerling_id = any(array[a.leerling_id])) as inschrijvingen
    from accounts a join leerlingen l on l.id = a.leerling_id
    where a.account_uuid = ${account} and l.geblokkeerd_op is null
    limit 1`;
}

/** The pupil of an account, blocked or not: the root of its pairwise `sub`. */
export async function leerlingVanAccount(db: Database, accountUuid: string): Promise<string | undefined> {
  const rij = await db
    .selectFrom('accounts')
    .select('leerling_id')
    .where('account_uuid', '=', accountUuid)
    .executeTakeFirst();
  return rij?.leerling_id;
}
