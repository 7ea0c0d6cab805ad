import { availableParallelism } from 'node:os';
import { maakBeurten, type Wachtende } from './beurten.ts';

/** A visitor before the check: whose turn it is, and whether he is still there. */
export interface Bezoeker extends Wachtende {
  /** Aborted when he closes the connection: then he leaves the line, and nothing is checked for nobody. */
  weg?: AbortSignal | undefined;
}

/** Lets heavy work through at the pace that the cores bear; the rest waits for its turn, for a bounded time. */
export interface Wachtrij {
  /** @throws TeDruk before `klus` began */
  doe<T>(wie: Bezoeker, klus: () => Promise<T>): Promise<T>;
  /** How it stands now, for the figures; somebody who comes while nothing waits and a place is free begins at once. */
  stand(): Wachtrijstand;
}

export interface Wachtrijstand {
  bezig: number;
  bekend: number;
  onbekend: number;
  vrij: boolean;
}

/** Turned away: waiting would take too long, or did, or others need the room. */
export class TeDruk extends Error {
  /** After which trying again makes sense. */
  readonly seconden: number;

  constructor(wachttijd: number) {
    super('te druk');
    this.seconden = Math.max(1, Math.ceil(wachttijd / 1000));
  }
}

export interface Maten {
  /** How many at once. */
  plaatsen: number;
  /** Longest wait, in milliseconds. */
  geduld: number;
  /** Most that wait, whatever the pace: bounds memory. */
  lengte: number;
}

/** Hashes run on libuv's threads (4 unless `UV_THREADPOOL_SIZE` says otherwise); more at once than cores gains nothing. */
const THREADS = Number(process.env.UV_THREADPOOL_SIZE) || 4;
const GEWOON: Maten = { plaatsen: Math.min(availableParallelism(), THREADS), geduld: 5_000, lengte: 1_000 };

/** Milliseconds that one piece of work is thought to take before any was measured, and how fast measuring changes that. */
const EERSTE_DUUR = 50;
const GEWICHT = 0.1;

/** One in line. */
interface Plaatswacht {
  begin(): void;
  valAf(wachttijd: number): void;
}

/** @param gewacht hears of each that came to its turn how long it waited, in milliseconds */
export function maakWachtrij(anders: Partial<Maten> = {}, gewacht: (ms: number) => void = () => {}): Wachtrij {
  const { plaatsen, geduld, lengte } = { ...GEWOON, ...anders };
  const beurten = maakBeurten<Plaatswacht>();
  let bezig = 0;
  let duur = EERSTE_DUUR;

  const wachttijd = (wie: Wachtende) => ((beurten.ervoor(wie) + 1) * duur) / plaatsen;

  async function neemPlaats(wie: Bezoeker): Promise<void> {
    if (wie.weg?.aborted) throw new TeDruk(0);
    if (bezig < plaatsen) {
      bezig++;
      return;
    }
    // Who has no chance hears so at once, instead of after waiting in vain.
    const wacht = wachttijd(wie);
    if (wacht > geduld) throw new TeDruk(wacht);
    await new Promise<void>((klaar, weiger) => {
      const vertrek = () => {
        beurten.verwijder(wie, zelf);
        zelf.valAf(wachttijd(wie));
      };
      // The estimate can be wrong: others come, and work that hangs must not keep the others waiting with it.
      const wekker = setTimeout(vertrek, geduld);
      wie.weg?.addEventListener('abort', vertrek);
      const losVanDeRij = () => {
        clearTimeout(wekker);
        wie.weg?.removeEventListener('abort', vertrek);
      };
      const zelf: Plaatswacht = {
        begin() {
          losVanDeRij();
          klaar();
        },
        valAf(tijd) {
          losVanDeRij();
          weiger(new TeDruk(tijd));
        },
      };
      beurten.voegToe(wie, zelf);
      if (beurten.bekend + beurten.onbekend > lengte) beurten.valUit()?.valAf(wacht);
    });
  }

  /** A place goes straight to whose turn it is, so that a newcomer can't slip in between. */
  function geefDoor(): void {
    const volgende = beurten.volgende();
    if (volgende) volgende.begin();
    else bezig--;
  }

  return {
    async doe(wie, klus) {
      const komst = performance.now();
      await neemPlaats(wie);
      const begin = performance.now();
      gewacht(begin - komst);
      try {
        return await klus();
      } finally {
        // One that hung counts as no slower than our patience: the pace recovers soon after a trouble.
        duur += GEWICHT * (Math.min(performance.now() - begin, geduld) - duur);
        geefDoor();
      }
    },
    stand: () => ({ bezig, bekend: beurten.bekend, onbekend: beurten.onbekend, vrij: bezig < plaatsen }),
  };
}
