import cluster from 'node:cluster';
import type { Logger } from 'pino';
import type { Instellingen } from '../config.ts';
import type { Database } from '../store/index.ts';
import type { NaarHoofdproces, NaarWerkproces } from './boodschap.ts';
import { maakDienst } from './dienst.ts';
import { maakMetingvraag } from './metingvraag.ts';
import { neemOnderhoudOp } from './onderhoud.ts';

/** One of several processes that serve, each all that a visitor may ask. */
export async function dienMee(instellingen: Instellingen, db: Database, log: Logger): Promise<void> {
  const metingvraag = maakMetingvraag((nummer) => zeg({ leerid: 'lees_metingen', nummer }));
  const dienst = await maakDienst(instellingen, db, log, metingvraag.lees);
  const gestopt = new AbortController();

  async function wordHuismeester(): Promise<void> {
    if (!(await neemOnderhoudOp(dienst, log, gestopt.signal))) return;
    log.info('dit proces doet het onderhoud van deze machine');
    zeg({ leerid: 'doet_onderhoud' });
  }

  async function hoor(bericht: NaarWerkproces): Promise<void> {
    if (bericht.leerid === 'metingen') metingvraag.kwamen(bericht.nummer, bericht.tekst);
    if (bericht.leerid === 'geef_cijfers')
      zeg({ leerid: 'cijfers', cijfers: await dienst.metingen.getMetricsAsJSON() });
    if (bericht.leerid === 'word_huismeester') await wordHuismeester();
  }

  // A question that can't be answered ends nobody's visit: the first process does without the answer.
  process.on('message', (bericht: NaarWerkproces) => {
    hoor(bericht).catch((err: unknown) => log.error({ err }, 'een bericht van het hoofdproces bleef onbeantwoord'));
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

/** A first process that is gone hears nothing, and takes this process with it. */
function zeg(bericht: NaarHoofdproces): void {
  process.send?.(bericht, undefined, undefined, () => {});
}
