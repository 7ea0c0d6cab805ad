import { createHash } from 'node:crypto';
import type { Klok } from '../../../klok.ts';
import type { Database } from '../../../store/index.ts';
import { verzegelDeel } from '../inhoud/leveringszegel.ts';
import { Leveringsbezwaar } from '../rij/leveringsbezwaar.ts';
import type { KlareLevering } from '../rij/leveringstand.ts';
import { noteerHandeling } from '../rij/noteer_handeling.ts';
import { sluitLevering } from '../sluiten/sluit_levering.ts';
import { datalijn } from './datalijn.ts';
import type { OpenLevering } from './open_levering.ts';

/** What the door gives, a batch at a time. */
export type Leveringsbron = AsyncIterable<readonly { gegevens: Readonly<Record<string, unknown>> }[]>;

/** Lines of some 200 bytes: a part takes a few megabytes of memory while it is made. */
const LIJNEN_PER_DEEL = 20_000;

/** PostgreSQL's code, and ours (migration 044) for a delivery that takes no more parts. */
const NEEMT_NIETS_MEER = 'LV001';

/**
 * Fills a delivery with what the door gives, counts and hashes it. Each batch is kept before the next one is asked
 * for, so that memory stays flat. No transaction is open while the door works.
 *
 * When the process dies the delivery stays open and without content that counts, and a node closes it
 * (`sluit_voorbije.ts`). Rows of the log of what did not leave then stay: they can be explained.
 * @param db the connection that holds the lock of this delivery
 */
export async function vulLevering(
  { db, klok, lijnenPerDeel = LIJNEN_PER_DEEL }: { db: Database; klok: Klok; lijnenPerDeel?: number | undefined },
  { levering, sleutel }: OpenLevering,
  bron: Leveringsbron,
): Promise<KlareLevering> {
  const { id, wie_soort, wie_id } = levering;
  const wie = { soort: wie_soort, id: wie_id };
  const [teller, hash] = [{ aantal: 0, bytes: 0, delen: 0 }, createHash('sha256')];
  try {
    for await (const lijnen of inDelen(bron, lijnenPerDeel)) {
      const inhoud = Buffer.from(lijnen.toSorted().join(''));
      hash.update(inhoud);
      const deel = await verzegelDeel(sleutel, id, teller.delen, inhoud);
      await db.insertInto('leveringdelen').values({ levering: id, nummer: teller.delen, inhoud: deel }).execute();
      teller.delen += 1;
      teller.aantal += lijnen.length;
      teller.bytes += inhoud.length;
    }
  } catch (fout) {
    if ((fout as { code?: string }).code === NEEMT_NIETS_MEER) throw nietMeerOpen(id);
    // Without a database nothing can be closed now. A node does so later.
    await sluitLevering({ db, klok }, { id, reden: 'afgebroken', wie }).catch(() => {});
    throw fout;
  }
  return db.transaction().execute(async (trx) => {
    const klaar = await trx
      .updateTable('leveringen')
      .set({ ...teller, klaar_op: klok.nu().toString(), sha256: hash.digest('hex') })
      .where('id', '=', id)
      .where('gesloten_op', 'is', null)
      .returningAll()
      .executeTakeFirst();
    if (!klaar) throw nietMeerOpen(id);
    await noteerHandeling(trx, { levering: id, op: klok.nu(), wat: 'klaar', wie });
    return klaar as KlareLevering;
  });
}

/**
 * The lines of a part. The door gives some hundreds of pupils at a time, in the order in which they came into the
 * register. Two files in that order could be laid side by side, and a pseudonym in one would stand beside a name in the
 * other. So many batches are gathered, and the lines of a part are sorted by their text.
 * docs/keuzes/leveringen.md#the-lines-of-a-delivery-are-sorted-by-their-content
 */
async function* inDelen(bron: Leveringsbron, lijnenPerDeel: number): AsyncGenerator<string[], void> {
  let lijnen: string[] = [];
  for await (const brok of bron) {
    for (const { gegevens } of brok) lijnen.push(datalijn(gegevens));
    if (lijnen.length < lijnenPerDeel) continue;
    yield lijnen;
    lijnen = [];
  }
  if (lijnen.length > 0) yield lijnen;
}

function nietMeerOpen(id: string): Leveringsbezwaar {
  return new Leveringsbezwaar('levering_gesloten', `levering ${id} werd intussen gesloten: leerid levering toon ${id}`);
}
