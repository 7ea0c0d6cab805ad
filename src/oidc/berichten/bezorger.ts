import { herhaal } from '../../store/index.ts';
import { type Bezorgbenodigdheden, bedien } from './bezorging.ts';
import { leesOntvangers } from './wachtende_berichten.ts';

/**
 * The number of applications that one node sends to at the same time. It limits the node's connections and
 * memory.
 */
const MEESTE = 32;
const ELKE_SECONDE = 1_000;

export interface Bezorger {
  /** Ends when the messages that are on their way have arrived or failed. The rest waits in the database. */
  stop(): Promise<void>;
}

/**
 * Sends logout messages as they come, to each application separately. An application that hangs does not
 * delay another one.
 */
export function startBezorger(nodig: Bezorgbenodigdheden, bijFout: (fout: unknown) => void): Bezorger {
  const onderweg = new Map<string, Promise<void>>();
  let gestopt = false;
  let kijken = Promise.resolve();

  const bedienAlleen = (clientId: string) =>
    bedien(nodig, clientId, () => gestopt)
      .catch(bijFout)
      .finally(() => onderweg.delete(clientId));

  async function kijk(): Promise<void> {
    for (const clientId of await leesOntvangers(nodig.db)) {
      if (gestopt || onderweg.size >= MEESTE) return;
      if (!onderweg.has(clientId)) onderweg.set(clientId, bedienAlleen(clientId));
    }
  }

  const staak = herhaal(
    ELKE_SECONDE,
    () => {
      kijken = kijk();
      return kijken;
    },
    bijFout,
  );
  return {
    async stop() {
      gestopt = true;
      staak();
      await kijken.catch(() => {});
      await Promise.all(onderweg.values());
    },
  };
}
