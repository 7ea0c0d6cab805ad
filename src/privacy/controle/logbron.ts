import { type Bereik, snijBereiken } from '../boom/bereik.ts';
import { randtegels } from '../boom/groei.ts';
import { BREEDTE, hashesOpNiveau, type Tegelnaam } from '../boom/tegel.ts';
import type { Bevinding } from './bevinding.ts';

/**
 * A log as it is checked and exported, wherever it stands: in the database, in a tar or in a folder. Everything comes
 * in the order of the tree, so that nothing of it has to stay in memory.
 */
export interface Logbron {
  omslag: Omslag;
  /** All checkpoints up to the size, the smallest first. */
  checkpoints(): AsyncIterable<Checkpointregel>;
  /** The tiles in the order of `tegelvolgorde`, those of level 0 with their rows. */
  stukken(): AsyncIterable<Logstuk>;
}

/** What a source says of itself. Nothing of it is believed without the tree. */
export interface Omslag {
  /** Which log it is: the first line of its checkpoints. */
  origin: string;
  /** How many rows are under the last checkpoint. */
  omvang: number;
  /** The places whose rows are in it. Of the others it has the hashes alone. */
  rijen: readonly Bereik[];
  /** The places whose rows were erased after their term. */
  gewist: readonly Bereik[];
  /** The one month whose rows were asked for, as `2026-11`. */
  maand?: string | undefined;
  /** When it was made. ISO 8601, in UTC. */
  gemaakt_op: string;
}

export interface Checkpointregel {
  /** When it was signed, as the log says. ISO 8601. */
  gezet_op: string;
  /** With all its signatures. */
  notitie: string;
}

export type Logstuk =
  | {
      soort: 'bladen';
      nummer: number;
      /** Hashes of the leaves. */
      bladen: Buffer;
      /** The rows (`tegel/rijenbundel.ts`), where the source has them. */
      bundel?: Buffer | undefined;
      /** Numbers of the rows, where the source knows them of rows that are gone as well. */
      volgnummers?: readonly number[] | undefined;
    }
  | { soort: 'tegel'; niveau: number; nummer: number; hashes: Buffer }
  | { soort: 'bevinding'; bevinding: Bevinding };

/** Whether the rows of a tile of level 0 are in a source. */
export function heeftRijen({ rijen }: Omslag, nummer: number): boolean {
  return snijBereiken(rijen, { van: nummer * BREEDTE, tot: (nummer + 1) * BREEDTE }).length > 0;
}

/** A tile with the number of its hashes. */
export type Boomtegel = Tegelnaam & { aantal: number };

/** The tiles of a tree of this size. A full tile comes right after the last one below it, partial ones at the end. */
export function* tegelvolgorde(omvang: number): Generator<Boomtegel> {
  for (let nummer = 0; nummer * BREEDTE < omvang; nummer++) {
    yield boomtegel(omvang, 0, nummer);
    if ((nummer + 1) * BREEDTE > omvang) break;
    for (let niveau = 1, boven = nummer; (boven + 1) % BREEDTE === 0; niveau++) {
      boven = Math.floor(boven / BREEDTE);
      yield boomtegel(omvang, niveau, boven);
    }
  }
  for (const { niveau, nummer } of randtegels(omvang)) if (niveau > 0) yield boomtegel(omvang, niveau, nummer);
}

function boomtegel(omvang: number, niveau: number, nummer: number): Boomtegel {
  const aantal = Math.min(BREEDTE, hashesOpNiveau(omvang, niveau) - nummer * BREEDTE);
  return { niveau, nummer, aantal, ...(aantal < BREEDTE ? { breedte: aantal } : {}) };
}
