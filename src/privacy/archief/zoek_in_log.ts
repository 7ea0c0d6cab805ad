import { sql } from 'kysely';
import type { Database } from '../../store/index.ts';
import { BLADKOLOMMEN_SQL, type Bladrij } from '../boom/blad.ts';
import { type Archiefmaand, eisOngewijzigd } from './archiefbestand.ts';
import { Archieffout } from './archieffout.ts';
import { alsArchiefrij, leesSql } from './archiefkolommen.ts';
import { leesArchiefmaanden } from './archiefmaanden.ts';
import { kolommenVan, leesRijen, openDuckdb } from './duckdb.ts';
import { houdMaandenVast } from './vaste_maanden.ts';
import { kanInMaand, waarDuckdb, waarSql, type Zoekvraag } from './zoekvraag.ts';

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
    if (maanden.length > 0) yield* zoekInArchief(eisMap(map, maanden), maanden, vraag);
    yield* zoekInDatabase(trx, vraag);
  } finally {
    await trx.rollback().execute();
  }
}

function eisMap(map: string | undefined, maanden: readonly Archiefmaand[]): string {
  if (map !== undefined) return map;
  const welke = maanden.map(({ maand }) => maand).join(', ');
  throw new Archieffout(
    'ontbreekt',
    welke,
    'staat in het archief; geef met --map de map ervan, of een latere dag met --van',
  );
}

async function* zoekInArchief(
  map: string,
  maanden: readonly Archiefmaand[],
  vraag: Zoekvraag,
): AsyncGenerator<Bladrij> {
  const { verbinding, sluit } = await openDuckdb();
  try {
    for (const [, delen] of Map.groupBy(maanden, ({ maand }) => maand)) {
      const paden: string[] = [];
      for (const deel of delen) paden.push(await eisOngewijzigd(map, deel));
      const kolommen = new Set<string>();
      for (const pad of paden) for (const kolom of await kolommenVan(verbinding, pad)) kolommen.add(kolom);
      const lijst = paden.map((_, i) => `$${i + 1}`).join(', ');
      const waar = waarDuckdb(vraag, paden.length + 1);
      const opdracht = `select ${leesSql(kolommen)} from read_parquet([${lijst}], union_by_name = true) r
        where ${waar.sql} order by r.tijdstip, r.volgnummer`;
      for await (const rijen of leesRijen(verbinding, opdracht, [...paden, ...waar.waarden]))
        for (const rij of rijen) yield alsArchiefrij(rij).rij;
    }
  } finally {
    sluit();
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
