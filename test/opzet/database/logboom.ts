import { createHash } from 'node:crypto';
import { expect } from '@jest/globals';
import { sql } from 'kysely';
import { BLADKOLOMMEN_SQL, type Bladrij, bladhash, bladtekst } from '../../../src/privacy/boom/blad.ts';
import { leesCheckpoint } from '../../../src/privacy/boom/checkpoint.ts';
import { leesVkey, type Vkey } from '../../../src/privacy/boom/vkey.ts';
import { leesCheckpoints } from '../../../src/privacy/zegel/checkpointrijen.ts';
import { leesLogsleutels } from '../../../src/privacy/zegel/logsleutels.ts';
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

/** Whether each checkpoint is signed, is of the rows as they stand there now, and follows the one before. */
export async function eisHeelLog(db: Database, logorigin: string): Promise<void> {
  const bladen = await leesLogbladen(db);
  const vkeys = (await leesLogsleutels(db)).map(({ vkey }) => leesVkey(vkey) as Vkey);
  let vorige: { omvang: number } | undefined;
  for (const { omvang, wortel, ...rij } of await leesCheckpoints(db, 0, 10_000)) {
    const gelezen = leesCheckpoint(rij.notitie, vkeys);
    expect(gelezen).toMatchObject({ origin: logorigin, omvang, wortel });
    expect(wortel).toEqual(wortelBoven(bladen.slice(0, omvang).map(({ blad }) => blad)));
    expect(rij.tot_volgnummer).toBe(bladen[omvang - 1]?.volgnummer);
    expect(rij.vorige).toBe(vorige?.omvang ?? null);
    vorige = { omvang };
  }
  const { rows } = await sql<{ volgnummer: number }>`select unnest(volgnummers) as volgnummer from privacylogtegels
    where niveau = 0 order by 1`.execute(db);
  const verzegeld = bladen.slice(0, vorige?.omvang ?? 0);
  expect(rows.map(({ volgnummer }) => volgnummer)).toEqual(verzegeld.map(({ volgnummer }) => volgnummer));
}
