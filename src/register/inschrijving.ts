import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../store/index.ts';
import type { Inschrijving } from './leerling.ts';

/**
 * An enrolment counts once it is realised. A parallel one beside it counts too (statuses of the school
 * packages). An unconfirmed enrolment never counts.
 */
const TELT = ['gerealiseerd', 'parallel'] as const;

/** Whether an enrolment with this status counts. */
export function telt(status: string): boolean {
  return TELT.some((een) => een === status);
}

/**
 * The same rule in SQL.
 * @param kolom the column with the status
 */
export function teltSql(kolom: string): RawBuilder<boolean> {
  return sql<boolean>`${sql.ref(kolom)} in (${sql.join(TELT.map((status) => sql.lit(status)))})`;
}

/**
 * The day until which an enrolment keeps data, in SQL: its last day, or `infinity` while it has none. An
 * enrolment that does not count was asked for and never realised: it keeps data for its first day only.
 * @param rij the alias of a row of `inschrijvingen`
 * @param ookOnbevestigd whether an unconfirmed enrolment counts as well. Otherwise it keeps data for its
 * first day only
 */
export function laatsteDagSql(rij: string, ookOnbevestigd = false): RawBuilder<string> {
  const kolom = (naam: string) => sql.ref(`${rij}.${naam}`);
  const bevestigd = ookOnbevestigd ? sql`true` : sql`${kolom('onbevestigd_sinds')} is null`;
  return sql<string>`case when ${teltSql(`${rij}.status`)} and ${bevestigd}
    then coalesce(${kolom('tot')}, 'infinity') else ${kolom('van')} end`;
}

/**
 * Whether the pupil is enrolled on this day. Only this file decides that: here for one pupil, below for many.
 * @param respijtdagen days that access continues after the last day, as the protocol says
 */
export function isActief(inschrijving: Inschrijving, vandaag: Temporal.PlainDate, respijtdagen: number): boolean {
  if (!inschrijving.bevestigd || !telt(inschrijving.status)) return false;
  // As text, ISO 8601 days sort by date.
  const dag = vandaag.toString();
  if (dag < inschrijving.van) return false;
  if (inschrijving.tot === null || dag <= inschrijving.tot) return true;
  const laatsteDag = Temporal.PlainDate.from(inschrijving.tot).add({ days: respijtdagen });
  return Temporal.PlainDate.compare(vandaag, laatsteDag) <= 0;
}

/** The enrolments that count on this day, without days of grace. The caller narrows them further. */
export function actieveInschrijvingen(db: Database, vandaag: Temporal.PlainDate) {
  const dag = vandaag.toString();
  return db
    .selectFrom('inschrijvingen as i')
    .where('i.onbevestigd_sinds', 'is', null)
    .where('i.status', 'in', TELT)
    .where('i.van', '<=', dag)
    .where((eb) => eb.or([eb('i.tot', 'is', null), eb('i.tot', '>=', dag)]));
}
