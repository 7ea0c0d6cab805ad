import { BREEDTE, nummerpad, tegelpad } from '../../boom/tegel.ts';
import type { Boomtegel } from '../logbron.ts';

/**
 * The files of an export, in this order. `checkpoint` and what is in `tile` are as C2SP tlog-tiles has them; the
 * others are ours.
 */
export const UITVOERNAMEN = {
  /** JSON: see `Omslag`. */
  omslag: 'omslag',
  /** The public keys of the log, one a line, with their days. */
  sleutels: 'sleutels',
  /** The last checkpoint. */
  checkpoint: 'checkpoint',
  /** All checkpoints: a line of JSON each, see `Checkpointregel`. */
  checkpoints: 'checkpoints',
} as const;

/** The longest rows that a file can hold: 256 of them, each behind its length. */
export const GROOTSTE_BUNDEL = BREEDTE * (2 + 0xffff);
/** For the cover, the keys and a checkpoint. A month of which rows stand among others has many ranges. */
export const GROOTSTE_TEKST = 16 * 1024 * 1024;

export function tegelbestand(tegel: Boomtegel): string {
  return `tile/${tegelpad(tegel)}`;
}

/** The rows of a tile of level 0. */
export function bundelbestand({ nummer, breedte }: Boomtegel): string {
  return `tile/entries/${nummerpad(nummer)}${breedte === undefined ? '' : `.p/${breedte}`}`;
}
