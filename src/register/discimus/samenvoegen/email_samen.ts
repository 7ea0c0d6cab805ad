import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../../../store/index.ts';
import { LATERE } from './persoon_samen.ts';

/**
 * What becomes of an address, given in LeerID or delivered, when two pupils turn out to be one, and when they don't
 * after all. A merge keeps what the pupil that stays had in `blijvend.adres`, and what the other had in `leerling`.
 */

const adres = (rij: string) =>
  sql`jsonb_build_object('email', ${sql.ref(`${rij}.email`)}, 'email_gegeven_op', ${sql.ref(`${rij}.email_gegeven_op`)})`;
export const BLIJVEND_ADRES = adres('b');

/**
 * Step of a merge. Of all addresses that were given the last one counts; one that was delivered gives way.
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
/** Merges of one night know nothing of each other. */
const VOOR_M = sql`o.samengevoegd_op < m.samengevoegd_op`;
const VAN_M = sql`m.gegevens -> 'blijvend' -> 'adres'`;

/** Given to the merged pupil, and brought by no merge: nobody can tell which of the two it was. */
const isSindsdien = (moment: RawBuilder<unknown>) => sql`(${moment} >= s.samengevoegd_op and not exists (
  select from samenvoegingen x where x.leerling_id = s.leerling_id and ${gegeven(sql`x.gegevens -> 'leerling'`)} = ${moment}))`;

/** The address came with the other, or a line of either brought it: it is not that of the pupil that stays. */
const isGeerfd = (moment: RawBuilder<unknown>) =>
  sql`(${moment} is null or ${moment} = ${gegeven(GEGAAN)} and ${moment} is distinct from ${gegeven(EIGEN)})`;

/**
 * What the pupil that stays had before, or what was given to those of other merges that still hold, as far as they
 * count.
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
 * Steps of undoing a merge, once the pupil that went is there again. Each has its own address. An address that was
 * given since may be either's: both have none until it is given again. A missing address can be given anew; a
 * child's address that was shown with another child can't be taken back.
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
  /** Merges into the pupil that went. */
  samenvoegingen?: { gegevens: Bewaard }[];
}

/** An address that was given anew, or emptied, is nobody's any more: no merge that is undone brings it back. */
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

/** @param leerling the pupil that came back: an address of after the merge can't have been its own */
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
