import type { Klok } from '../klok.ts';

/** The day of a reading and the moment at which it began. What was read is at least that old. */
export interface Leesmoment {
  vandaag: Temporal.PlainDate;
  /** Milliseconds on the clock that nobody moves. */
  verstreken: number;
}

/**
 * Milliseconds. A reading that began longer ago may be out of date: the door reads again.
 * docs/keuzes/deur.md#what-leaves-was-allowed-a-moment-ago
 */
export const VERSE_LEEFTIJD = 200;

export function leesmoment(klok: Klok): Leesmoment {
  return { vandaag: klok.vandaag(), verstreken: klok.verstreken() };
}

/** A reading of yesterday is always too old: terms and windows end at midnight. */
export function isHooguit(milliseconden: number, klok: Klok, { vandaag, verstreken }: Leesmoment): boolean {
  return vandaag.equals(klok.vandaag()) && klok.verstreken() - verstreken < milliseconden;
}
