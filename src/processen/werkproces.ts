import cluster from 'node:cluster';
import { setTimeout as wacht } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Instellingen } from '../config.ts';
import { type Database, omBeurt } from '../store/index.ts';
import type { NaarHoofdproces, NaarWerkproces } from './boodschap.ts';
import { type Dienst, maakDienst } from './dienst.ts';

/** Milliseconds between two tries to become the caretaker, while the database is away. */
const OPNIEUW = 5_000;

/** One of several processes that serve, each all that a visitor may ask. */
export async function dienMee(instellingen: Instellingen, db: Database, log: Logger): Promise<void> {
  const { leesMetingen, kwamen } = vraagMetingen();
  const dienst = await maakDienst(instellingen, db, log, leesMetingen);
  const gestopt = new AbortController();

  process.on('message', async (bericht: NaarWerkproces) => {
    if (bericht.leerid === 'metingen') kwamen(bericht.tekst);
    if (bericht.leerid === 'geef_cijfers')
      zeg({ leerid: 'cijfers', cijfers: await dienst.metingen.getMetricsAsJSON() });
    if (bericht.leerid === 'word_huismeester') await neemOnderhoudOp(dienst, log, gestopt.signal);
  });

  const sluit = async () => {
    if (gestopt.signal.aborted) return;
    gestopt.abort();
    await dienst.stop();
    cluster.worker?.disconnect();
  };
  // A terminal and systemd send their signal to every process, and the first process passes it on as well.
  for (const signaal of ['SIGTERM', 'SIGINT']) process.on(signaal, () => void sluit());
  await dienst.luister();
}

async function neemOnderhoudOp(dienst: Dienst, log: Logger, gestopt: AbortSignal): Promise<void> {
  while (!gestopt.aborted) {
    try {
      await dienst.wordHuismeester();
      log.info('dit proces doet het onderhoud van deze machine');
      return;
    } catch (err) {
      log.error({ err }, 'onderhoud opnemen mislukte');
      await wacht(OPNIEUW, undefined, { signal: gestopt }).catch(() => {});
    }
  }
}

/** Asks the first process for the figures of all. Those who ask at once share an answer. */
function vraagMetingen() {
  let kwamen = (_tekst: string) => {};
  const leesMetingen = omBeurt(() => {
    zeg({ leerid: 'lees_metingen' });
    return new Promise<string>((klaar) => {
      kwamen = klaar;
    });
  });
  return { leesMetingen, kwamen: (tekst: string) => kwamen(tekst) };
}

function zeg(bericht: NaarHoofdproces): void {
  process.send?.(bericht);
}
