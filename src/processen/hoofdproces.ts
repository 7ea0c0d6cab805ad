import cluster, { type Worker } from 'node:cluster';
import { once } from 'node:events';
import { setTimeout as wacht } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Instellingen } from '../config.ts';
import { logGestorven, logStaatKlaar, logStopt } from '../gebeurtenissen.ts';
import { omBeurt } from '../store/index.ts';
import type { NaarHoofdproces, NaarWerkproces } from './boodschap.ts';
import { maakOptelling } from './optelling.ts';
import { pauzeNa, telKort } from './pauze.ts';

/**
 * The first of several processes. It serves nothing: it starts those that serve and gives them the
 * connections of visitors in turn, starts another when one dies, names the caretaker, adds up the figures,
 * and passes a stop on. When it dies itself, those that serve end at once.
 *
 * The first one that serves tries everything out: the others follow when it listens. If a process fails to
 * start while no other serves, all of it ends with exit code 1, and the failing process has said why.
 * docs/keuzes/beheer.md#several-processes-share-a-port-and-one-of-them-is-the-caretaker
 */
export function leidProcessen(instellingen: Instellingen, log: Logger): void {
  const dienend = new Set<Worker>();
  const gestopt = new AbortController();
  const optelling = maakOptelling<Worker>((proces) => zeg(proces, { leerid: 'geef_cijfers' }));
  const lees = omBeurt(() => optelling.lees(dienend));
  let huismeester: Worker | undefined;
  let nogTeBeginnen = instellingen.processen - 1;
  let heeftOnderhoud = false;
  let isKlaar = false;
  const meldCijferfout = (err: unknown) => log.error({ err }, 'cijfers van processen optellen mislukte');

  function benoemHuismeester(): void {
    [huismeester] = dienend;
    if (huismeester) zeg(huismeester, { leerid: 'word_huismeester' });
  }

  function dient(proces: Worker): void {
    dienend.add(proces);
    if (!huismeester) benoemHuismeester();
    for (; nogTeBeginnen > 0; nogTeBeginnen--) void houdBezet();
    zegOfAllesKlaarstaat();
  }

  function zegOfAllesKlaarstaat(): void {
    if (isKlaar || gestopt.signal.aborted || !heeftOnderhoud || dienend.size < instellingen.processen) return;
    isKlaar = true;
    logStaatKlaar(log, instellingen);
  }

  async function hoor(proces: Worker, bericht: NaarHoofdproces): Promise<void> {
    if (bericht.leerid === 'cijfers') optelling.hoor(proces, bericht.cijfers);
    if (bericht.leerid === 'lees_metingen')
      zeg(proces, { leerid: 'metingen', nummer: bericht.nummer, tekst: await lees() });
    if (bericht.leerid === 'doet_onderhoud') {
      heeftOnderhoud = true;
      zegOfAllesKlaarstaat();
    }
  }

  function erf(proces: Worker): void {
    try {
      optelling.erf(proces);
    } catch (err) {
      meldCijferfout(err);
    }
  }

  /** Keeps one place filled: when its process dies, another takes it. */
  async function houdBezet(): Promise<void> {
    for (let kort = 0; !gestopt.signal.aborted; ) {
      const begin = performance.now();
      const proces = cluster.fork();
      proces.once('listening', () => dient(proces));
      // Figures that can't be added up end no process: whoever asks for them gets 503.
      proces.on('message', (bericht: NaarHoofdproces) => void hoor(proces, bericht).catch(meldCijferfout));
      // A process that the system does not start has no exit.
      const [code, signaal] = await once(proces, 'exit').catch(() => [null, null]);
      const diende = dienend.delete(proces);
      erf(proces);
      if (gestopt.signal.aborted) return;
      if (!diende && dienend.size === 0) process.exit(1);
      if (proces === huismeester) benoemHuismeester();
      kort = telKort(kort, performance.now() - begin);
      const pauze = pauzeNa(kort);
      logGestorven(log, { pid: proces.process.pid ?? 0, code, signaal, pauze });
      await wacht(pauze, undefined, { signal: gestopt.signal }).catch(() => {});
    }
  }

  const stop = (signaal: string) => {
    logStopt(log, signaal);
    gestopt.abort();
    for (const proces of Object.values(cluster.workers ?? {})) proces?.kill('SIGTERM');
  };
  for (const signaal of ['SIGTERM', 'SIGINT']) process.once(signaal, stop);
  // Figures may be no number, which JSON has no word for.
  cluster.setupPrimary({ serialization: 'advanced' });
  void houdBezet();
}

/** A process that is dying hears nothing, and its end is told by itself. */
function zeg(proces: Worker, bericht: NaarWerkproces): void {
  proces.send(bericht, () => {});
}
