import { chmod, mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckDBAppender, DuckDBConnection } from '@duckdb/node-api';
import { sql } from 'kysely';
import type { Database } from '../../store/index.ts';
import { BLADKOLOMMEN, BLADKOLOMMEN_SQL, type Bladrij, bladhash, bladtekst } from '../boom/blad.ts';
import { schrijfDoor } from './archiefbestand.ts';
import { Archieffout } from './archieffout.ts';
import { type Archiefrij, GETYPEERD_SQL, isLijst, MAAK_ARCHIEFRIJEN_SQL } from './archiefkolommen.ts';
import { maandtabel } from './archiefmaanden.ts';
import { maakTegelbewijzer } from './bewezen_tegels.ts';
import { maakPlaatswijzer } from './bladtegels.ts';
import { alsSqltekst, openDuckdb } from './duckdb.ts';

/** Rows that are read at a time. */
const PER_KEER = 2048;
/** Where a file is made. Only its owner sees into it. What a killed command left there is thrown away. */
const WERKMAP = '.bezig';

/**
 * Writes the rows of a month to a Parquet file, in the order of the tree. The file appears whole and on the disk, or
 * not at all, and only its owner reads it.
 * @param meld is told how many rows it has done
 * @throws Archieffout `niet_verzegeld`, `rij_gewijzigd` or `boom_gewijzigd`
 */
export async function schrijfMaand(
  db: Database,
  maand: string,
  pad: string,
  meld: (rijen: number) => void,
): Promise<void> {
  const werkmap = join(pad, '..', WERKMAP);
  const nieuw = join(werkmap, 'maand.parquet');
  await rm(werkmap, { recursive: true, force: true });
  await mkdir(werkmap, { mode: 0o700 });
  try {
    const { verbinding, sluit } = await openDuckdb(join(werkmap, 'maand.duckdb'));
    try {
      await zetKlaar(verbinding, leesVerzegeld(db, maand), meld);
      await verbinding.run(`copy (select ${GETYPEERD_SQL} from archiefrijen) to ${alsSqltekst(nieuw)}
        (format parquet, compression zstd, row_group_size 65536, kv_metadata {maand: ${alsSqltekst(maand)}})`);
    } finally {
      sluit();
    }
    await chmod(nieuw, 0o600);
    await schrijfDoor(nieuw);
    await rename(nieuw, pad);
    await schrijfDoor(pad);
  } finally {
    await rm(werkmap, { recursive: true, force: true });
  }
}

/** The rows of the month with their places, each held against the tree. */
async function* leesVerzegeld(db: Database, maand: string): AsyncGenerator<Archiefrij[]> {
  const plaatsVan = maakPlaatswijzer(db, await maakTegelbewijzer(db));
  for (let na = '0'; ; ) {
    const { rows } = await sql<Bladrij & { volgnummer: string }>`
      select ${sql.raw(BLADKOLOMMEN_SQL)} from ${maandtabel(maand)} p
      where p.volgnummer > ${na}::bigint order by p.volgnummer limit ${PER_KEER}`.execute(db);
    const laatste = rows.at(-1);
    if (!laatste) return;
    const rijen: Archiefrij[] = [];
    for (const rij of rows) {
      const verzegeld = await plaatsVan(rij.volgnummer);
      if (!verzegeld)
        throw new Archieffout('niet_verzegeld', maand, `volgnummer ${rij.volgnummer} heeft geen plaats in de boom`);
      if (!bladhash(Buffer.from(bladtekst(rij))).equals(verzegeld.blad))
        throw new Archieffout('rij_gewijzigd', maand, `volgnummer ${rij.volgnummer} is niet de rij die verzegeld werd`);
      rijen.push({ plaats: verzegeld.plaats, rij });
    }
    yield rijen;
    na = laatste.volgnummer;
  }
}

async function zetKlaar(
  verbinding: DuckDBConnection,
  delen: AsyncIterable<Archiefrij[]>,
  meld: (rijen: number) => void,
): Promise<void> {
  await verbinding.run(MAAK_ARCHIEFRIJEN_SQL);
  const invoer = await verbinding.createAppender('archiefrijen');
  let gedaan = 0;
  for await (const rijen of delen) {
    await voegToe(invoer, rijen);
    gedaan += rijen.length;
    meld(gedaan);
  }
  invoer.closeSync();
}

async function voegToe(invoer: DuckDBAppender, rijen: readonly Archiefrij[]): Promise<void> {
  const { BIGINT, DuckDBDataChunk, LIST, listValue, VARCHAR } = await import('@duckdb/node-api');
  const soorten = [BIGINT, ...BLADKOLOMMEN.map((kolom) => (isLijst(kolom) ? LIST(VARCHAR) : VARCHAR))];
  const blok = DuckDBDataChunk.create(soorten);
  blok.setColumns([
    rijen.map(({ plaats }) => BigInt(plaats)),
    ...BLADKOLOMMEN.map((kolom) =>
      rijen.map(({ rij }) => {
        const waarde = rij[kolom] ?? null;
        return waarde === null || typeof waarde === 'string' ? waarde : listValue([...waarde]);
      }),
    ),
  ]);
  invoer.appendDataChunk(blok);
}
