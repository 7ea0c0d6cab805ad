import type { RequestListener } from 'node:http';
import type { Instellingen } from '../../../src/config.ts';
import { maakLog } from '../../../src/log.ts';
import { maakServer } from '../../../src/server.ts';
import { openNevenverbindingen, startWerkrooster } from '../../../src/store/index.ts';
import type { Idp } from './idp.ts';
import { INRICHTING } from './inrichting.ts';

export interface Node {
  antwoord: RequestListener;
  logregels: string[];
  ververs(): Promise<void>;
  stop(): Promise<void>;
}

export interface ExtraNode extends Node {
  /** One reading of the configuration, as a timer does. `ververs` does two. */
  kijk(): Promise<void>;
}

/**
 * Another server on a provider's database and configuration, with its own settings where `anders` has them.
 */
export async function startNode(idp: Idp, anders: Partial<Instellingen> = {}): Promise<ExtraNode> {
  const logregels: string[] = [];
  const log = maakLog('info', { write: (regel: string) => logregels.push(regel) });
  const rooster = await startWerkrooster(idp.databaseUrl, INRICHTING.taken, () => {});
  const instellingen = { ...idp.instellingen, ...anders };
  const neven = openNevenverbindingen(idp.databaseUrl, () => {});
  const aan = { instellingen, klok: idp.klok, db: idp.db, neven, log };
  const { app, ververs, wordHuismeester, stop } = await maakServer(aan).catch(async (fout) => {
    await rooster.stop();
    await neven.sluit();
    throw fout;
  });
  await wordHuismeester(async () => rooster);
  return {
    antwoord: app.callback(),
    logregels,
    kijk: ververs,
    async ververs() {
      await ververs();
      await ververs();
    },
    async stop() {
      await stop();
      await rooster.stop();
      await neven.sluit();
    },
  };
}

/** These nodes answer at the provider's address in turn, as behind a proxy that spreads the load. */
export function omDeBeurt(idp: Idp, ...nodes: Node[]): void {
  let beurt = 0;
  idp.server.removeAllListeners('request');
  idp.server.on('request', (verzoek, antwoord) => nodes[beurt++ % nodes.length]?.antwoord(verzoek, antwoord));
}

/** The provider answers by itself again, and these nodes stop. */
export async function weerAlleen(idp: Idp, nodes: Node[]): Promise<void> {
  idp.server.removeAllListeners('request').on('request', idp.app.callback());
  for (const node of nodes) await node.stop();
}
