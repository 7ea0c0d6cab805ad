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
  /** Undefined: no windows are needed. Empty: nothing may leave. */
  vensters: readonly Venster[] | undefined;
}

/**
 * What is wrong with the windows of a dossier, in words. Each must be over by the last day that the act
 * allows (S3 art. 3).
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

/** The first such day of the year on or after the day `vanaf`. */
function eerste(maanddag: string, vanaf: string): string {
  const jaar = Number(vanaf.slice(0, 4));
  const dag = `${jaar}-${maanddag}`;
  return dag >= vanaf ? dag : `${jaar + 1}-${maanddag}`;
}

/** The windows that are open on this day. Undefined where none are needed. */
export function openVensters(
  { vensters }: Pick<Leverdagen, 'vensters'>,
  vandaag: Temporal.PlainDate,
): Venster[] | undefined {
  return vensters?.filter((venster) => isBinnen(venster, vandaag));
}

/**
 * Whether data may leave today at all: within the act's period, and in an open window where the act requires
 * one.
 */
export function binnenVenster(dagen: Leverdagen, vandaag: Temporal.PlainDate): boolean {
  if (dagen.periode && !isBinnen(dagen.periode, vandaag)) return false;
  return openVensters(dagen, vandaag)?.length !== 0;
}

/** Both ends count. As text, ISO 8601 days sort by date. */
function isBinnen({ van, tot }: { van: string; tot: string }, vandaag: Temporal.PlainDate): boolean {
  const dag = vandaag.toString();
  return van <= dag && dag <= tot;
}
