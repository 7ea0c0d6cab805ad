import { sql } from 'kysely';
import type { Database } from '../../../store/index.ts';
import { looptOp, samenwerkdagen } from '../scholen/index.ts';
import { werk } from '../werkruimte/index.ts';

/**
 * An application that a school worked with under its old number, and that does not open under the new number
 * for all pupils who had it.
 */
export interface Achterblijver {
  oud: string;
  nieuw: string;
  client_id: string;
  /** Whether the school works with it under the new number on the same days, on some of them, or on none. */
  samenwerking: 'over' | 'deels' | 'niet';
  /** Pupils who lose it, today or on a later day. */
  leerlingen: number;
}

/**
 * Reads what stayed behind and is missed. This runs when the enrolments of the delivery stand in the
 * register.
 */
export async function leesAchterblijvers(trx: Database, dag: Temporal.PlainDate): Promise<Achterblijver[]> {
  const vandaag = dag.toString();
  const { rows } = await sql<Achterblijver>`
    select k.oud, k.nieuw, k.client_id, m.leerlingen,
      case when n.dagen @> k.dagen then 'over' when n.dagen && k.dagen then 'deels' else 'niet' end as samenwerking
    from ${werk.keuzes} k
    left join ${samenwerkdagen(vandaag)} n on (n.instellingsnummer, n.client_id) = (k.nieuw, k.client_id)
    cross join lateral (
      select count(distinct i.leerling_id)::int as leerlingen
      from ${werk.leerlingkeuzes} l left join ${werk.samengevoegden} s on s.van = l.leerling_id
      join inschrijvingen i on i.leerling_id = coalesce(s.naar, l.leerling_id)
      where (l.oud, l.nieuw, l.client_id) = (k.oud, k.nieuw, k.client_id)
        and i.instellingsnummer = k.nieuw and ${looptOp(vandaag)}
        and not (coalesce(n.dagen @> k.dagen, false) and exists (
          select from zichtbaarheid z
          where (z.leerling_id, z.client_id, z.instellingsnummer) = (i.leerling_id, k.client_id, k.nieuw)))
    ) m
    where m.leerlingen > 0 or not coalesce(n.dagen @> k.dagen, false)
    order by k.oud, k.client_id`.execute(trx);
  return rows;
}
