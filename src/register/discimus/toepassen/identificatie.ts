import { sql } from 'kysely';
import type { Database } from '../../../store/index.ts';
import { sluitToegang } from '../../sluit_toegang.ts';
import { OPVOLGERS } from '../scholen/index.ts';
import { code, maakWerktabel, voerUit, werk } from '../werkruimte/index.ts';
import { maakOnbevestigd } from './onbevestigd.ts';

/**
 * Identifies a pupil who has a temporary account. The account_uuid moves to the history, and a definitive one
 * takes its place with the ways to sign in (S0 art. 3). The leer_id_uuid is issued here and never again.
 * Another school than the pupil's own may say who the pupil is only when the operator allowed it
 * (zeggenschap.ts). What the own school gave to sign in then opens nothing any more.
 * @returns the user names that need a new letter
 */
export async function identificeer(trx: Database, nu: Temporal.Instant): Promise<string[]> {
  await DOOR_ANDERE_SCHOOL.execute(trx);
  const afgesloten = await sluitToegang(trx, MIDDELEN_VAN_EIGEN_SCHOOL);
  await voerUit(trx, [
    maakOnbevestigd(werk.andere_school, nu),
    OMGEZET,
    GEEF_SLEUTELS,
    maakDefinitieve(nu),
    VERHUIS_MIDDELEN,
    VERVANGEN,
    WIS_VERVANGEN,
    bewaarHistoriek(nu),
    sql`insert into ${werk.geraakte_accounts} (account_uuid, leerling_id)
      select account_uuid, leerling_id from ${werk.vervangen}`,
  ]);
  return afgesloten;
}

/** Pupils who are identified when no line with the INSZ comes from a school that has them. */
const DOOR_ANDERE_SCHOOL = maakWerktabel(
  'andere_school',
  sql`
    select leerling_id as van, leerling_id as naar from ${werk.personen} p where besluit = ${code('identificatie')}
      and not exists (
        select from (
          select p.instellingsnummer where not p.zwak
          union all select instellingsnummer from ${werk.volglijnen} v where v.persoon = p.persoon and not v.zwak
        ) l left join ${OPVOLGERS} o on o.oud = l.instellingsnummer
        join inschrijvingen e on e.leerling_id = p.leerling_id and e.onbevestigd_sinds is null
          and e.instellingsnummer in (l.instellingsnummer, o.nieuw))`,
);

const MIDDELEN_VAN_EIGEN_SCHOOL = sql`
  select m.id from ${werk.andere_school} s
  join accounts a on a.leerling_id = s.van join aanmeldmiddelen m using (account_uuid)`;

const OMGEZET = maakWerktabel(
  'omgezet',
  sql`select leerling_id, account_uuid from ${werk.personen} where besluit = ${code('identificatie')}`,
);

const GEEF_SLEUTELS = sql`
  update leerlingen l set insz_hash = p.insz, insz_soort = p.insz_soort, leer_id_uuid = p.leer_id_uuid
  from ${werk.personen} p where p.besluit = ${code('identificatie')} and p.leerling_id = l.id`;

const maakDefinitieve = (nu: Temporal.Instant) => sql`
  insert into accounts (account_uuid, leerling_id, soort, aangemaakt_op, laatst_aangemeld_op)
  select o.account_uuid, o.leerling_id, 'definitief', ${nu.toString()}::timestamptz, max(a.laatst_aangemeld_op)
  from ${werk.omgezet} o join accounts a using (leerling_id) group by 1, 2`;

const VERHUIS_MIDDELEN = sql`
  update aanmeldmiddelen m set account_uuid = o.account_uuid
  from ${werk.omgezet} o join accounts a on a.leerling_id = o.leerling_id and a.account_uuid <> o.account_uuid
  where m.account_uuid = a.account_uuid`;

const VERVANGEN = maakWerktabel(
  'vervangen',
  sql`
    select a.account_uuid, a.leerling_id from accounts a join ${werk.omgezet} o using (leerling_id)
    where a.account_uuid <> o.account_uuid`,
);

const WIS_VERVANGEN = sql`delete from accounts a using ${werk.vervangen} v where a.account_uuid = v.account_uuid`;

const bewaarHistoriek = (nu: Temporal.Instant) => sql`
  insert into historiek_account_uuid
  select account_uuid, leerling_id, ${nu.toString()}::timestamptz from ${werk.vervangen}`;

/**
 * A BIS number became a number of the National Register. The pupil and all keys stay, and the old number
 * still leads to this pupil.
 */
export async function wijzigInsz(trx: Database): Promise<void> {
  await voerUit(trx, [
    sql`insert into vroegere_sleutels
      select 'insz', encode(l.insz_hash, 'hex'), l.id
      from leerlingen l join ${werk.personen} p on p.leerling_id = l.id where p.besluit = ${code('insz_gewijzigd')}
      on conflict do nothing`,
    sql`update leerlingen l set insz_hash = p.insz, insz_soort = p.insz_soort
      from ${werk.personen} p where p.besluit = ${code('insz_gewijzigd')} and p.leerling_id = l.id`,
  ]);
}
