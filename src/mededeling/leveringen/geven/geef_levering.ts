import { sql } from 'kysely';
import type { Klok } from '../../../klok.ts';
import type { Database } from '../../../store/index.ts';
import { leesInhoud } from '../inhoud/lees_inhoud.ts';
import { leesLevering } from '../rij/lees_leveringen.ts';
import { Leveringsbezwaar } from '../rij/leveringsbezwaar.ts';
import { metLeveringsslot } from '../rij/leveringsslot.ts';
import { isKlaar, type KlareLevering, type Leveraar } from '../rij/leveringstand.ts';
import { noteerHandeling } from '../rij/noteer_handeling.ts';
import { alGesloten } from '../sluiten/sluit_levering.ts';
import { sluitVoorbijeLeveringen } from '../sluiten/sluit_voorbije.ts';
import { alsAge } from './agebestand.ts';
import { schrijfBijna } from './leveringsbestand.ts';
import { manifestVan } from './leveringsmanifest.ts';

export interface Uitreiking {
  id: string;
  map: string;
  /** Closes the file with this code (`agebestand.ts`). Without it, the file is as it is. */
  code?: string | undefined;
  wie: Leveraar;
  /**
   * Asks the act again whether this recipient may have a delivery today.
   * @throws Leveringsbezwaar where it may not
   */
  eisGrond(levering: KlareLevering): Promise<void>;
}

export interface Uitgereikt {
  levering: KlareLevering;
  /** Names of the files in the folder: the data, and the manifest. */
  bestanden: readonly [data: string, manifest: string];
}

/**
 * Writes a delivery to a folder, again byte for byte as often as needed, until it is confirmed or closed. The
 * manifest comes last: where it stands, the data beside it are whole.
 *
 * That it was handed over is kept before the file gets its name. A mark too many can be explained; a file that nobody
 * knows of can't.
 */
export async function geefLevering(
  { db, klok, hoofdsleutel }: { db: Database; klok: Klok; hoofdsleutel: string },
  { id, map, code, wie, eisGrond }: Uitreiking,
): Promise<Uitgereikt> {
  await sluitVoorbijeLeveringen({ db, klok }, wie);
  await leesGeefbare(db, id);
  return metLeveringsslot(db, id, async (vast) => {
    const levering = await leesGeefbare(vast, id);
    await eisGrond(levering);
    const bestanden = [
      `levering-${id}.ndjson${code === undefined ? '' : '.age'}`,
      `levering-${id}.manifest.json`,
    ] as const;
    const [datanaam, manifestnaam] = bestanden;
    const inhoud = leesInhoud(vast, hoofdsleutel, levering);
    const data = await schrijfBijna(map, datanaam, code === undefined ? inhoud : alsAge(inhoud, code));
    try {
      await sluitVoorbijeLeveringen({ db: vast, klok }, wie);
      await eisGrond(levering);
      await merkUitgereikt(vast, klok, id, wie);
      await data.maakAf();
    } catch (fout) {
      await data.weg();
      throw fout;
    }
    const tekst = `${JSON.stringify(manifestVan(levering, datanaam, code === undefined ? undefined : 'age'), undefined, 2)}\n`;
    await (await schrijfBijna(map, manifestnaam, [Buffer.from(tekst)])).maakAf();
    return { levering, bestanden };
  });
}

async function leesGeefbare(db: Database, id: string): Promise<KlareLevering> {
  const levering = await leesLevering(db, id);
  if (levering.gesloten_op) throw alGesloten(levering);
  if (isKlaar(levering)) return levering;
  throw new Leveringsbezwaar('levering_niet_klaar', `levering ${id} wordt nog gemaakt`);
}

async function merkUitgereikt(db: Database, klok: Klok, id: string, wie: Leveraar): Promise<void> {
  const gemerkt = await db.transaction().execute(async (trx) => {
    const op = klok.nu();
    const open = await trx
      .updateTable('leveringen')
      .set({ uitgereikt_op: sql<string>`coalesce(uitgereikt_op, ${op.toString()})` })
      .where('id', '=', id)
      .where('gesloten_op', 'is', null)
      .returning('id')
      .executeTakeFirst();
    if (open) await noteerHandeling(trx, { levering: id, op, wat: 'uitgereikt', wie });
    return open;
  });
  if (!gemerkt) throw alGesloten(await leesLevering(db, id));
}
