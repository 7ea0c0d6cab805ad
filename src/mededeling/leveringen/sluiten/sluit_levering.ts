import type { Klok } from '../../../klok.ts';
import type { Database } from '../../../store/index.ts';
import { leesLevering } from '../rij/lees_leveringen.ts';
import { Leveringsbezwaar } from '../rij/leveringsbezwaar.ts';
import type { Leveraar, Levering, Sluitreden } from '../rij/leveringstand.ts';
import { noteerHandeling } from '../rij/noteer_handeling.ts';

export interface Sluiting {
  id: string;
  reden: Exclude<Sluitreden, 'ontvangen'>;
  wie: Leveraar;
}

/**
 * Closes a delivery for good. The database erases its content in the same transaction (migration 044), and its key
 * goes with it. The row stays.
 * @throws Leveringsbezwaar when it is closed already
 */
export async function sluitLevering({ db, klok }: { db: Database; klok: Klok }, sluiting: Sluiting): Promise<Levering> {
  await leesLevering(db, sluiting.id);
  const gesloten = await db.transaction().execute((trx) => sluitIn(trx, klok, sluiting));
  if (gesloten) return gesloten;
  throw alGesloten(await leesLevering(db, sluiting.id));
}

/** @returns undefined when it is closed already, or when it was to be broken off and is whole */
export async function sluitIn(trx: Database, klok: Klok, { id, reden, wie }: Sluiting): Promise<Levering | undefined> {
  const op = klok.nu();
  const gesloten = await trx
    .updateTable('leveringen')
    .set({ gesloten_op: op.toString(), gesloten_reden: reden, sleutel: null })
    .where('id', '=', id)
    .where('gesloten_op', 'is', null)
    .$if(reden === 'afgebroken', (vraag) => vraag.where('klaar_op', 'is', null))
    .returningAll()
    .executeTakeFirst();
  if (gesloten) await noteerHandeling(trx, { levering: id, op, wat: 'gesloten', wie });
  return gesloten;
}

export function alGesloten({ id, gesloten_reden }: Levering): Leveringsbezwaar {
  return new Leveringsbezwaar('levering_gesloten', `levering ${id} is gesloten (${gesloten_reden})`);
}
