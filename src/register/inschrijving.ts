import type { Inschrijving } from './leerling.ts';

/** An enrolment counts once it is realised; a parallel one beside it counts too (statuses of the school packages). */
const TELT = new Set(['gerealiseerd', 'parallel']);

/**
 * "Enrolled today", the one place that decides it.
 * @param respijtdagen days that access goes on after the last day, as the protocol says
 */
export function isActief(inschrijving: Inschrijving, vandaag: Temporal.PlainDate, respijtdagen: number): boolean {
  if (!TELT.has(inschrijving.status)) return false;
  if (Temporal.PlainDate.compare(vandaag, inschrijving.van) < 0) return false;
  if (inschrijving.tot === null) return true;
  const laatsteDag = Temporal.PlainDate.from(inschrijving.tot).add({ days: respijtdagen });
  return Temporal.PlainDate.compare(vandaag, laatsteDag) <= 0;
}
