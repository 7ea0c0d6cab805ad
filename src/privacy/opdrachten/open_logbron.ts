import type { Klok } from '../../klok.ts';
import { Archieffout } from '../archief/archieffout.ts';
import { type Archiefstand, leesArchiefstand } from '../archief/archiefmaanden.ts';
import { kanInMaand } from '../archief/zoekvraag.ts';
import { type Bereik, laatOver, ordenBereiken } from '../boom/bereik.ts';
import { leesVkey } from '../boom/vkey.ts';
import { databasebron } from '../controle/database/databasebron.ts';
import type { Periode } from '../controle/database/lees_momenten.ts';
import type { Plaatstekst } from '../controle/database/plaatslezer.ts';
import { belgischeMaand, vindMaandplaatsen } from '../controle/database/vind_maandplaatsen.ts';
import type { Logbron } from '../controle/logbron.ts';
import { Uitvoerfout } from '../controle/uitvoer/uitvoerfout.ts';
import { type Checkpointrij, leesLaatsteCheckpoint } from '../zegel/checkpointrijen.ts';
import { type Logsleutel, leesLogsleutels } from '../zegel/logsleutels.ts';
import { heeftTegels } from '../zegel/tegelrijen.ts';
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
  if (!laatste && (await heeftTegels(dienst)))
    throw new Error('staart_weg: er zijn tegels en geen enkel checkpoint. Zoek de checkpoints in een back-up.');
  if (!laatste || !origin) throw new Error('er is nog niets verzegeld: dat doet een server die draait');
  const stand = await leesArchiefstand(dienst);
  const periode = keuze.maand === undefined ? undefined : belgischeMaand(keuze.maand);
  const gevraagd = stand.filter(({ maand }) => periode === undefined || kanInMaand(periode, maand));
  const maanden = gevraagd.filter(({ uit_database_op, gewist_op }) => uit_database_op && !gewist_op);
  if (maanden.length && keuze.archief === undefined)
    throw new Error(`${maanden.length} maanden staan in het archief: geef met --archief de map waarin het staat`);
  const map = keuze.archief ?? '';
  const gewist = gewistePlaatsen(gevraagd);
  const rijen = periode
    ? await vindMaandplaatsen({
        log,
        dienst,
        periode,
        totVolgnummer: laatste.tot_volgnummer,
        archief: leesMaandmomenten(map, maanden, periode),
        elders: stand
          .filter((een) => een.uit_database_op && !maanden.includes(een))
          .flatMap(({ plaatsen }) => plaatsen),
      })
    : laatOver({ van: 0, tot: laatste.omvang }, gewist);
  if (keuze.maand && rijen.length === 0) throw new Error(`het log heeft geen verzegelde rijen van ${keuze.maand}`);
  const bron = databasebron({
    log,
    dienst,
    laatste,
    omslag: { origin, omvang: laatste.omvang, rijen, gewist, maand: keuze.maand, gemaakt_op: klok.nu().toString() },
    archief: () => leesArchieftekst(map, maanden),
  });
  return { bron, sleutels, laatste };
}

/** Rows of files that were erased need not be anywhere, and no others. */
function gewistePlaatsen(stand: readonly Archiefstand[]): Bereik[] {
  return ordenBereiken(stand.filter(({ gewist_op }) => gewist_op).flatMap(({ plaatsen }) => plaatsen));
}

// DuckDB is a part of the program that a log without an archive never needs.

async function* leesMaandmomenten(map: string, maanden: readonly Archiefstand[], periode: Periode) {
  if (maanden.length === 0) return;
  const { leesMomenten } = await import('../controle/database/lees_momenten.ts');
  yield* leesMomenten(map, maanden, periode);
}

async function* leesArchieftekst(map: string, maanden: readonly Archiefstand[]): AsyncGenerator<Plaatstekst> {
  if (maanden.length === 0) return;
  const { leesArchief } = await import('../archief/lees_archief.ts');
  try {
    yield* leesArchief(map, maanden);
  } catch (fout) {
    if (fout instanceof Archieffout) throw new Uitvoerfout('archief_onleesbaar', fout.message);
    throw fout;
  }
}
