import { availableParallelism } from 'node:os';

/** Lets heavy work through at the pace that the cores bear; the rest waits in order of arrival, for a bounded time. */
export interface Wachtrij {
  /** @throws TeDruk before `klus` began */
  doe<T>(klus: () => Promise<T>): Promise<T>;
}

/** Turned away: waiting would take too long, or did. */
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

export function maakWachtrij(anders: Partial<Maten> = {}): Wachtrij {
  const { plaatsen, geduld, lengte } = { ...GEWOON, ...anders };
  /** Those who wait, oldest first; calling one hands it a place. */
  const rij = new Set<() => void>();
  let bezig = 0;
  let duur = EERSTE_DUUR;

  const wachttijd = () => ((rij.size + 1) * duur) / plaatsen;

  async function neemPlaats(): Promise<void> {
    if (bezig < plaatsen) {
      bezig++;
      return;
    }
    // Who has no chance hears so at once, instead of after waiting in vain.
    if (wachttijd() > geduld || rij.size >= lengte) throw new TeDruk(wachttijd());
    await new Promise<void>((klaar, mislukt) => {
      const beurt = () => {
        clearTimeout(wekker);
        klaar();
      };
      // The estimate can be wrong: work that hangs must not keep the others waiting with it.
      const wekker = setTimeout(() => {
        rij.delete(beurt);
        mislukt(new TeDruk(wachttijd()));
      }, geduld);
      rij.add(beurt);
    });
  }

  /** A place goes straight to the oldest in line, so that a newcomer can't slip in between. */
  function geefDoor(): void {
    const [oudste] = rij;
    if (!oudste) bezig--;
    else {
      rij.delete(oudste);
      oudste();
    }
  }

  return {
    async doe(klus) {
      await neemPlaats();
      const begin = performance.now();
      try {
        return await klus();
      } finally {
        // One that hung counts as no slower than our patience: the pace recovers soon after a trouble.
        duur += GEWICHT * (Math.min(performance.now() - begin, geduld) - duur);
        geefDoor();
      }
    },
  };
}
