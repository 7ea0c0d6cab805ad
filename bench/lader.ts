import { Bezoeker, type Doel } from './bezoeker.ts';
import { beantwoord } from './kind.ts';
import { SCENARIOS, type Scenario } from './scenarios.ts';

/**
 * The load driver. It is a separate process, so that its CPU is not counted as the server's. It gets its
 * orders over IPC.
 */

export interface Ronde {
  doel: Doel;
  scenario: Scenario;
  bezoekers: number;
}

export interface Opbrengst {
  aantal: number;
  ms: number;
  /** Every operation's duration, in ms. */
  duren: number[];
}

interface Paar {
  bezoeker: Bezoeker;
  stap: () => Promise<boolean>;
}

let klaargezet: Paar[] = [];

beantwoord({
  /** Opens the connections and makes sessions, codes or tokens: everything that must not be measured. */
  async bereid({ doel, scenario, bezoekers }: Ronde): Promise<void> {
    klaargezet = await Promise.all(
      Array.from({ length: bezoekers }, async () => {
        const bezoeker = await Bezoeker.open(doel);
        return { bezoeker, stap: await SCENARIOS[scenario](bezoeker) };
      }),
    );
  },

  /**
   * All visitors at once, until the time is up. Each begins the next operation as soon as the last one is
   * answered.
   */
  async meet({ ms, aantal = Number.POSITIVE_INFINITY }: { ms: number; aantal?: number }): Promise<Opbrengst> {
    const duren: number[] = [];
    const begin = performance.now();
    let begonnen = 0;
    const loop = async ({ stap }: Paar) => {
      for (let nu = performance.now(); nu - begin < ms && begonnen++ < aantal; ) {
        if (!(await stap())) break;
        const straks = performance.now();
        duren.push(straks - nu);
        nu = straks;
      }
    };
    await Promise.all(klaargezet.map(loop));
    const verlopen = performance.now() - begin;
    for (const { bezoeker } of klaargezet) bezoeker.sluit();
    klaargezet = [];
    return { aantal: duren.length, ms: verlopen, duren };
  },
});
