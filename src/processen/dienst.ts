import { once } from 'node:events';
import { createServer } from 'node:http';
import { setTimeout as wacht } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import type { Instellingen } from '../config.ts';
import { takenVan } from '../kamer.ts';
import { HUIS } from '../kamers.ts';
import { systeemklok } from '../klok.ts';
import { maakServer } from '../server.ts';
import { type Database, openNevenverbindingen, startWerkrooster, type Werkrooster } from '../store/index.ts';
import { begrensPijplijn, volgVerbindingen } from '../web/index.ts';

/** Milliseconds. The container is killed after thirty seconds. */
const LANGSTE_AFWERKING = 20_000;

/** What a process does for visitors: all of LeerID, until it is stopped. */
export interface Dienst {
  /** The figures of this process alone. */
  metingen: Registry;
  /** Takes on the upkeep of this machine. May be called again if it failed. */
  wordHuismeester(): Promise<void>;
  luister(): Promise<void>;
  /** Resolves when running requests are answered and all connections are closed. */
  stop(): Promise<void>;
}

/**
 * @param db prepared, and closed by `stop`
 * @param leesMetingen what `/metrics` answers, where other processes have figures as well
 */
export async function maakDienst(
  instellingen: Instellingen,
  db: Database,
  log: Logger,
  leesMetingen?: () => Promise<string>,
): Promise<Dienst> {
  const { databaseUrl, poort } = instellingen;
  const neven = openNevenverbindingen(databaseUrl, (err) => log.warn({ err }, 'verbinding met de database verbroken'));
  const huis = await maakServer({ instellingen, klok: systeemklok, db, neven, log, leesMetingen });
  const server = createServer(begrensPijplijn(huis.app.callback()));
  const werkAf = volgVerbindingen(server);
  let rooster: Werkrooster | undefined;
  let onderhoud = Promise.resolve();
  const startRooster = async () => {
    rooster ??= await startWerkrooster(databaseUrl, takenVan(HUIS.kamers), (err) => log.error({ err }, 'werkrooster'));
    return rooster;
  };
  return {
    metingen: huis.metingen,
    wordHuismeester() {
      onderhoud = huis.wordHuismeester(startRooster);
      return onderhoud;
    },
    async luister() {
      server.listen(poort);
      await once(server, 'listening');
    },
    async stop() {
      const afgewerkt = werkAf(LANGSTE_AFWERKING);
      // Upkeep that is being taken on is taken on first: nothing would end it otherwise. It may hang.
      const opgenomen = onderhoud.catch(() => {});
      await Promise.race([opgenomen, wacht(LANGSTE_AFWERKING, undefined, { ref: false })]);
      await huis.stop();
      await afgewerkt;
      await rooster?.stop();
      await neven.sluit();
      await db.destroy();
    },
  };
}
