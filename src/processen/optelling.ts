import { setTimeout as wacht } from 'node:timers/promises';
import { AggregatorRegistry } from 'prom-client';
import type { Cijfers } from './boodschap.ts';

/** Milliseconds in which a process gives its figures. One that hangs does not keep the operator waiting. */
const GEDULD = 2_000;

/** The figures of all processes of this machine, in Prometheus' form. */
export interface Optelling<Proces> {
  /** Asks each of these, and adds up. */
  lees(dienend: Iterable<Proces>): Promise<string>;
  /** What a process answered. Of one that died nothing is heard any more. */
  hoor(proces: Proces, cijfers: Cijfers): void;
  /** It died. What it had counted goes on counting, so that no sum goes down. */
  erf(proces: Proces): void;
}

/**
 * A process that died, or that does not answer, counts with what it last told: its counts and durations, and
 * none of what it only was at that moment (`leerid_processen`, its memory, its line of visitors). A sum that
 * went down would look like a restart, and Prometheus would see everything counted once more.
 */
export function maakOptelling<Proces extends object>(vraag: (proces: Proces) => void): Optelling<Proces> {
  const laatste = new Map<Proces, Cijfers>();
  const wachtend = new Map<Proces, () => void>();
  const gestorven = new WeakSet<Proces>();
  let nalatenschap: Cijfers = [];

  /** @returns whether it answered */
  async function vraagAan(proces: Proces): Promise<boolean> {
    const antwoord = new Promise<boolean>((klaar) => wachtend.set(proces, () => klaar(true)));
    vraag(proces);
    return Promise.race([antwoord, wacht(GEDULD, false, { ref: false })]);
  }

  return {
    async lees(dienend) {
      const gevraagd = [...dienend];
      const antwoordde = await Promise.all(gevraagd.map(vraagAan));
      // Read when all have answered: one that died in the meantime is in `nalatenschap`, and nowhere else.
      const levend = gevraagd.map((proces, plaats) => {
        const cijfers = laatste.get(proces) ?? [];
        return antwoordde[plaats] ? cijfers : blijvend(cijfers);
      });
      return telOp([nalatenschap, ...levend]).metrics();
    },
    hoor(proces, cijfers) {
      if (gestorven.has(proces)) return;
      laatste.set(proces, cijfers);
      wachtend.get(proces)?.();
    },
    erf(proces) {
      const geteld = blijvend(laatste.get(proces) ?? []);
      gestorven.add(proces);
      laatste.delete(proces);
      wachtend.get(proces)?.();
      wachtend.delete(proces);
      nalatenschap = telOp([nalatenschap, geteld]).getMetricsAsArray() as Cijfers;
    },
  };
}

const telOp = (alle: Cijfers[]) => AggregatorRegistry.aggregate(alle);

function blijvend(cijfers: Cijfers): Cijfers {
  return cijfers.filter(({ type }) => String(type) !== 'gauge');
}
