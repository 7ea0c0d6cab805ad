import { randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { zstdCompress, zstdDecompress } from 'node:zlib';
import { afgeleideSleutel } from '../../../afgeleid.ts';
import { ontsleutelBytes, versleutel } from '../../../versleuteling.ts';
import { Leveringsbezwaar } from '../rij/leveringsbezwaar.ts';

/**
 * The content of a delivery lies in the database in parts, each compressed and sealed. Each delivery has a key of its
 * own, which is sealed under the master key. When a delivery closes its key goes, so that what a backup has of the
 * parts alone can't be read.
 */

const comprimeer = promisify(zstdCompress);
const decomprimeer = promisify(zstdDecompress);
const SLEUTELBYTES = 32;

/** @returns the key, and the same key sealed for the row of the delivery */
export function maakLeveringssleutel(hoofdsleutel: string, id: string): { sleutel: Buffer; verzegeld: Buffer } {
  const sleutel = randomBytes(SLEUTELBYTES);
  return { sleutel, verzegeld: versleutel(kluissleutel(hoofdsleutel), sleutel, id) };
}

export function openLeveringssleutel(hoofdsleutel: string, id: string, verzegeld: Buffer): Buffer {
  const sleutel = ontsleutelBytes(kluissleutel(hoofdsleutel), verzegeld, id);
  if (sleutel) return sleutel;
  throw new Leveringsbezwaar('sleutel_past_niet', `levering ${id}: LEERID_MASTER_KEY opent haar inhoud niet`);
}

export async function verzegelDeel(sleutel: Buffer, id: string, nummer: number, inhoud: Buffer): Promise<Buffer> {
  return versleutel(sleutel, await comprimeer(inhoud), plaatsVan(id, nummer));
}

/** @throws Leveringsbezwaar that names the part, when a byte of it was changed or when it lies in another's place */
export async function ontzegelDeel(sleutel: Buffer, id: string, nummer: number, deel: Buffer): Promise<Buffer> {
  const inhoud = ontsleutelBytes(sleutel, deel, plaatsVan(id, nummer));
  if (inhoud) return decomprimeer(inhoud);
  throw new Leveringsbezwaar('inhoud_beschadigd', `levering ${id}: deel ${nummer + 1} van haar inhoud is veranderd`);
}

/** The seal holds for one place of one delivery, so that nobody can swap parts. */
function plaatsVan(id: string, nummer: number): string {
  return `${id}/${nummer}`;
}

function kluissleutel(hoofdsleutel: string): Buffer {
  return Buffer.from(afgeleideSleutel(hoofdsleutel, 'leveringen'), 'base64url');
}
