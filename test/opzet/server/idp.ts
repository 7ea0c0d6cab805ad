import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JWK } from 'jose';
import type Koa from 'koa';
import { hashWachtwoord } from '../../../src/aanmelden/index.ts';
import type { Instellingen } from '../../../src/config.ts';
import { bouwDemoconfig, ondertekenDossiers } from '../../../src/demo/democonfig.ts';
import { laadDemo } from '../../../src/demo/laad_demo.ts';
import { DEMOWACHTWOORD } from '../../../src/demo/leerlingen.ts';
import type { Huisomgeving } from '../../../src/kamer.ts';
import { zetbareKlok } from '../../../src/klok.ts';
import { maakLog } from '../../../src/log.ts';
import { metAfmelder } from '../../../src/oidc/index.ts';
import { maakServer } from '../../../src/server.ts';
import { type Database, openNevenverbindingen, startWerkrooster } from '../../../src/store/index.ts';
import { maakTestdatabase } from '../database/testdatabase.ts';
import { zetEigenSleutels } from '../toepassing/relying_party.ts';
import { INRICHTING } from './inrichting.ts';

const wachtwoordHash = hashWachtwoord(DEMOWACHTWOORD);

export interface Idp {
  issuer: string;
  db: Database;
  klok: ReturnType<typeof zetbareKlok>;
  /** For commands in the test's own process, with `DATABASE_URL` set. */
  metAfmelder: Huisomgeving['metAfmelder'];
  configmap: string;
  partijenmap: string;
  /** What the server was started with, for a second node beside it. */
  instellingen: Instellingen;
  omgeving: Record<string, string>;
  /** Private keys of the parties, by name. */
  sleutels: ReadonlyMap<string, JWK>;
  /** Signs the dossiers again, for a test that changed one with the consent of its parties. */
  tekenDossiers(): Promise<void>;
  /** Every line that the server logged, as text. */
  logregels: string[];
  server: Server;
  app: Koa;
  databaseUrl: string;
  hoofdsleutel: string;
  pairwiseZout: string;
  /**
   * What the server's timer does in four seconds. A change of the configuration counts when it is read twice.
   */
  ververs(): Promise<void>;
  /**
   * Ends only this node, with everything in its memory, as a kill would. The database and the folder stay.
   */
  valUit(): Promise<void>;
  stop(): Promise<void>;
}

/** Before the first day of the five protocols, because a test may go back to their beginning. */
const GETEKEND_OP = Temporal.Instant.from('2021-07-01T09:00:00Z');

/** A school day, in the middle of a round of tests. */
export const SCHOOLDAG = Temporal.Instant.from('2026-11-23T09:00:00Z');

/**
 * The whole provider on a port of its own, with a database of its own, the demo pupils and the signed demo
 * protocols.
 * @param pasAan changes the configuration before it is read; its dossiers are signed after that
 * @param eigenIssuer another name than that of the port, as behind a proxy
 * @param demotoepassingen where the demo applications run, for tests that start them; they then sign with
 * their own keys
 * @param maakDatabase for a test that needs a PostgreSQL of its own; else its connections are those of a
 * server in production
 */
export async function startIdp(
  pasAan: (configmap: string) => Promise<void> = async () => {},
  demotoepassingen?: string,
  eigenIssuer?: string,
  maakDatabase = () => maakTestdatabase({ opzoeken: true }),
): Promise<Idp> {
  const database = await maakDatabase();
  const klok = zetbareKlok(SCHOOLDAG);
  const toepassingen = demotoepassingen ?? 'http://localhost:3001';
  const map = await mkdtemp(join(tmpdir(), 'leerid-test-'));
  const configmap = join(map, 'config');
  const plaats = { toepassingen, vandaag: klok.vandaag() };
  const { omgeving, sleutels } = await bouwDemoconfig('config', configmap, plaats, GETEKEND_OP);
  const tekenDossiers = () => ondertekenDossiers(configmap, sleutels, GETEKEND_OP);
  if (!demotoepassingen) await zetEigenSleutels(configmap);
  await pasAan(configmap);
  await tekenDossiers();

  // A command that runs beside the provider delays it. A connection that expires meanwhile would break under
  // the next request.
  const server = createServer({ keepAliveTimeout: 60_000 }).listen(0);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const issuer = eigenIssuer ?? `http://localhost:${port}`;
  const instellingen = testInstellingen(issuer, port, configmap, omgeving);
  const logregels: string[] = [];
  const log = maakLog('info', { write: (regel: string) => logregels.push(regel) });
  await laadDemo(database.db, klok, instellingen.inszPeper, await wachtwoordHash);
  const rooster = await startWerkrooster(database.url, INRICHTING.taken, () => {});
  const neven = openNevenverbindingen(database.url, () => {});
  const { app, ververs, wordHuismeester, stop } = await maakServer({ instellingen, klok, db: database.db, neven, log });
  await wordHuismeester(async () => rooster);
  server.on('request', app.callback());
  return {
    issuer,
    db: database.db,
    klok,
    metAfmelder: (doe) => metAfmelder({ klok, configmap, partijenmap: instellingen.partijenmap }, doe),
    configmap,
    partijenmap: instellingen.partijenmap,
    instellingen,
    omgeving,
    sleutels,
    tekenDossiers,
    logregels,
    server,
    app,
    async ververs() {
      await ververs();
      await ververs();
    },
    databaseUrl: database.url,
    hoofdsleutel: instellingen.hoofdsleutel,
    pairwiseZout: instellingen.pairwiseZout,
    valUit: stop,
    async stop() {
      const gestopt = stop();
      server.closeAllConnections();
      server.close();
      await gestopt;
      await rooster.stop();
      await neven.sluit();
      await database.weg();
      await rm(map, { recursive: true, force: true });
    },
  };
}

export function testInstellingen(
  issuer: string,
  poort: number,
  configmap: string,
  omgeving: Record<string, string>,
): Instellingen {
  const geheim = () => `demo-${randomBytes(32).toString('base64url')}`;
  return {
    databaseUrl: '',
    databaseVerbindingen: 5,
    processen: 1,
    issuer,
    poort,
    // Tests say where a visitor comes from, as the proxy does.
    proxies: ['127.0.0.0/8', '::1'],
    configmap,
    partijenmap: join(configmap, 'partijen'),
    hoofdsleutel: geheim(),
    cookiesleutels: [geheim()],
    pairwiseZout: geheim(),
    inszPeper: geheim(),
    bewaartermijnen: {
      zonderInschrijving: Temporal.Duration.from({ years: 3 }),
      inactiefAccount: Temporal.Duration.from({ years: 3 }),
    },
    logniveau: 'info',
    demo: true,
    omgeving,
  };
}
