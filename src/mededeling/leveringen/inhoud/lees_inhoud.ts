import { createHash } from 'node:crypto';
import type { Database } from '../../../store/index.ts';
import { leesLevering } from '../rij/lees_leveringen.ts';
import { Leveringsbezwaar } from '../rij/leveringsbezwaar.ts';
import type { KlareLevering } from '../rij/leveringstand.ts';
import { alGesloten } from '../sluiten/sluit_levering.ts';
import { ontzegelDeel, openLeveringssleutel } from './leveringszegel.ts';

/**
 * The content of a delivery again, byte for byte. Each part is checked by its seal before it is given, and the whole
 * by its hash after the last one. So whoever writes it down keeps it only once this ends without a fault.
 * @throws Leveringsbezwaar that names the part that was changed or is gone, or when the delivery closes meanwhile
 */
export async function* leesInhoud(
  db: Database,
  hoofdsleutel: string,
  levering: KlareLevering,
): AsyncGenerator<Buffer, void> {
  const { id, delen, bytes, sha256 } = levering;
  if (levering.sleutel === null) throw alGesloten(levering);
  const sleutel = openLeveringssleutel(hoofdsleutel, id, levering.sleutel);
  const hash = createHash('sha256');
  let gelezen = 0;
  for (let nummer = 0; nummer < delen; nummer++) {
    const inhoud = await ontzegelDeel(sleutel, id, nummer, await leesDeel(db, id, nummer));
    hash.update(inhoud);
    gelezen += inhoud.length;
    yield inhoud;
  }
  if (gelezen !== bytes || hash.digest('hex') !== sha256)
    throw new Leveringsbezwaar(
      'inhoud_beschadigd',
      `levering ${id}: haar inhoud heeft een andere SHA-256 dan ${sha256}`,
    );
}

async function leesDeel(db: Database, levering: string, nummer: number): Promise<Buffer> {
  const deel = await db
    .selectFrom('leveringdelen')
    .select('inhoud')
    .where('levering', '=', levering)
    .where('nummer', '=', nummer)
    .executeTakeFirst();
  if (deel) return deel.inhoud;
  const nu = await leesLevering(db, levering);
  if (nu.gesloten_op) throw alGesloten(nu);
  throw new Leveringsbezwaar('inhoud_beschadigd', `levering ${levering}: deel ${nummer + 1} van haar inhoud is weg`);
}
