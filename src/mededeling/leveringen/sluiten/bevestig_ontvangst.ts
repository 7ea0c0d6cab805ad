import { z } from 'zod';
import type { Klok } from '../../../klok.ts';
import type { Database } from '../../../store/index.ts';
import { leesLevering } from '../rij/lees_leveringen.ts';
import { Leveringsbezwaar } from '../rij/leveringsbezwaar.ts';
import type { Leveraar, Levering } from '../rij/leveringstand.ts';
import { noteerHandeling } from '../rij/noteer_handeling.ts';
import { alGesloten } from './sluit_levering.ts';

/** How a recipient proves that he has all of it: only who read the data to the end can count and hash them. */
export const ontvangstbewijs = z.strictObject({
  sha256: z.string().regex(/^[0-9a-f]{64}$/, 'een SHA-256 in 64 kleine hexcijfers'),
  aantal: z.int('een aantal regels').min(0, 'een aantal regels'),
});
export type Ontvangstbewijs = z.infer<typeof ontvangstbewijs>;

export interface Ontvangstmelding {
  id: string;
  bewijs: Ontvangstbewijs;
  /** Who confirmed on the side of the recipient: a party or a service, never a person's name. */
  door: string;
  wie: Leveraar;
}

/**
 * The recipient confirms that he has a delivery. Its content is erased at once: from then on nobody can make it again.
 * The same confirmation again changes nothing. A proof of something else is refused, and kept.
 * @throws Leveringsbezwaar
 */
export async function bevestigOntvangst(
  { db, klok }: { db: Database; klok: Klok },
  { id, bewijs, door, wie }: Ontvangstmelding,
): Promise<Levering> {
  await leesLevering(db, id);
  const uitkomst = await db.transaction().execute(async (trx) => {
    const levering = await trx.selectFrom('leveringen').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
    const op = klok.nu();
    const klopt = levering?.sha256 === bewijs.sha256 && levering.aantal === bewijs.aantal;
    const bezwaar = bezwaarTegen(id, levering, klopt);
    if (levering?.klaar_op && !klopt) {
      const gegeven = `${bewijs.sha256} ${bewijs.aantal}`;
      await noteerHandeling(trx, { levering: id, op, wat: 'bewijs_geweigerd', wie, bewijs: gegeven });
    }
    // Not thrown here: the refusal must be kept.
    if (bezwaar || !levering || levering.ontvangen_op) return bezwaar ?? levering;
    await noteerHandeling(trx, {
      levering: id,
      op,
      wat: 'ontvangen',
      wie,
      bewijs: `${bewijs.sha256} ${bewijs.aantal}`,
    });
    const moment = op.toString();
    return trx
      .updateTable('leveringen')
      .set({
        ...{ ontvangen_op: moment, ontvangen_door: door },
        ...{ gesloten_op: moment, gesloten_reden: 'ontvangen', sleutel: null },
      })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow();
  });
  if (!uitkomst || uitkomst instanceof Leveringsbezwaar) throw uitkomst;
  return uitkomst;
}

function bezwaarTegen(id: string, levering: Levering | undefined, klopt: boolean): Leveringsbezwaar | undefined {
  if (!levering) return new Leveringsbezwaar('levering_onbekend', `levering ${id} bestaat niet`);
  if (levering.gesloten_op && !levering.ontvangen_op) return alGesloten(levering);
  if (!levering.klaar_op) return new Leveringsbezwaar('levering_niet_klaar', `levering ${id} wordt nog gemaakt`);
  if (!klopt)
    return new Leveringsbezwaar(
      'bewijs_klopt_niet',
      `levering ${id}: dit is niet de SHA-256 met het aantal van deze levering; vraag de ontvanger om het bestand na te kijken`,
    );
  if (!levering.uitgereikt_op)
    return new Leveringsbezwaar(
      'levering_niet_uitgereikt',
      `levering ${id} werd nog niet gegeven: leerid levering geef ${id}`,
    );
  return undefined;
}
