import { type Huisomgeving, tabellenVan, takenVan } from '../kamer.ts';
import { type Klok, TIJDZONE } from '../klok.ts';
import { leesActieveSleutels, leesSleutelstand, roteerSleutels } from '../oidc/index.ts';
import { bereidVoor, type Database, isDatabasefout, nietKlaargemaakt, openDatabase } from '../store/index.ts';
import { eisDatabaseadres, eisGeheim } from './geheim.ts';
import type { Uitkomst } from './uitkomst.ts';

/** Commands that every node follows: they write in the database of `DATABASE_URL`. */

export async function toonSleutels(): Promise<Uitkomst> {
  const stand = await metDatabase(leesSleutelstand);
  const regels = stand.map(({ kid, alg, status, gemaakt_op, actief_op, uitdovend_op }) => {
    const data = [
      `gemaakt ${minuut(gemaakt_op)}`,
      actief_op && `actief ${minuut(actief_op)}`,
      uitdovend_op && `uitdovend ${minuut(uitdovend_op)}`,
    ];
    return `${alg}  ${status.padEnd(9)}  ${kid}  ${data.filter(Boolean).join(', ')}`;
  });
  return { regels: regels.length ? regels : ['nog geen sleutels: ze ontstaan bij de eerste start'], goed: true };
}

export async function roteer(klok: Klok): Promise<Uitkomst> {
  const hoofdsleutel = eisGeheim('LEERID_MASTER_KEY');
  const stap = await metDatabase(async (db) => {
    // A next key that another master key seals would stop every node.
    await leesActieveSleutels(db, hoofdsleutel);
    return roteerSleutels(db, hoofdsleutel, klok.nu());
  });
  const { regels } = await toonSleutels();
  if (stap.gezet) return { regels, goed: true };
  return {
    regels: [`te vroeg, er verandert niets: de volgende stap kan vanaf ${minuut(stap.vanaf, 'ceil')}`, ...regels],
    goed: false,
  };
}

/** What a node does at its start, where the account that serves may not do it. */
export async function bereidDatabase({ kamers }: Huisomgeving): Promise<Uitkomst> {
  const databaseUrl = eisDatabaseadres();
  const eigenaarUrl = eisDatabaseadres('LEERID_DATABASE_OWNER_URL');
  await bereidVoor({ databaseUrl, eigenaarUrl }, { taken: takenVan(kamers), tabellen: tabellenVan(kamers) });
  return { regels: [`de database is klaar; ${new URL(databaseUrl).username} heeft zijn rechten`], goed: true };
}

/**
 * Does something with the database of `DATABASE_URL`.
 * @throws Error in one line when the setting is missing or the database does not answer; any other fault as it is
 */
export async function metDatabase<T>(doe: (db: Database) => Promise<T>): Promise<T> {
  const db = openDatabase(eisDatabaseadres(), () => {}, { verbindingen: 2 });
  try {
    return await doe(db);
  } catch (fout) {
    throw isDatabasefout(fout) ? new Error(inWoorden(fout), { cause: fout }) : fout;
  } finally {
    await db.destroy();
  }
}

function inWoorden(fout: unknown): string {
  const { code, message } = fout as NodeJS.ErrnoException;
  return nietKlaargemaakt(fout) ?? `de database antwoordt niet (${code ?? message})`;
}

/** On the Belgian clock; `ceil` for a moment that has to have passed by then. */
export function minuut(moment: Temporal.Instant, roundingMode: 'floor' | 'ceil' = 'floor'): string {
  const hier = moment.toZonedDateTimeISO(TIJDZONE).round({ smallestUnit: 'minute', roundingMode });
  return `${hier.toPlainDate()} ${hier.toPlainTime().toString({ smallestUnit: 'minute' })}`;
}
