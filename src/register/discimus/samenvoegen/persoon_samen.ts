import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../../../store/index.ts';

/**
 * Who a pupil is by name and birth date, when two pupils turn out to be one, and when that is undone. In
 * between, the lines of either pupil speak for both. So a merge keeps in `blijvend.persoon` who the pupil
 * that stays was.
 */

const VELDEN = ['voornaam', 'naam', 'geboortejaar', 'geboortemaand', 'geboortedag'];

export const BLIJVEND_PERSOON = sql`jsonb_build_object(${sql.join(
  VELDEN.flatMap((veld) => [sql.lit(veld), sql.ref(`b.${veld}`)]),
)})`;

/**
 * Merge `m` is a later merge into the same pupil, and still holds. It took for the pupil's own what merge `s`
 * had brought.
 */
export const LATERE = sql`(m.leerling_id = s.leerling_id and m.ontkoppeld_op is null
  and (m.samengevoegd_op, m.id) > (s.samengevoegd_op, s.id))`;

/** Merges from before this was kept don't have it. */
const PERSOON = sql`nullif(s.gegevens #> '{blijvend,persoon}', 'null')`;

/**
 * Steps of undoing a merge. The next load brings what the pupil's own lines say since then.
 * docs/keuzes/wie-is-wie.md#undone-a-merge-leaves-nobody-another-childs-name
 * @param samenvoeging the merge: a row of samenvoegingen
 */
export function scheidPersoon(samenvoeging: RawBuilder<unknown>): RawBuilder<unknown>[] {
  const was = sql.join(VELDEN.map((veld) => sql`${sql.ref(veld)} = ${sql.ref(`r.${veld}`)}`));
  return [
    sql`update leerlingen b set ${was} from ${samenvoeging} s, jsonb_populate_record(null::leerlingen, ${PERSOON}) r
      where b.id = s.leerling_id and ${PERSOON} is not null`,
    sql`update samenvoegingen m set gegevens = jsonb_set(m.gegevens, '{blijvend,persoon}', coalesce(${PERSOON}, 'null'))
      from ${samenvoeging} s where ${LATERE}`,
  ];
}

export async function isPersoonOnbekend(trx: Database, samenvoeging: RawBuilder<unknown>): Promise<boolean> {
  const { rows } = await sql<{
    onbekend: boolean;
  }>`select ${PERSOON} is null as onbekend from ${samenvoeging} s`.execute(trx);
  return rows[0]?.onbekend === true;
}

/**
 * The name of the pupil that stayed may be the name of the other child, and a name can't be empty. Until
 * somebody knows, no data of that pupil leave. The row stays as it is, so that the pupil's own line is
 * recognised and corrects it.
 * @returns the user names of the pupil that is blocked
 */
export async function blokkeerOnbekende(trx: Database, leerling: string, nu: Temporal.Instant): Promise<string[]> {
  await sql`update leerlingen set geblokkeerd_op = coalesce(geblokkeerd_op, ${nu.toString()}::timestamptz)
    where id = ${leerling}`.execute(trx);
  const namen = await trx
    .selectFrom('aanmeldmiddelen as m')
    .innerJoin('accounts as a', 'a.account_uuid', 'm.account_uuid')
    .select('m.gebruikersnaam')
    .where('a.leerling_id', '=', leerling)
    .orderBy('m.gebruikersnaam')
    .execute();
  return namen.map(({ gebruikersnaam }) => gebruikersnaam);
}
