import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { Verbinding } from '../http.ts';
import { argument, beantwoord } from '../kind.ts';

/**
 * Runs Keycloak's own script `kc.sh`, and ends it with everything that it started when the bench ends in
 * whatever way.
 */
export interface Oppasinstellingen {
  map: string;
  omgeving: Record<string, string>;
}

const { map, omgeving } = argument<Oppasinstellingen>();
/** Pause between two tries to get a first answer. */
const POGING_MS = 20;
const GEDULD_MS = 300_000;

let loopt: ChildProcess | undefined;
let uitvoer = '';

/** In a process group of its own, so that the script ends together with its JVM. */
function begin(opdracht: string[]): ChildProcess {
  const proces = spawn(join(map, 'bin', 'kc.sh'), opdracht, {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: omgeving,
  });
  for (const stroom of [proces.stdout, proces.stderr]) {
    stroom?.setEncoding('utf8').on('data', (stuk) => {
      uitvoer = (uitvoer + stuk).slice(-4000);
    });
  }
  loopt = proces;
  proces.once('exit', () => {
    loopt = undefined;
  });
  return proces;
}

function breekAf(): void {
  if (loopt?.pid) process.kill(-loopt.pid, 'SIGKILL');
}

process.on('exit', breekAf);
for (const signaal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signaal, () => process.exit());

beantwoord({
  /** Runs a command to its end. */
  async voer(opdracht: string[]): Promise<void> {
    const [code] = await once(begin(opdracht), 'exit');
    if (code !== 0) throw new Error(`kc.sh ${opdracht.join(' ')} eindigde met ${code}:\n${uitvoer}`);
  },

  /** Starts a server and waits until it answers. Gives the process id of the script. */
  async start({ opdracht, poort, pad }: { opdracht: string[]; poort: number; pad: string }): Promise<number> {
    const proces = begin(opdracht);
    const uiterlijk = performance.now() + GEDULD_MS;
    while (!(await antwoordt(poort, pad))) {
      if (!loopt) throw new Error(`kc.sh ${opdracht.join(' ')} stopte:\n${uitvoer}`);
      if (performance.now() > uiterlijk) throw new Error(`kc.sh ${opdracht.join(' ')} antwoordt niet:\n${uitvoer}`);
      await setTimeout(POGING_MS);
    }
    return proces.pid ?? 0;
  },

  async stop(): Promise<void> {
    const einde = loopt && once(loopt, 'exit');
    breekAf();
    await einde;
  },
});

async function antwoordt(poort: number, pad: string): Promise<boolean> {
  try {
    const verbinding = await Verbinding.open(poort, 'localhost');
    const { status } = await verbinding.stuur('GET', pad).finally(() => verbinding.sluit());
    return status === 200;
  } catch {
    return false;
  }
}
