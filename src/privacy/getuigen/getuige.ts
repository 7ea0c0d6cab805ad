import { hooguit } from '../../store/index.ts';
import { type GelezenCheckpoint, leesCheckpoint } from '../boom/checkpoint.ts';
import { type Handtekening, maakHandtekening, Notitiefout } from '../boom/notitie.ts';
import type { Vkey } from '../boom/vkey.ts';
import type { Getuigenmap } from './getuigenmap.ts';
import { type Boomkop, beoordeelGroei } from './getuigenoordeel.ts';
import type { Getuigensleutel } from './getuigensleutel.ts';
import { type Getuigenverzoek, leesGetuigenverzoek } from './getuigenverzoek.ts';

/** A witness cosigns checkpoints of logs that only grow (C2SP tlog-witness). */
export interface Getuige {
  vkey: Vkey;
  /** The logs that it follows, by origin. */
  origins: readonly string[];
  /**
   * Answers `add-checkpoint`. What it cosigns it remembers first: killed at any moment, or running twice on one folder,
   * it never signs two trees.
   * @throws Error when its folder can't be read or written. Then it signs nothing
   */
  neemCheckpoint(inhoud: Uint8Array): Promise<Getuigenantwoord>;
  /** The checkpoint that it cosigned last, with that cosignature. */
  laatste(origin: string): Promise<string | undefined>;
}

/** With the status of its HTTP answer, as the specification has it. */
export type Getuigenantwoord =
  | { status: 200; medeondertekening: string }
  | { status: 409; omvang: number }
  | { status: 400 | 403 | 404 | 422 };

/** Seconds in which the same checkpoint gets the same cosignature: a stranger can send a public one for ever. */
const HERHALING = 60;

interface Getuigebenodigdheden {
  sleutel: Getuigensleutel;
  /** The keys of each log; several while the log replaces one. */
  logs: ReadonlyMap<string, readonly Vkey[]>;
  map: Getuigenmap;
  /** Seconds since 1970. */
  nu(): number;
}

export function maakGetuige({ sleutel, logs, map, nu }: Getuigebenodigdheden): Getuige {
  const perLog = new Map([...logs].map(([origin, vkeys]) => [origin, { vkeys, omBeurt: hooguit(1) }]));

  async function leesLaatste(origin: string): Promise<Gezien | undefined> {
    const onthouden = await map.lees(origin);
    if (!onthouden) return undefined;
    const { tekst, handtekeningen, ...kop } = leesOnthouden(onthouden.checkpoint, origin, [
      sleutel.vkey,
      ...(logs.get(origin) ?? []),
    ]);
    const eigen = handtekeningen.find(({ vkey }) => vkey === sleutel.vkey);
    return { ...kop, nummer: onthouden.nummer, tekst, eigen };
  }

  async function medeonderteken(verzoek: Getuigenverzoek, nieuw: GelezenCheckpoint): Promise<Getuigenantwoord> {
    const gezien = await leesLaatste(nieuw.origin);
    const oordeel = beoordeelGroei(gezien, verzoek, nieuw);
    if (oordeel !== 'goed') return weigering(oordeel, gezien);
    const seconden = nu();
    if (gezien?.eigen && gezien.tekst === nieuw.tekst && Math.abs(seconden - (gezien.eigen.seconden ?? 0)) < HERHALING)
      return { status: 200, medeondertekening: gezien.eigen.regel };
    const regel = maakHandtekening(nieuw.tekst, { naam: sleutel.vkey.naam, sleutel: sleutel.sleutel, seconden });
    const regels = nieuw.handtekeningen.map((een) => een.regel).join('');
    const isBewaard = await map.bewaar(nieuw.origin, gezien?.nummer ?? 0, `${nieuw.tekst}\n${regels}${regel}`);
    // Another process of this witness cosigned something meanwhile: judge again by that.
    return isBewaard ? { status: 200, medeondertekening: regel } : medeonderteken(verzoek, nieuw);
  }

  return {
    vkey: sleutel.vkey,
    origins: [...logs.keys()],
    laatste: async (origin) => (await map.lees(origin))?.checkpoint,
    async neemCheckpoint(inhoud) {
      const verzoek = leesGetuigenverzoek(inhoud);
      if (!verzoek) return { status: 400 };
      const [origin = ''] = verzoek.checkpoint.split('\n', 1);
      const log = perLog.get(origin);
      if (!log) return { status: 404 };
      const gelezen = probeerCheckpoint(verzoek.checkpoint, log.vkeys);
      if ('status' in gelezen) return gelezen;
      return log.omBeurt(() => medeonderteken(verzoek, gelezen));
    },
  };
}

interface Gezien extends Boomkop {
  /** Of what was saved (`Onthouden`). */
  nummer: number;
  /** What was cosigned. */
  tekst: string;
  /** Absent where another key cosigned it, which was replaced since. */
  eigen: Handtekening | undefined;
}

/**
 * @param vkeys of this witness and of the log
 * @throws Error when none of these keys signed it: then anybody may have written it. Notitiefout when it was changed
 */
function leesOnthouden(checkpoint: string, origin: string, vkeys: readonly Vkey[]): GelezenCheckpoint {
  try {
    return leesCheckpoint(checkpoint, vkeys);
  } catch (fout) {
    if (!(fout instanceof Notitiefout && fout.code === 'onbekende_sleutel')) throw fout;
    const reden = 'draagt geen handtekening van een sleutel van haar of van dat log';
    throw new Error(`wat deze getuige van ${origin} onthield, ${reden}`, { cause: fout });
  }
}

function probeerCheckpoint(notitie: string, vkeys: readonly Vkey[]): GelezenCheckpoint | { status: 400 | 403 } {
  try {
    return leesCheckpoint(notitie, vkeys);
  } catch (fout) {
    if (!(fout instanceof Notitiefout)) throw fout;
    return { status: fout.code === 'vorm' ? 400 : 403 };
  }
}

function weigering(
  oordeel: Exclude<ReturnType<typeof beoordeelGroei>, 'goed'>,
  gezien: Boomkop | undefined,
): Getuigenantwoord {
  if (oordeel === 'te_groot') return { status: 400 };
  if (oordeel === 'geen_vervolg') return { status: 422 };
  return { status: 409, omvang: gezien?.omvang ?? 0 };
}
