import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../../../store/index.ts';
import { sluitToegang } from '../../sluit_toegang.ts';
import { OPVOLGERS } from '../scholen/naslag.ts';
import { maakOnbevestigd } from './onbevestigd.ts';

/**
 * A temporary account of who is identified now: its account_uuid moves to the history and a definitive one takes its place, with
 * the ways to sign in (S0 art. 3). The leer_id_uuid is issued here and never again. Only an operator lets another school than the pupil's own
 * say who he is (zeggenschap.ts): what his own gave to sign in then opens nothing any more.
 * @returns the user names that need a new letter
 */
export async function identificeer(trx: Database, nu: Temporal.Instant): Promise<string[]> {
  await DOOR_ANDERE_SCHOOL.execute(trx);
  const afgesloten = await sluitToegang(
    trx,
    sql`select m.id from andere_school s join accounts a on a.leerling_id = s.van join aanmeldmiddelen m using (account_uuid)`,
  );
  await voerUit(trx, [
    maakOnbevestigd(sql`andere_school`, nu),
    sql`create temp table omgezet on commit drop as
      select leerling_id, account_uuid from personen where besluit = 'identificatie'`,
    sql`update leerlingen l set insz_hash = p.insz, insz_soort = p.insz_soort, leer_id_uuid = p.leer_id_uuid
      from personen p where p.besluit = 'identificatie' and p.leerling_id = l.id`,
    sql`insert into accounts (account_uuid, leerling_id, soort, aangemaakt_op, laatst_aangemeld_op)
      select o.account_uuid, o.leerling_id, 'definitief', ${nu.toString()}::timestamptz, max(a.laatst_aangemeld_op)
      from omgezet o join accounts a using (leerling_id) group by 1, 2`,
    sql`update aanmeldmiddelen m set account_uuid = o.account_uuid
      from omgezet o join accounts a on a.leerling_id = o.leerling_id and a.account_uuid <> o.account_uuid
      where m.account_uuid = a.account_uuid`,
    sql`create temp table vervangen on commit drop as
      select a.account_uuid, a.leerling_id from accounts a join omgezet o using (leerling_id)
      where a.account_uuid <> o.account_uuid`,
    sql`delete from accounts a using vervangen v where a.account_uuid = v.account_uuid`,
    sql`insert into historiek_account_uuid select account_uuid, leerling_id, ${nu.toString()}::timestamptz from vervangen`,
    sql`insert into geraakte_accounts select account_uuid, leerling_id from vervangen`,
  ]);
  return afgesloten;
}

/** Who is identified, and no line with the INSZ is of a school that has him. */
const DOOR_ANDERE_SCHOOL = sql`
  create temp table andere_school on commit drop as
  select leerling_id as van, leerling_id as naar from personen p where besluit = 'identificatie'
    and not exists (
      select from (
        select instellingsnummer from personen e where e.persoon = p.persoon and not e.zwak
        union all select instellingsnummer from volglijnen v where v.persoon = p.persoon and not v.zwak
      ) l left join ${OPVOLGERS} o on o.oud = l.instellingsnummer
      join inschrijvingen e on e.leerling_id = p.leerling_id and e.onbevestigd_sinds is null
        and e.instellingsnummer in (l.instellingsnummer, o.nieuw))`;

/** A BIS number that became one of the National Register: the pupil and all keys stay, the old number goes on leading here. */
export async function wijzigInsz(trx: Database): Promise<void> {
  await voerUit(trx, [
    sql`insert into vroegere_sleutels
      select 'insz', encode(l.insz_hash, 'hex'), l.id
      from leerlingen l join personen p on p.leerling_id = l.id where p.besluit = 'insz_gewijzigd'
      on conflict do nothing`,
    sql`update leerlingen l set insz_hash = p.insz, insz_soort = p.insz_soort
      from personen p where p.besluit = 'insz_gewijzigd' and p.leerling_id = l.id`,
  ]);
}

/** What was given in LeerID stays (S1 art. 3: an optional field of the platform). Read from the row as it is when it is written. */
const EMAIL = sql`case when l.email_gegeven_op is null then p.email else l.email end`;

/** The rest of a pupil, as the delivery has it now. Two persons of the delivery may be one pupil: who has the INSZ speaks first, and nobody without confirmation. */
export async function werkLeerlingenBij(trx: Database): Promise<number> {
  await sql`create temp table sprekers on commit drop as
    select distinct on (leerling_id) * from personen p
    where besluit in ('bekend', 'identificatie', 'insz_gewijzigd') and regel not in (select regel from onbevestigd)
    order by leerling_id, zwak, van desc, regel desc`.execute(trx);
  const { numAffectedRows } = await sql`
    update leerlingen l set voornaam = p.voornaam, naam = p.naam, geboortejaar = p.geboortejaar, geboortemaand = p.geboortemaand,
      geboortedag = p.geboortedag, email = ${EMAIL}
    from sprekers p
    where l.id = p.leerling_id and (l.voornaam, l.naam, l.geboortejaar, l.geboortemaand, l.geboortedag, l.email)
      is distinct from (p.voornaam, p.naam, p.geboortejaar, p.geboortemaand, p.geboortedag, ${EMAIL})`.execute(trx);
  await voerUit(trx, SOORTEN.flatMap(neemSleutelOver));
  return Number(numAffectedRows ?? 0);
}

const SOORTEN = [
  { soort: 'unieke_persoon', via: 'via_unieke' },
  { soort: 'geregistreerde_persoon', via: 'via_geregistreerde' },
] as const;

/** A key that nobody had, in whichever line, is the pupil's now: in its own row, or beside it when another stands there. */
function neemSleutelOver({ soort, via }: (typeof SOORTEN)[number]): RawBuilder<unknown>[] {
  const sleutel = sql.ref(soort);
  return [
    sql`update leerlingen l set ${sleutel} = p.${sleutel} from sprekers p
      where l.id = p.leerling_id and l.${sleutel} is null and p.${sleutel} is not null and p.${sql.ref(via)} is null`,
    sql`insert into vroegere_sleutels
      select distinct on (sleutel) ${soort}, sleutel, leerling_id from (
        select ${sleutel} as sleutel, leerling_id, regel from personen
        where besluit in ('bekend', 'identificatie', 'insz_gewijzigd')
        union all
        select ${sleutel}, leerling_id, regel from volglijnen
      ) x where sleutel is not null and regel not in (select regel from onbevestigd) and not exists (select from leerlingen l where l.${sleutel} = x.sleutel)
      order by sleutel, regel
      on conflict do nothing`,
  ];
}

export async function voerUit(trx: Database, stappen: RawBuilder<unknown>[]): Promise<void> {
  for (const stap of stappen) await stap.execute(trx);
}
