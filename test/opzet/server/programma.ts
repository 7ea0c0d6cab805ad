import { spawn } from 'node:child_process';
import { Agent, get } from 'node:http';
import { wachtOp } from '../wachten.ts';

/**
 * What every process of a machine has, without anything of LeerID. A run on another day passes its day on.
 */
const { PATH, HOME, LD_PRELOAD, KLOK_SECONDEN } = process.env;
const KALE_OMGEVING = { PATH, HOME, LD_PRELOAD, KLOK_SECONDEN };

/** A program of ours in a process of its own, with these settings and no others. Default: what `npm start` runs. */
export function startProgramma(omgeving: Record<string, string>, opdracht = [process.execPath, 'src/start/start.js']) {
  const [programma = '', ...woorden] = opdracht;
  const proces = spawn(programma, woorden, { env: { ...KALE_OMGEVING, ...omgeving } });
  let uitvoer = '';
  proces.stdout.on('data', (deel) => (uitvoer += deel));
  proces.stderr.on('data', (deel) => (uitvoer += deel));
  const einde = new Promise<{ code: number | null; uitvoer: string }>((klaar) =>
    proces.on('close', (code) => klaar({ code, uitvoer })),
  );
  const zegt = (tekst: string) => wachtOp(`output "${tekst}"`, proces.stdout, 'data', () => uitvoer.includes(tekst));
  return { proces, einde, zegt, gezegd: () => uitvoer };
}

/**
 * A proxy that keeps its connections. It sends the next request after each answer, until nobody listens any
 * more.
 */
export function vraagVoort(poort: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: 8 });
  const eerste = Promise.withResolvers<void>();
  const vraag = (klaar: () => void) =>
    get({ port: poort, path: '/readyz', agent }, (antwoord) => {
      eerste.resolve();
      antwoord.resume().once('end', () => vraag(klaar));
    }).once('error', klaar);
  const verbindingen = Array.from({ length: agent.maxSockets }, () => new Promise<void>(vraag));
  return { eerste: eerste.promise, einde: Promise.all(verbindingen) };
}
