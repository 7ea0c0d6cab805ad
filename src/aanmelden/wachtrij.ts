import { maakBeurten, type Wachtende } from './beurten.ts';

/** A visitor before the check: his place in the turns, and whether he is still there. */
export interface Bezoeker extends Wachtende {
  /** Aborted when he closes the connection. He then leaves the line, and no check is made for him. */
  weg?: AbortSignal | undefined;
}

/**
 * Lets heavy work through at the pace that the cores can take. The rest waits for its turn, for a limited
 * time.
 */
export interface Wachtrij {
  /** @throws TeDruk before `klus` began */
  doe<T>(wie: Bezoeker, klus: () => Promise<T>): Promise<T>;
  /**
   * The state now, for the figures. A visitor who comes while nothing waits and a place is free begins at
   * once.
   */
  stand(): Wachtrijstand;
}

export interface Wachtrijstand {
  bezig: number;
  bekend: number;
  onbekend: number;
  vrij: boolean;
}

/** Refused: waiting would take too long, took too long, or others need the room. */
export class TeDruk extends Error {
  /** Trying again makes sense after so many seconds. */
  readonly seconden: number;

  constructor(wachttijd: number) {
    super('te druk');
    this.seconden = Math.max(1, Math.ceil(wachttijd / 1000));
  }
}

export interface Wachtrijmaten {
  /** How many at once. For hashes: no more than cores, since more gains nothing. */
  plaatsen: number;
  /** Longest wait, in milliseconds. */
  geduld?: number;
  /** The most that wait, whatever the pace. It limits memory. */
  lengte?: number;
}

/**
 * The assumed duration of one piece of work in milliseconds, before any was measured, and the weight of each
 * new measurement.
 */
const EERSTE_DUUR = 50;
const GEWICHT = 0.1;

/** A visitor in line. */
interface Plaatswacht {
  begin(): void;
  valAf(wachttijd: number): void;
}

const GEDULD = 5_000;
const LENGTE = 1_000;

/** @param gewacht is told how long each visitor waited for his turn, in milliseconds */
export function maakWachtrij(
  { plaatsen, geduld = GEDULD, lengte = LENGTE }: Wachtrijmaten,
  gewacht: (ms: number) => void = () => {},
): Wachtrij {
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
    // A visitor without a chance is told so at once, and does not wait in vain.
    const wacht = wachttijd(wie);
    if (wacht > geduld) throw new TeDruk(wacht);
    await new Promise<void>((klaar, weiger) => {
      const vertrek = () => {
        beurten.verwijder(wie, zelf);
        zelf.valAf(wachttijd(wie));
      };
      // The estimate can be wrong: others come, and work may hang. Nobody must wait longer because of that.
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

  /** A place goes directly to the visitor whose turn it is, so that a newcomer can't take it. */
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
        // Work that hung counts as no slower than the longest wait, so that the pace recovers soon after a
        // failure.
        duur += GEWICHT * (Math.min(performance.now() - begin, geduld) - duur);
        geefDoor();
      }
    },
    stand: () => ({ bezig, bekend: beurten.bekend, onbekend: beurten.onbekend, vrij: bezig < plaatsen }),
  };
}
