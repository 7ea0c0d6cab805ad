import './start/draden.ts';
import cluster from 'node:cluster';
import { sql } from 'kysely';
import { leesInstellingen } from './config.ts';
import { tabellenVan } from './kamer.ts';
import { HUIS } from './kamers.ts';
import { maakGedeeldLog, maakLog } from './log.ts';
import { bereidVoor, openDatabase } from './store/index.ts';
import { leesbareFout } from './systeemfout.ts';
import { eisVrijePoort } from './web/index.ts';

/**
 * Production: settings from the environment only. This process serves alone, or it leads several that serve,
 * which begin here as well (`LEERID_PROCESSES`).
 */
async function start(): Promise<void> {
  const instellingen = leesInstellingen(process.env);
  const { databaseUrl, databaseVerbindingen: verbindingen, processen, logniveau } = instellingen;
  const log = processen === 1 ? maakLog(logniveau) : maakGedeeldLog(logniveau);
  const bijBreuk = (fout: Error) => log.warn({ err: fout }, 'verbinding met de database verbroken');
  const db = openDatabase(databaseUrl, bijBreuk, { verbindingen, opzoeken: true });
  if (cluster.isWorker) return (await import('./processen/werkproces.ts')).dienMee(instellingen, db, log);

  await eisVrijePoort(instellingen.poort);
  await sql`select 1`.execute(db).catch((fout) => {
    throw new Error(`DATABASE_URL: geen verbinding met de database (${fout.code ?? fout.message})`, { cause: fout });
  });
  await bereidVoor(instellingen, tabellenVan(HUIS.kamers), (regel) => log.warn(regel));
  if (processen === 1) return (await import('./processen/alleen.ts')).dienAlleen(instellingen, db, log);
  await db.destroy();
  (await import('./processen/hoofdproces.ts')).leidProcessen(instellingen, log);
}

/** Starts, or ends the process with one line that says why not. */
export async function startOfZegWaarom(): Promise<void> {
  await start().catch((fout: unknown) => {
    console.error(leesbareFout(fout));
    process.exit(1);
  });
}
