import { sql } from 'kysely';
import type { Database } from '../../../store/index.ts';
import { codes, maakWerktabel, voerUit, werk, ZEKER } from '../werkruimte/index.ts';
import { TWIJFELS_TUSSEN_PERSONEN } from './twijfel_tussen_personen.ts';
import { gezegd } from './zelfde_leerling.ts';

/**
 * A load does not guess: a doubt goes to the review list. The whole person is in doubt: none of its lines is
 * applied, and nothing of it ends. The same doubt stays one entry, night after night.
 * @returns how many persons are in doubt
 */
export async function legTwijfelsVoor(trx: Database, nu: Temporal.Instant): Promise<number> {
  await voerUit(trx, [...TWIJFELS_TUSSEN_PERSONEN, LEG_OPZIJ, zetOpLijst(nu), VOLGLIJNEN]);
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from ${werk.personen} where besluit not in ${ZEKER}`.execute(trx);
  return rows[0]?.n ?? 0;
}

const LEG_OPZIJ = sql`
  with twijfel as (
    update ${werk.klaar} k set reden = p.besluit from ${werk.personen} p
    where p.persoon = k.persoon and k.reden is null and p.besluit not in ${ZEKER}
    returning k.instellingsnummer, k.stamnummer
  )
  insert into ${werk.ongelezen} (instellingsnummer, stamnummer) select instellingsnummer, stamnummer from twijfel`;

/**
 * Doubts in which the operator can accept what such a line says. The list then keeps what the line said
 * (`gezegd`).
 */
const OVER_WAT_DE_REGEL_ZEGT = codes(
  'andere_persoon_onder_insz',
  'andere_persoon_onder_sleutel',
  'leerling_van_andere_school',
);

const zetOpLijst = (nu: Temporal.Instant) => sql`
  insert into beoordelingen (kenmerk, reden, sleutel_soort, sleutel, leerlingen, instellingsnummer, stamnummer, regel,
    eerst_gezien_op, laatst_gezien_op, gezegd)
  select distinct on (1)
    encode(sha256(convert_to(besluit || coalesce(gezegd, ''), 'UTF8') || uuid_send(wie)), 'hex'), besluit,
    case when insz is not null then 'insz' when unieke_persoon is not null then 'unieke_persoon'
      else 'geregistreerde_persoon' end,
    coalesce(encode(insz, 'hex'), unieke_persoon, geregistreerde_persoon),
    array(select distinct x from unnest(array[via_insz, via_unieke, via_geregistreerde]) x where x is not null),
    instellingsnummer, stamnummer, regel, ${nu.toString()}::timestamptz, ${nu.toString()}::timestamptz, gezegd
  from (select *, case when besluit in ${OVER_WAT_DE_REGEL_ZEGT} then ${gezegd('p')} end as gezegd
    from ${werk.personen} p where besluit not in ${ZEKER}) p
  order by 1, regel
  on conflict (kenmerk) do update set laatst_gezien_op = excluded.laatst_gezien_op, regel = excluded.regel`;

const VOLGLIJNEN = maakWerktabel(
  'volglijnen',
  sql`
    select v.*, p.leerling_id, p.besluit from ${werk.volgregels} v
    join (select persoon, leerling_id, besluit from ${werk.personen} where besluit in ${ZEKER}) p using (persoon)`,
);
