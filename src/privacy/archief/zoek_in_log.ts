import { sql } from 'kysely';
import type { Database } from '../../store/index.ts';
import { BLADKOLOMMEN_SQL, type Bladrij } from '../boom/blad.ts';
import { leesArchiefmaanden } from './archiefmaanden.ts';
import { houdMaandenVast } from './vaste_maanden.ts';
import { zoekInArchief } from './zoek_in_archief.ts';
import { kanInMaand, waarSql, type Zoekvraag } from './zoekvraag.ts';

/** Rows that are fetched at a time. */
const PER_KEER = 1000;

export interface Logbronnen {
  /** Of an account that may read the log. */
  log: Database;
  /** Of an account that may read which months are in a file. */
  dienst: Database;
  /** The folder with archive files. */
  map?: string | undefined;
}

/**
 * The rows that are asked for, the oldest first: those of the archive, and then those in the database. Meanwhile no
 * month can leave the database, so that no row is missed or given twice.
 * @throws Archieffout when a file that may have such rows is missing or has other bytes
 */
export async function* zoekInLog({ log, dienst, map }: Logbronnen, vraag: Zoekvraag): AsyncGenerator<Bladrij> {
  const trx = await log.startTransaction().execute();
  try {
    await houdMaandenVast(trx);
    const maanden = (await leesArchiefmaanden(dienst)).filter(({ maand }) => kanInMaand(vraag, maand));
    yield* zoekInArchief(map, maanden, vraag);
    yield* zoekInDatabase(trx, vraag);
  } finally {
    await trx.rollback().execute();
  }
}

async function* zoekInDatabase(trx: Database, vraag: Zoekvraag): AsyncGenerator<Bladrij> {
  await sql`declare gevonden no scroll cursor for
    select ${sql.raw(BLADKOLOMMEN_SQL)} from privacylog r where ${waarSql(vraag)}
    order by r.tijdstip, r.volgnummer`.execute(trx);
  for (;;) {
    const { rows } = await sql<Bladrij>`fetch forward ${sql.lit(PER_KEER)} from gevonden`.execute(trx);
    yield* rows;
    if (rows.length < PER_KEER) return;
  }
}
