import { type Checkpoint, leesCheckpoint, leesCheckpointtekst } from '../boom/checkpoint.ts';
import { Notitiefout, type Notitiefoutcode } from '../boom/notitie.ts';
import type { Vkey } from '../boom/vkey.ts';
import type { Bevindingscode } from './bevinding.ts';

/** Whether a checkpoint is what it says, by keys that somebody trusts. Pure, so that it can run in any thread. */

export interface Vertrouwdesleutel {
  vkey: Vkey;
  /** From and until when the log signs with it. ISO 8601; absent where that is open. */
  van?: string | undefined;
  tot?: string | undefined;
}

export interface Vertrouwen {
  /** The keys of the log. */
  sleutels: readonly Vertrouwdesleutel[];
  /** The keys of its witnesses. */
  getuigen: readonly Vkey[];
}

export interface Checkpointoordeel {
  /** What it says; empty where it says nothing. */
  wortel: Uint8Array;
  /** What is wrong with it, its root apart. */
  fout?: Bevindingscode | undefined;
  /** Who cosigned it, and when: seconds since 1970. */
  getuigen: { naam: string; seconden: number }[];
}

/**
 * What a checkpoint says, whoever signed it.
 * @returns undefined when it is none
 */
export function inhoudVan(notitie: string): Checkpoint | undefined {
  try {
    return leesCheckpointtekst(notitie.slice(0, notitie.lastIndexOf('\n\n') + 1));
  } catch {
    return undefined;
  }
}

/** A checkpoint, and when it was signed, where somebody says so. ISO 8601. */
export interface Checkpointtekst {
  notitie: string;
  gezet_op?: string | undefined;
}

/** @param origin of the log that it has to be of */
export function beoordeelCheckpoint(
  { notitie, gezet_op }: Checkpointtekst,
  origin: string,
  { sleutels, getuigen }: Vertrouwen,
): Checkpointoordeel {
  const gelezen = probeer(
    notitie,
    sleutels.map(({ vkey }) => vkey),
  );
  const medegetekend = getuigen.length ? probeer(notitie, getuigen) : 'onbekende_sleutel';
  const { wortel = Buffer.alloc(0) } = inhoudVan(notitie) ?? {};
  const fout = () => {
    if (typeof gelezen === 'string') return FOUTEN[gelezen];
    if (gelezen.origin !== origin) return 'checkpoint_van_ander_log';
    const geldig = gelezen.handtekeningen.some(({ vkey }) =>
      sleutels.some((sleutel) => sleutel.vkey === vkey && gold(sleutel, gezet_op)),
    );
    if (!geldig) return 'sleutel_buiten_termijn';
    return medegetekend === 'valse_handtekening' ? 'getuige_vervalst' : undefined;
  };
  const bevestigd = typeof medegetekend === 'string' ? [] : medegetekend.handtekeningen;
  return {
    wortel,
    fout: fout(),
    getuigen: bevestigd.map(({ vkey, seconden = 0 }) => ({ naam: vkey.naam, seconden })),
  };
}

const FOUTEN: Record<Notitiefoutcode, Bevindingscode> = {
  vorm: 'checkpoint_onleesbaar',
  onbekende_sleutel: 'sleutel_onbekend',
  valse_handtekening: 'checkpoint_vervalst',
};

function probeer(notitie: string, vkeys: readonly Vkey[]) {
  try {
    return leesCheckpoint(notitie, vkeys);
  } catch (fout) {
    if (fout instanceof Notitiefout) return fout.code;
    throw fout;
  }
}

function gold({ van, tot }: Vertrouwdesleutel, moment: string | undefined): boolean {
  if (moment === undefined) return true;
  const op = Date.parse(moment);
  return (!van || Date.parse(van) <= op) && (!tot || op <= Date.parse(tot));
}
