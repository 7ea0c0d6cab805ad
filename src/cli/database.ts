import type { Klok } from '../klok.ts';
import { leesSleutelstand, roteerSleutels } from '../oidc/index.ts';
import { TAKEN } from '../server.ts';
import { bereidVoor, type Database, openDatabase } from '../store/index.ts';
import { eisGeheim } from './geheim.ts';
import type { Uitkomst } from './uitkomst.ts';

/** Commands that every node follows: they write in the database of `DATABASE_URL`. */

export async function toonSleutels(): Promise<Uitkomst> {
  const stand = await metDatabase(leesSleutelstand);
  const regels = stand.map(({ kid, alg, status, gemaakt_op, actief_op, uitdovend_op }) => {
    const data = [
      `gemaakt ${dag(gemaakt_op)}`,
      actief_op && `actief ${dag(actief_op)}`,
      uitdovend_op && `uitdovend ${dag(uitdovend_op)}`,
    ];
    return `${alg}  ${status.padEnd(9)}  ${kid}  ${data.filter(Boolean).join(', ')}`;
  });
  return { regels: regels.length ? regels : ['nog geen sleutels: ze ontstaan bij de eerste start'], goed: true };
}

export async function roteer(klok: Klok): Promise<Uitkomst> {
  const hoofdsleutel = eisGeheim('LEERID_MASTER_KEY');
  await metDatabase((db) => roteerSleutels(db, hoofdsleutel, klok.nu()));
  return toonSleutels();
}

/** What a node does at its start, where the account that serves may not do it. */
export async function bereidDatabase(): Promise<Uitkomst> {
  const databaseUrl = eisGeheim('DATABASE_URL');
  const eigenaarUrl = eisGeheim('LEERID_DATABASE_OWNER_URL');
  for (const [naam, url] of Object.entries({ DATABASE_URL: databaseUrl, LEERID_DATABASE_OWNER_URL: eigenaarUrl })) {
    if (!URL.canParse(url)) return { regels: [`${naam}: geen adres van een database`], goed: false };
  }
  await bereidVoor({ databaseUrl, eigenaarUrl }, TAKEN);
  return { regels: [`de database is klaar; ${new URL(databaseUrl).username} heeft zijn rechten`], goed: true };
}

/** What the operator reads as it stands: not the database's doing. */
export class Melding extends Error {}

/** @throws Error in one line when the setting is missing or the database does not answer */
export async function metDatabase<T>(doe: (db: Database) => Promise<T>): Promise<T> {
  const db = openDatabase(eisGeheim('DATABASE_URL'), () => {}, { verbindingen: 2 });
  try {
    return await doe(db);
  } catch (fout) {
    if (fout instanceof Melding) throw fout;
    throw new Error(`de database antwoordt niet (${(fout as { code?: string }).code ?? (fout as Error).message})`, {
      cause: fout,
    });
  } finally {
    await db.destroy();
  }
}

function dag(moment: Temporal.Instant): string {
  return moment.toString({ smallestUnit: 'minute' });
}
