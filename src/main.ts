import './draden.ts';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { sql } from 'kysely';
import { leesInstellingen } from './config.ts';
import { tabellenVan, takenVan } from './kamer.ts';
import { HUIS } from './kamers.ts';
import { systeemklok } from './klok.ts';
import { maakLog } from './log.ts';
import { maakServer } from './server.ts';
import { bereidVoor, openDatabase, openNevenverbindingen, startWerkrooster } from './store/index.ts';
import { leesbareFout } from './systeemfout.ts';
import { begrensPijplijn, eisVrijePoort, volgVerbindingen } from './web/index.ts';

/** Milliseconds. The container is killed after thirty seconds. */
const LANGSTE_AFWERKING = 20_000;

/** Production: settings from the environment only, one process, stops gracefully on SIGTERM. */
async function start(): Promise<void> {
  const instellingen = leesInstellingen(process.env);
  await eisVrijePoort(instellingen.poort);
  const log = maakLog(instellingen.logniveau);
  const { databaseUrl, databaseVerbindingen: verbindingen } = instellingen;
  const bijBreuk = (fout: Error) => log.warn({ err: fout }, 'verbinding met de database verbroken');
  const db = openDatabase(databaseUrl, bijBreuk, { verbindingen, opzoeken: true });
  await sql`select 1`.execute(db).catch((fout) => {
    throw new Error(`DATABASE_URL: geen verbinding met de database (${fout.code ?? fout.message})`, { cause: fout });
  });
  const taken = takenVan(HUIS.kamers);
  await bereidVoor(instellingen, tabellenVan(HUIS.kamers), (regel) => log.warn(regel));
  const neven = openNevenverbindingen(databaseUrl, bijBreuk);
  const rooster = await startWerkrooster(databaseUrl, taken, (err) => log.error({ err }, 'werkrooster'));
  const { app, wordHuismeester, stop } = await maakServer({ instellingen, klok: systeemklok, db, neven, log });
  await wordHuismeester(rooster);

  const server = createServer(begrensPijplijn(app.callback()));
  const werkAf = volgVerbindingen(server);
  server.listen(instellingen.poort);
  await once(server, 'listening');

  const sluit = async (signaal: string) => {
    log.info({ signaal }, 'LeerID stopt: lopende verzoeken worden afgewerkt');
    const gestopt = stop();
    await werkAf(LANGSTE_AFWERKING);
    await gestopt;
    await rooster.stop();
    await neven.sluit();
    await db.destroy();
  };
  for (const signaal of ['SIGTERM', 'SIGINT']) process.once(signaal, () => void sluit(signaal));
  // Logged last, so that whoever stops it at once stops all of it.
  log.info({ issuer: instellingen.issuer, poort: instellingen.poort }, 'LeerID staat klaar');
}

/** Starts, or ends the process with one line that says why not. */
export async function startOfZegWaarom(): Promise<void> {
  await start().catch((fout: unknown) => {
    console.error(leesbareFout(fout));
    process.exit(1);
  });
}

if (import.meta.main) await startOfZegWaarom();
