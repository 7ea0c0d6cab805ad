import { setTimeout as wacht } from 'node:timers/promises';
import { AggregatorRegistry } from 'prom-client';
import type { Cijfers } from './boodschap.ts';

/** Milliseconds in which a process gives its figures. One that hangs does not keep the operator waiting. */
const GEDULD = 2_000;

/** The figures of all processes of this machine, in Prometheus' form. */
export interface Optelling<Proces> {
  /** Asks each of these, and adds up. */
  lees(dienend: Iterable<Proces>): Promise<string>;
  /** What a process answered. */
  hoor(proces: Proces, cijfers: Cijfers): void;
  /** It died. What it had counted goes on counting, so that no sum goes down. */
  erf(proces: Proces): void;
}

/**
 * A process that died, or that does not answer, counts with what it last told: its counts and durations, and
 * none of what it only was at that moment (`leerid_processen`, its memory, its line of visitors). A sum that went down
 * would look like a restart, and Prometheus would see everything counted once more.
 */
export function maakOptelling<Proces>(vraag: (proces: Proces) => void): Optelling<Proces> {
  const laatste = new Map<Proces, Cijfers>();
  const wachtend = new Map<Proces, () => void>();
  let nalatenschap: Cijfers = [];

  async function vraagAan(proces: Proces): Promise<Cijfers> {
    const antwoord = new Promise<boolean>((klaar) => wachtend.set(proces, () => klaar(true)));
    vraag(proces);
    const isGekomen = await Promise.race([antwoord, wacht(GEDULD, false, { ref: false })]);
    const cijfers = laatste.get(proces) ?? [];
    return isGekomen ? cijfers : blijvend(cijfers);
  }

  return {
    async lees(dienend) {
      const levend = await Promise.all([...dienend].map(vraagAan));
      return telOp([nalatenschap, ...levend]).metrics();
    },
    hoor(proces, cijfers) {
      laatste.set(proces, cijfers);
      wachtend.get(proces)?.();
    },
    erf(proces) {
      nalatenschap = telOp([nalatenschap, blijvend(laatste.get(proces) ?? [])]).getMetricsAsArray() as Cijfers;
      laatste.delete(proces);
      wachtend.get(proces)?.();
      wachtend.delete(proces);
    },
  };
}

const telOp = (alle: Cijfers[]) => AggregatorRegistry.aggregate(alle);

function blijvend(cijfers: Cijfers): Cijfers {
  return cijfers.filter(({ type }) => String(type) !== 'gauge');
}
