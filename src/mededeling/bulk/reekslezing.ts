import { sql } from 'kysely';
import { accountVanSql } from '../../register/index.ts';
import type { Database } from '../../store/index.ts';
import type { Leesmoment } from '../leesmoment.ts';
import type { Selectie } from '../selectie.ts';
import { type Toegangsrij, toegangSql } from '../toegangslezing.ts';

/** Before every key. */
export const EERSTE = '00000000-0000-0000-0000-000000000000';

/** Pupils whose key lies after `na`: so many of them, or up to and including one key. */
export type Reeksgrens = { na: string } & ({ hoogstens: number } | { tot: string });

export interface Reekslezing {
  /** How many pupils the selection found, whether they can be read or not, and the last of their keys. */
  gevonden: number;
  tot: string | undefined;
  /** In the order of their keys. Blocked pupils and pupils without an account are not among them. */
  rijen: Toegangsrij[];
  begonnen: Leesmoment;
}

/**
 * Reads what the gate must know of the next pupils of a selection, in one statement. The selection is asked again in
 * every part, so a pupil who meanwhile left it, or the register, is no longer found; and the order of keys gives
 * nobody twice.
 */
export async function leesReeks(
  db: Database,
  { leerlingen }: Selectie,
  clientId: string | undefined,
  grens: Reeksgrens,
  begonnen: Leesmoment,
): Promise<Reekslezing> {
  const einde = 'tot' in grens ? sql`and s.id <= ${grens.tot}::uuid` : sql``;
  const aantal = 'hoogstens' in grens ? sql`limit ${grens.hoogstens}` : sql``;
  const { rows } = await sql<{ sleutel: string } & (Toegangsrij | { id: null })>`
    with reeks as materialized (
      select s.id from (${leerlingen}) s where s.id > ${grens.na}::uuid ${einde} group by s.id order by s.id ${aantal}),
    vraag as materialized (select ${clientId ?? null}::text as client, ${begonnen.vandaag.toString()}::date as dag)
    select reeks.id as sleutel, toegang.*
    from vraag cross join reeks
      left join lateral (${sql.raw(accountVanSql('reeks.id'))}) account on true
      left join lateral (${sql.raw(toegangSql('account.account_uuid', 'vraag.client', 'vraag.dag'))}) toegang on true
    order by reeks.id`.execute(db);
  return {
    gevonden: rows.length,
    tot: rows.at(-1)?.sleutel,
    rijen: rows.filter((rij) => rij.id !== null),
    begonnen,
  };
}
