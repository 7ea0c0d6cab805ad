import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../../../store/index.ts';
import { LATERE } from './persoon_samen.ts';

/**
 * What happens to an e-mail address, given in LeerID or delivered, when two pupils turn out to be one, and
 * when that is undone. A merge keeps the address of the pupil that stays in `blijvend.adres`, and the address
 * of the other one in `leerling`.
 */

const adres = (rij: string) =>
  sql`jsonb_build_object('email', ${sql.ref(`${rij}.email`)}, 'email_gegeven_op', ${sql.ref(`${rij}.email_gegeven_op`)})`;
export const BLIJVEND_ADRES = adres('b');

/**
 * Step of a merge. Among all addresses that were given, the last one counts. A given address replaces a
 * delivered one.
 * @param paren table of the pupils that go (`van`) and stay (`naar`)
 */
export const erfEmail = (paren: RawBuilder<unknown>) => sql`
  update leerlingen n set email = v.email, email_gegeven_op = v.email_gegeven_op
  from (
    select distinct on (s.naar) s.naar, l.email, l.email_gegeven_op from ${paren} s join leerlingen l on l.id = s.van
    where l.email_gegeven_op is not null order by s.naar, l.email_gegeven_op desc
  ) v
  where n.id = v.naar and (n.email_gegeven_op is null or n.email_gegeven_op < v.email_gegeven_op)`;

const gegeven = (adres: RawBuilder<unknown>) => sql`(${adres} ->> 'email_gegeven_op')::timestamptz`;
const GEGAAN = sql`s.gegevens -> 'leerling'`;
const EIGEN = sql`s.gegevens -> 'blijvend' -> 'adres'`;
/** Merges of the same night do not know each other. */
const VOOR_M = sql`o.samengevoegd_op < m.samengevoegd_op`;
const VAN_M = sql`m.gegevens -> 'blijvend' -> 'adres'`;

/**
 * The address was given to the merged pupil, and no merge brought it. Nobody can tell which of the two pupils
 * it belongs to.
 */
const isSindsdien = (moment: RawBuilder<unknown>) => sql`(${moment} >= s.samengevoegd_op and not exists (
  select from samenvoegingen x where x.leerling_id = s.leerling_id and ${gegeven(sql`x.gegevens -> 'leerling'`)} = ${moment}))`;

/**
 * The address came with the other pupil, or a line of either pupil brought it. It does not belong to the
 * pupil that stays.
 */
const isGeerfd = (moment: RawBuilder<unknown>) =>
  sql`(${moment} is null or ${moment} = ${gegeven(GEGAAN)} and ${moment} is distinct from ${gegeven(EIGEN)})`;

/**
 * What the pupil that stays had before, or what was given to the pupils of other merges that still hold, if
 * those merges count.
 */
const overig = (telt: RawBuilder<unknown>) => sql`(
  select x.adres from (
    select ${EIGEN} as adres
    union all
    select o.gegevens -> 'leerling' from samenvoegingen o
    where o.leerling_id = s.leerling_id and o.id <> s.id and ${telt} and o.ontkoppeld_op is null
      and ${gegeven(sql`o.gegevens -> 'leerling'`)} is not null
  ) x order by ${gegeven(sql`x.adres`)} desc nulls last limit 1)`;

/**
 * Steps of undoing a merge, when the pupil that went is back. Each pupil gets its own address. An address
 * that was given since the merge may belong to either pupil, so neither has an address until it is given
 * again. A missing address can be given again. But nobody can take back that a child's address was shown with
 * another child.
 * @param samenvoeging the merge: a row of samenvoegingen
 */
export function scheidEmail(samenvoeging: RawBuilder<unknown>): RawBuilder<unknown>[] {
  const opMoment = (rij: string) => sql.ref(`${rij}.email_gegeven_op`);
  return [
    sql`update leerlingen v set email = null, email_gegeven_op = b.email_gegeven_op
      from ${samenvoeging} s join leerlingen b on b.id = s.leerling_id
      where v.id = s.verdwenen_leerling_id and ${isSindsdien(opMoment('b'))}`,
    sql`update leerlingen b set email = null from ${samenvoeging} s where b.id = s.leerling_id and ${isSindsdien(opMoment('b'))}`,
    sql`update samenvoegingen m set gegevens = jsonb_set(m.gegevens, '{blijvend,adres,email}', 'null')
      from ${samenvoeging} s where ${LATERE} and ${isSindsdien(gegeven(VAN_M))}`,
    sql`update leerlingen b set email = o.adres ->> 'email', email_gegeven_op = ${gegeven(sql`o.adres`)}
      from ${samenvoeging} s cross join lateral ${overig(sql`true`)} o
      where b.id = s.leerling_id and ${isGeerfd(opMoment('b'))}`,
    sql`update samenvoegingen m set gegevens = jsonb_set(m.gegevens, '{blijvend,adres}', jsonb_build_object(
        'email', ${overig(VOOR_M)} -> 'email', 'email_gegeven_op', ${overig(VOOR_M)} -> 'email_gegeven_op'))
      from ${samenvoeging} s where ${LATERE} and ${isGeerfd(gegeven(VAN_M))}`,
  ];
}

interface Bewaard {
  leerling?: object;
  blijvend?: { adres?: object };
  /** The merges into the pupil that went. */
  samenvoegingen?: { gegevens: Bewaard }[];
}

/**
 * When an address is given again, or emptied, the former one belongs to nobody any more. No merge that is
 * undone brings it back.
 */
export async function vergeetAdressen(trx: Database, leerling: string): Promise<void> {
  const { rows } = await sql<{ id: string; gegevens: Bewaard }>`
    select id, gegevens from samenvoegingen where leerling_id = ${leerling} and ontkoppeld_op is null`.execute(trx);
  for (const { id, gegevens } of rows) {
    const over = JSON.stringify(zonderAdres(gegevens));
    await sql`update samenvoegingen set gegevens = ${over}::jsonb where id = ${id}`.execute(trx);
  }
}

function zonderAdres({ leerling, blijvend, samenvoegingen = [], ...rest }: Bewaard): Bewaard {
  return {
    ...rest,
    ...(leerling && { leerling: { ...leerling, email: null } }),
    ...(blijvend && { blijvend: { ...blijvend, adres: { ...blijvend.adres, email: null } } }),
    samenvoegingen: samenvoegingen.map((een) => ({ ...een, gegevens: zonderAdres(een.gegevens) })),
  };
}

/** @param leerling the pupil that came back: an address from after the merge can't have been its own */
export async function isEmailVervallen(
  trx: Database,
  leerling: string,
  samengevoegd: Temporal.Instant,
): Promise<boolean> {
  const rij = await trx
    .selectFrom('leerlingen')
    .select('id')
    .where('id', '=', leerling)
    .where('email_gegeven_op', '>=', sql<Temporal.Instant>`${samengevoegd.toString()}::timestamptz`)
    .executeTakeFirst();
  return rij !== undefined;
}
