import type { Bevinding } from './bevinding.ts';
import type { Omslag } from './logbron.ts';

/** What a check of a log found. */
export interface Logoordeel {
  omslag: Omslag;
  /** Rows whose text was compared with their leaf. */
  rijen: number;
  /** Rows of which only the hash is there, as the cover says. */
  zonderTekst: number;
  /** Checkpoints of the log that were checked. */
  checkpoints: number;
  /** How far each witness confirmed it, and when: seconds since 1970. */
  getuigen: { naam: string; omvang: number; seconden: number }[];
  /** The first ones, in the order of the log. */
  bevindingen: Bevinding[];
  /** How many there are in all. */
  aantalBevindingen: number;
}

/** Nobody reads more of them. */
const HOOGSTENS = 50;

/** Collects findings. */
export class Bevindingenlijst {
  readonly eerste: Bevinding[] = [];
  aantal = 0;

  voegToe(bevinding: Bevinding): void {
    this.aantal++;
    if (this.eerste.length < HOOGSTENS) this.eerste.push(bevinding);
  }
}
