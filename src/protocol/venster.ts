import type { Protocol } from './schema/schema.ts';

/** One round's days in a signed dossier, both included. */
export interface Venster {
  naam: string;
  van: string;
  tot: string;
}

/** When data may leave. */
export interface Leverdagen {
  /** The period of the act, if it has one. */
  periode: Protocol['mededeling']['periode'];
  /** Undefined: no windows needed. Empty: shut. */
  vensters: readonly Venster[] | undefined;
}

/**
 * What is wrong with the windows of a dossier, in words: each has to be over by the last day that the act allows
 * (S3 art. 3).
 */
export function vensterfouten(
  { ontvangers }: Protocol,
  id: string | undefined,
  vensters: readonly Venster[],
): string[] {
  const regel = ontvangers.categorieen.find((categorie) => categorie.id === id)?.enkel_in_venster;
  if (!regel) return vensters.length ? ['vensters: deze ontvanger kent er volgens het protocol geen'] : [];
  return vensters
    .filter(({ van, tot }) => tot > eerste(regel.uiterlijk, van))
    .map(({ naam, van }) => `vensters: "${naam}" moet ten laatste op ${eerste(regel.uiterlijk, van)} eindigen`);
}

/** The first such day of the year on or after another day. */
function eerste(maanddag: string, vanaf: string): string {
  const jaar = Number(vanaf.slice(0, 4));
  const dag = `${jaar}-${maanddag}`;
  return dag >= vanaf ? dag : `${jaar + 1}-${maanddag}`;
}

/** The windows that are open on a day; undefined where none are needed. */
export function openVensters(
  { vensters }: Pick<Leverdagen, 'vensters'>,
  vandaag: Temporal.PlainDate,
): Venster[] | undefined {
  return vensters?.filter((venster) => isBinnen(venster, vandaag));
}

/** Whether data may leave today at all: within the period of the act, and in an open window where it asks for one. */
export function binnenVenster(dagen: Leverdagen, vandaag: Temporal.PlainDate): boolean {
  if (dagen.periode && !isBinnen(dagen.periode, vandaag)) return false;
  return openVensters(dagen, vandaag)?.length !== 0;
}

/** Both ends count; days of ISO 8601 are in order as text. */
function isBinnen({ van, tot }: { van: string; tot: string }, vandaag: Temporal.PlainDate): boolean {
  const dag = vandaag.toString();
  return van <= dag && dag <= tot;
}
