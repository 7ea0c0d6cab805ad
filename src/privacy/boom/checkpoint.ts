import { type Handtekening, leesNotitie, maakNotitie, Notitiefout, type Notitietekenaar } from './notitie.ts';
import { HASHLENGTE } from './tegel.ts';
import type { Vkey } from './vkey.ts';

/** A signed statement about the whole of a log at some size (C2SP tlog-checkpoint). */

export interface Checkpoint {
  /** Which log it is. */
  origin: string;
  /** How many leaves the tree has. */
  omvang: number;
  wortel: Buffer;
}

export interface GelezenCheckpoint extends Checkpoint {
  /** What was signed, with its last newline: what a witness cosigns. */
  tekst: string;
  /** Those that hold, of the keys that were given: at least one. */
  handtekeningen: Handtekening[];
}

/** @param ondertekenaars the keys of the log: several for a while after one was replaced */
export function maakCheckpoint(
  { origin, omvang, wortel }: Checkpoint,
  ondertekenaars: readonly Notitietekenaar[],
): string {
  return maakNotitie(`${origin}\n${omvang}\n${wortel.toString('base64')}\n`, ondertekenaars);
}

/**
 * Whose signatures and which origin a caller demands, he checks himself.
 * @param vkeys keys of the log and of witnesses. Signatures of others are passed over
 * @throws Notitiefout
 */
export function leesCheckpoint(notitie: string, vkeys: readonly Vkey[]): GelezenCheckpoint {
  const { tekst, handtekeningen } = leesNotitie(notitie, vkeys);
  return { ...leesCheckpointtekst(tekst), tekst, handtekeningen };
}

const CHECKPOINTTEKST =
  /^(?<origin>[^\n]+)\n(?<omvang>0|[1-9][0-9]{0,15})\n(?<wortel>[A-Za-z0-9+/]{43}=)\n(?:[^\n]+\n)*$/;

/**
 * What a checkpoint says, whoever signed it.
 * @param tekst without signatures, with its last newline
 * @throws Notitiefout
 */
export function leesCheckpointtekst(tekst: string): Checkpoint {
  const { origin = '', omvang = '', wortel = '' } = CHECKPOINTTEKST.exec(tekst)?.groups ?? {};
  const hash = Buffer.from(wortel, 'base64');
  const klopt =
    hash.length === HASHLENGTE && hash.toString('base64') === wortel && Number.isSafeInteger(Number(omvang));
  if (!klopt) throw new Notitiefout('vorm', 'dit is geen checkpoint');
  return { origin, omvang: Number(omvang), wortel: hash };
}
