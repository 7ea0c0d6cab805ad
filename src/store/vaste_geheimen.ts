import { createHmac, timingSafeEqual } from 'node:crypto';
import { afgeleideSleutel } from '../afgeleid.ts';
import type { Database } from './database.ts';

/**
 * Settings that must stay as they were at the first start, with the effect of a different value.
 * docs/keuzes/sleutels.md#what-must-never-change-is-held-to-it
 */
const GEVOLG = {
  LEERID_PAIRWISE_SALT: 'met een andere ziet elke toepassing enkel nieuwe leerlingen',
  LEERID_INSZ_PEPPER: 'met een andere herkent LeerID geen leerling meer',
};
export type VasteGeheimen = Partial<Record<keyof typeof GEVOLG, string>>;

/**
 * Stores a mark of each secret that has none yet, and compares the others. When two nodes start for the first
 * time at once, one waits for the other and compares.
 * @throws Error in one line, which never quotes the setting
 */
export async function legGeheimenVast(trx: Database, geheimen: VasteGeheimen): Promise<void> {
  const merken = merkenVan(geheimen);
  // Always in the same order, so that two nodes never wait for each other.
  const rijen = [...merken].map(([naam, merk]) => ({ naam, merk })).toSorted((a, b) => (a.naam < b.naam ? -1 : 1));
  await trx
    .insertInto('geheimmerken')
    .values(rijen)
    .onConflict((oc) => oc.doNothing())
    .execute();
  await eisVasteGeheimen(trx, geheimen);
}

/** The same check without storing anything. A secret without a mark passes. */
export async function eisVasteGeheimen(db: Database, geheimen: VasteGeheimen): Promise<void> {
  const merken = merkenVan(geheimen);
  const bekend = await db
    .selectFrom('geheimmerken')
    .selectAll()
    .where('naam', 'in', [...merken.keys()])
    .orderBy('naam')
    .execute();
  const anders = bekend.filter(({ naam, merk }) => !timingSafeEqual(merk, merken.get(naam) ?? Buffer.alloc(32)));
  if (anders.length === 0) return;
  const uitleg = anders.map(
    ({ naam }) => `${naam}: niet dezelfde als bij de eerste start op deze database (${gevolg(naam)})`,
  );
  throw new Error(`${uitleg.join('; ')}. Zet de vorige terug, of kijk of DATABASE_URL de juiste database is.`);
}

function merkenVan(geheimen: VasteGeheimen): Map<string, Buffer> {
  return new Map(
    Object.entries(geheimen).map(([naam, geheim]) => [
      naam,
      createHmac('sha256', afgeleideSleutel(geheim, `merk ${naam}`))
        .update('leerid')
        .digest(),
    ]),
  );
}

const gevolg = (naam: string) => GEVOLG[naam as keyof typeof GEVOLG];
