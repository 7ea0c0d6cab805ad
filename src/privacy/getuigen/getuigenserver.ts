import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { Getuige } from './getuige.ts';
import { getuigenapp } from './getuigenroutes.ts';

/** A log asks once in ten seconds. Strangers share the rest, and none keeps a connection for long. */
const GRENZEN = { headersTimeout: 5_000, requestTimeout: 10_000, keepAliveTimeout: 60_000, maxHeaderSize: 8 * 1024 };
const MEESTE_VERBINDINGEN = 200;

/** @throws the system's error when the port is taken */
export async function dienGetuige(
  getuige: Getuige,
  poort: number,
  adres: string | undefined,
  meld: (fout: unknown) => void,
): Promise<Server> {
  const server = createServer(GRENZEN, getuigenapp(getuige, meld).callback());
  server.maxConnections = MEESTE_VERBINDINGEN;
  server.listen(poort, adres);
  await once(server, 'listening');
  return server;
}
