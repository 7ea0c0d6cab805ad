import type { Klok } from '../../klok.ts';
import { Archieffout } from '../archief/archieffout.ts';
import { type Archiefstand, leesArchiefstand } from '../archief/archiefmaanden.ts';
import { type Bereik, laatOver, ordenBereiken, snijBereiken } from '../boom/bereik.ts';
import { leesVkey } from '../boom/vkey.ts';
import { databasebron } from '../controle/database/databasebron.ts';
import type { Plaatstekst } from '../controle/database/plaatslezer.ts';
import { vindMaand } from '../controle/database/vind_maand.ts';
import type { Logbron } from '../controle/logbron.ts';
import { Uitvoerfout } from '../controle/uitvoer/uitvoerfout.ts';
import { type Checkpointrij, leesLaatsteCheckpoint } from '../zegel/checkpointrijen.ts';
import { type Logsleutel, leesLogsleutels } from '../zegel/logsleutels.ts';
import type { Logdatabase } from './met_logdatabase.ts';

export interface GeopendLog {
  bron: Logbron;
  sleutels: Logsleutel[];
  laatste: Checkpointrij;
}

export interface Logkeuze {
  /** Only the rows of this month, as `2026-11`. */
  maand?: string | undefined;
  /** The folder with the files of months that left the database. */
  archief?: string | undefined;
}

/**
 * The log as it is under its last checkpoint: in the database, and in the archive where it left the database.
 * @throws Error in one line when nothing is sealed, or when rows are in an archive that is not given
 */
export async function openLogbron({ log, dienst }: Logdatabase, klok: Klok, keuze: Logkeuze): Promise<GeopendLog> {
  const sleutels = await leesLogsleutels(dienst);
  const laatste = await leesLaatsteCheckpoint(dienst);
  const origin = leesVkey(sleutels[0]?.vkey ?? '')?.naam;
  if (!laatste || !origin) throw new Error('er is nog niets verzegeld: dat doet een server die draait');
  const stand = await leesArchiefstand(dienst);
  const alles = { van: 0, tot: laatste.omvang };
  const gewist = gewistePlaatsen(stand);
  const rijen = keuze.maand
    ? [await vindMaand({ log, dienst }, keuze.maand, laatste.tot_volgnummer)]
    : laatOver(alles, gewist);
  const bron = databasebron({
    log,
    dienst,
    laatste,
    omslag: { origin, omvang: laatste.omvang, rijen, gewist, maand: keuze.maand, gemaakt_op: klok.nu().toString() },
    archief: kiesArchief(stand, rijen, keuze.archief),
  });
  return { bron, sleutels, laatste };
}

/** Rows of files that were erased need not be anywhere, and no others. */
function gewistePlaatsen(stand: readonly Archiefstand[]): Bereik[] {
  return ordenBereiken(stand.filter(({ gewist_op }) => gewist_op).flatMap(({ plaatsen }) => plaatsen));
}

/** @throws Error when rows are wanted that are in an archive, and nobody said where that is */
function kiesArchief(
  stand: readonly Archiefstand[],
  rijen: readonly Bereik[],
  map: string | undefined,
): () => AsyncIterable<Plaatstekst> {
  const maanden = stand.filter(
    ({ uit_database_op, gewist_op, eerste_plaats, laatste_plaats }) =>
      uit_database_op &&
      !gewist_op &&
      snijBereiken(rijen, { van: eerste_plaats ?? 0, tot: (laatste_plaats ?? -1) + 1 }).length > 0,
  );
  if (maanden.length && map === undefined)
    throw new Error(`${maanden.length} maanden staan in het archief: geef met --archief de map waarin het staat`);
  return async function* () {
    if (map === undefined || maanden.length === 0) return;
    // A part of the program that a log without an archive never needs.
    const { leesArchief } = await import('../archief/lees_archief.ts');
    try {
      yield* leesArchief(map, maanden);
    } catch (fout) {
      if (fout instanceof Archieffout) throw new Uitvoerfout('archief_onleesbaar', fout.message);
      throw fout;
    }
  };
}
