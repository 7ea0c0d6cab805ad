import { sql } from 'kysely';
import { TIJDZONE } from '../../../klok.ts';
import type { Database } from '../../../store/index.ts';
import { maakPlaatswijzer } from '../../archief/bladtegels.ts';
import { type Bereik, laatOver, ordenBereiken, voegPlaatsToe } from '../../boom/bereik.ts';
import type { Periode, Rijmoment } from './lees_momenten.ts';

export interface Maandvraag {
  log: Database;
  dienst: Database;
  periode: Periode;
  /** The last number that is sealed. */
  totVolgnummer: number;
  /** The rows of files that may have rows of the month. */
  archief: AsyncIterable<Rijmoment>;
  /** The places of all other files: their rows are of other months. */
  elders: readonly Bereik[];
}

/** A month by Belgian days: the tables and files of months go by UTC, so that it has rows of two of them. */
export function belgischeMaand(maand: string): Periode {
  const eerste = Temporal.PlainYearMonth.from(maand).toPlainDate({ day: 1 });
  const begin = (dag: Temporal.PlainDate) => dag.toZonedDateTime(TIJDZONE).toInstant();
  return { van: begin(eerste), tot: begin(eerste.add({ months: 1 })) };
}

/**
 * The places of the sealed rows of a month, wherever they are now. Between its first and its last row, only a place
 * whose row is there and has another moment is left out: so the place of a row that was removed is not.
 * @returns none when the month has no sealed row
 */
export async function vindMaandplaatsen(vraag: Maandvraag): Promise<Bereik[]> {
  const gevonden = new Momenten();
  for await (const rij of vraag.archief) gevonden.voegToe(rij);
  const database = new Momenten();
  for await (const rij of leesDatabasemomenten(vraag, gevonden.nummers)) database.voegToe(rij);
  const hier = ordenBereiken([...gevonden.hier, ...database.hier]);
  const [eerste, laatste] = [hier[0], hier.at(-1)];
  if (!eerste || !laatste) return [];
  const anders = ordenBereiken([...gevonden.anders, ...database.anders, ...vraag.elders]);
  return ordenBereiken([...laatOver({ van: eerste.van, tot: laatste.tot }, anders), ...hier]);
}

/** Places by whether their row is of the month, and the first and last number of those that are. */
class Momenten {
  readonly hier: Bereik[] = [];
  readonly anders: Bereik[] = [];
  nummers: number[] = [];

  voegToe({ plaats, volgnummer, hoort }: Rijmoment): void {
    voegPlaatsToe(hoort ? this.hier : this.anders, plaats);
    if (hoort) this.nummers = [this.nummers[0] ?? volgnummer, volgnummer];
  }
}

/** Rows that are looked at by one statement. */
const PER_KEER = 10_000;

/** Those between the first and the last row of the month. */
async function* leesDatabasemomenten(
  { log, dienst, periode: { van, tot }, totVolgnummer }: Maandvraag,
  inArchief: readonly number[],
): AsyncGenerator<Rijmoment> {
  const hoort = sql<boolean>`tijdstip >= ${van.toString()}::timestamptz and tijdstip < ${tot.toString()}::timestamptz`;
  const { rows: grenzen } = await sql<{ eerste: number | null; laatste: number | null }>`
    select min(volgnummer) as eerste, max(volgnummer) as laatste from privacylog
    where volgnummer <= ${totVolgnummer} and ${hoort}`.execute(log);
  const nummers = [...inArchief, ...grenzen.flatMap(({ eerste, laatste }) => [eerste, laatste])].filter(
    (een) => een !== null,
  );
  if (nummers.length === 0) return;
  // Nobody proves the tiles here: whoever checks the export does.
  const plaatsVan = maakPlaatswijzer(dienst, async (_nummer, hashes) => hashes);
  for (let na = Math.min(...nummers) - 1; ; ) {
    const { rows } = await sql<{ volgnummer: number; hoort: boolean }>`
      select volgnummer, ${hoort} as hoort from privacylog
      where volgnummer > ${na} and volgnummer <= ${Math.max(...nummers)} order by volgnummer limit ${PER_KEER}`.execute(
      log,
    );
    for (const rij of rows) {
      na = rij.volgnummer;
      const verzegeld = await plaatsVan(String(rij.volgnummer));
      if (verzegeld) yield { ...rij, plaats: verzegeld.plaats };
    }
    if (rows.length < PER_KEER) return;
  }
}
