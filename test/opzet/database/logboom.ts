import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { BLADKOLOMMEN_SQL, type Bladrij, bladhash, bladtekst } from '../../../src/privacy/boom/blad.ts';
import type { Database } from '../../../src/store/index.ts';

/** The tree above the rows of the log, computed without its tiles: the root is MTH of RFC 9162 § 2.1.1. */

export async function leesLogbladen(db: Database): Promise<{ volgnummer: number; blad: Buffer }[]> {
  const { rows } = await sql<Bladrij & { volgnummer: string }>`
    select ${sql.raw(BLADKOLOMMEN_SQL)} from privacylog p order by p.volgnummer`.execute(db);
  return rows.map((rij) => ({ volgnummer: Number(rij.volgnummer), blad: bladhash(Buffer.from(bladtekst(rij))) }));
}

const sha256 = (...delen: Uint8Array[]) => createHash('sha256').update(Buffer.concat(delen)).digest();

export function wortelBoven(bladen: readonly Buffer[]): Buffer {
  if (bladen.length === 0) return sha256();
  if (bladen.length === 1) return bladen[0] as Buffer;
  const links = 2 ** (Math.ceil(Math.log2(bladen.length)) - 1);
  return sha256(Buffer.from([1]), wortelBoven(bladen.slice(0, links)), wortelBoven(bladen.slice(links)));
}
