import { sql } from 'kysely';
import type { Database } from '../../../store/index.ts';
import { code, GEKEND, maakWerktabel, voerUit, werk } from '../werkruimte/index.ts';

/**
 * Adds pupils that nobody knew. Each gets an account and a user name, and no password: a code on a letter
 * lets them choose one. A known pupil without an account gets one as well.
 * @returns how many pupils are new
 */
export async function voegLeerlingenToe(trx: Database, nu: Temporal.Instant): Promise<number> {
  const { numAffectedRows } = await NIEUWE_LEERLINGEN.execute(trx);
  await voerUit(trx, [ACCOUNTLOOS, maakAccounts(nu), HOUD_NUMMERS_BIJ, MAAK_AANMELDMIDDELEN]);
  return Number(numAffectedRows ?? 0);
}

const NIEUWE_LEERLINGEN = sql`
  insert into leerlingen (id, insz_hash, insz_soort, leer_id_uuid, voornaam, naam,
    geboortejaar, geboortemaand, geboortedag, email, unieke_persoon, geregistreerde_persoon)
  select leerling_id, insz, insz_soort, case when insz is not null then leer_id_uuid end, voornaam, naam, geboortejaar,
    geboortemaand, geboortedag, email,
    case when via_unieke is null then unieke_persoon end,
    case when via_geregistreerde is null then geregistreerde_persoon end
  from ${werk.personen} where besluit = ${code('nieuw')}`;

/**
 * A user name always has a number behind its stem. It is one more than the last number that was ever given,
 * so no name comes back.
 */
const ACCOUNTLOOS = maakWerktabel(
  'accountloos',
  sql`
    select account_uuid, leerling_id, soort, stam,
      (coalesce(laatste_nummer, 0) + row_number() over (partition by stam))::int as nummer
    from (
      select account_uuid, leerling_id, case when insz is null then 'tijdelijk' else 'definitief' end as soort, stam
      from ${werk.personen} where besluit = ${code('nieuw')}
      union all
      select distinct on (leerling_id) account_uuid, leerling_id,
        case when l.insz_hash is null then 'tijdelijk' else 'definitief' end, p.stam
      from ${werk.personen} p join leerlingen l on l.id = p.leerling_id
      where besluit in ${GEKEND} and not exists (select from accounts a where a.leerling_id = p.leerling_id)
    ) left join gebruikersnaamstammen using (stam)`,
);

/**
 * The first generation has to be one that no account ever had. The new number of the account is that, and
 * costs nothing. No session has a generation that the account does not have.
 */
const maakAccounts = (nu: Temporal.Instant) => sql`
  insert into accounts (account_uuid, leerling_id, soort, aangemaakt_op, aanmeldgeneratie)
  select account_uuid, leerling_id, soort, ${nu.toString()}::timestamptz, account_uuid from ${werk.accountloos}`;

const HOUD_NUMMERS_BIJ = sql`
  insert into gebruikersnaamstammen as g select stam, max(nummer) from ${werk.accountloos} group by stam
  on conflict (stam) do update set laatste_nummer = excluded.laatste_nummer`;

/** The first way to sign in has the number of its account. */
const MAAK_AANMELDMIDDELEN = sql`
  insert into aanmeldmiddelen (id, account_uuid, soort, gebruikersnaam)
  select account_uuid, account_uuid, 'wachtwoord', stam || nummer from ${werk.accountloos}`;
