import { createHmac, timingSafeEqual } from 'node:crypto';
import { afgeleideSleutel } from '../afgeleid.ts';
import type { Database } from './database.ts';

/**
 * Settings that stay what they were at the first start, and what another one would do.
 * docs/keuzes/sleutels.md#what-must-never-change-is-held-to-it
 */
const GEVOLG = {
  LEERID_PAIRWISE_SALT: 'met een andere ziet elke toepassing enkel nieuwe leerlingen',
  LEERID_INSZ_PEPPER: 'met een andere herkent LeerID geen leerling meer',
};
export type VasteGeheimen = Partial<Record<keyof typeof GEVOLG, string>>;

/**
 * Keeps a mark of each that has none yet, and compares the others. Of two nodes that start first at once, one is first and the other
 * waits for it and compares.
 * @throws Error in one line, which never quotes the setting
 */
export async function legGeheimenVast(trx: Database, geheimen: VasteGeheimen): Promise<void> {
  const merken = merkenVan(geheimen);
  // In one order, so that two nodes never wait for each other.
  const rijen = [...merken].map(([naam, merk]) => ({ naam, merk })).toSorted((a, b) => (a.naam < b.naam ? -1 : 1));
  await trx
    .insertInto('geheimmerken')
    .values(rijen)
    .onConflict((oc) => oc.doNothing())
    .execute();
  await eisVasteGeheimen(trx, geheimen);
}

/** The same, for who must leave nothing: what has no mark yet is good. */
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
