import { execFileSync } from 'node:child_process';
import { createHash, createPublicKey, verify } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { inclusiebewijs } from '../../../src/privacy/boom/inclusie.ts';
import { hashlezer, tegelpad } from '../../../src/privacy/boom/tegel.ts';
import { schrijfTlogbewijs } from '../../../src/privacy/controle/bewijs/tlogbewijs.ts';
import { schrijfUitvoer } from '../../../src/privacy/controle/uitvoer/schrijf_uitvoer.ts';
import { alsBron, maakProefrij, maakProefsleutel, type Proeflog, verzegel } from './proeflog.ts';

/**
 * An auditor who trusts nothing of ours reads an export and a proof with the words of the specifications alone:
 * RFC 9162 § 2.1, C2SP tlog-tiles, tlog-checkpoint, signed-note and tlog-proof. `src` makes both, and checks nothing.
 */

const OMVANG = 70_000;
const sleutel = maakProefsleutel();
let map: string;
let log: Proeflog;
beforeAll(async () => {
  map = mkdtempSync(join(tmpdir(), 'auditor-'));
  const rijen = Array.from({ length: OMVANG }, (_, i) => maakProefrij(i + 1));
  log = await verzegel(rijen, [OMVANG], { sleutel });
  await schrijfUitvoer({ bron: alsBron(log), sleutels: '', naar: join(map, 'log.tar'), meld() {} });
  mkdirSync(join(map, 'uit'));
  execFileSync('tar', ['-xf', join(map, 'log.tar'), '-C', join(map, 'uit')]);
});
afterAll(() => rmSync(map, { recursive: true }));

const sha = (...delen: Uint8Array[]) => createHash('sha256').update(Buffer.concat(delen)).digest();
const blad = (entry: Uint8Array) => sha(Buffer.of(0), entry);

/** MTH of RFC 9162 § 2.1.1, as it stands there. */
function mth(bladen: readonly Buffer[]): Buffer {
  if (bladen.length === 1) return bladen[0] as Buffer;
  let k = 1;
  while (k * 2 < bladen.length) k *= 2;
  return sha(Buffer.of(1), mth(bladen.slice(0, k)), mth(bladen.slice(k)));
}

/** The entries of a bundle: each behind a big-endian uint16. */
function entriesIn(bundel: Buffer): Buffer[] {
  const uit: Buffer[] = [];
  for (let i = 0; i < bundel.length; ) {
    const lengte = Number(bundel[i]) * 256 + Number(bundel[i + 1]);
    uit.push(bundel.subarray(i + 2, i + 2 + lengte));
    i += 2 + lengte;
  }
  return uit;
}

/** Size and root of a checkpoint, after its Ed25519 signature was verified over the text. */
function geopend(notitie: string): { omvang: number; wortel: string } {
  const [tekst = '', handtekeningen = ''] = notitie.split('\n\n');
  const [, naam = '', base64 = ''] = /^— (\S+) (\S+)\n$/.exec(handtekeningen) ?? [];
  // The key is base64, which may have a plus as well.
  const [, publiek = ''] = /^[^+]+\+[^+]+\+(.+)$/.exec(sleutel.vkey) ?? [];
  const x = Buffer.from(publiek, 'base64').subarray(1).toString('base64url');
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  expect(verify(null, Buffer.from(`${tekst}\n`), key, Buffer.from(base64, 'base64').subarray(4))).toBe(true);
  const [origin, omvang, wortel = ''] = tekst.split('\n');
  expect(origin).toBe(naam);
  return { omvang: Number(omvang), wortel };
}

test('the entries hash to the root of the checkpoint, and the tiles are those of tlog-tiles for 70 000 rows', () => {
  const lees = (naam: string) => readFileSync(join(map, 'uit', naam));
  const bladen: Buffer[] = [];
  const nummers = Array.from({ length: 274 }, (_, n) => `${String(n).padStart(3, '0')}${n === 273 ? '.p/112' : ''}`);
  for (const nummer of nummers) {
    const eigen = entriesIn(lees(`tile/entries/${nummer}`)).map(blad);
    expect(Buffer.concat(eigen).equals(lees(`tile/0/${nummer}`))).toBe(true);
    bladen.push(...eigen);
  }
  const { omvang, wortel } = geopend(lees('checkpoint').toString());
  expect(omvang).toBe(bladen.length);
  expect(mth(bladen).toString('base64')).toBe(wortel);
  // "273 full level 0 tiles, one partial level 0 tile of width 112, one full level 1 tile, one partial level 1 tile of
  // width 17, and one partial level 2 tile of width 1" (C2SP tlog-tiles).
  const breedte = (naam: string) => lees(naam).length / 32;
  expect(['tile/1/000', 'tile/1/001.p/17', 'tile/2/000.p/1'].map(breedte)).toEqual([256, 17, 1]);
  expect(lees('tile/2/000.p/1').equals(mth(bladen.slice(0, 65_536)))).toBe(true);
});

test.each([0, 255, 256, 65_535, 65_536, 69_999])('the proof of the row at place %i', async (plaats) => {
  const leesHashes = hashlezer((niveau, nummer) => log.tegels.get(tegelpad({ niveau, nummer })));
  const checkpoint = log.checkpoints[0]?.notitie ?? '';
  const hashes = await inclusiebewijs(plaats, OMVANG, leesHashes);
  const tekst = schrijfTlogbewijs({ rij: log.teksten[plaats] ?? '', plaats, hashes, checkpoint });
  const [kop, extra, index, ...rest] = tekst.split('\n');
  expect(kop).toBe('c2sp.org/tlog-proof@v1');
  const leeg = rest.indexOf('');
  const pad = rest.slice(0, leeg).map((regel) => Buffer.from(regel, 'base64'));
  const { omvang, wortel } = geopend(rest.slice(leeg + 1).join('\n'));
  // RFC 6962 § 2.1.1, from the root down.
  const wortelMet = (m: number, n: number, hash: Buffer, lijst: Buffer[]): Buffer => {
    if (n === 1) return hash;
    let k = 1;
    while (k * 2 < n) k *= 2;
    const buur = lijst.at(-1) as Buffer;
    const onder = lijst.slice(0, -1);
    return m < k
      ? sha(Buffer.of(1), wortelMet(m, k, hash, onder), buur)
      : sha(Buffer.of(1), buur, wortelMet(m - k, n - k, hash, onder));
  };
  const m = Number(String(index).replace('index ', ''));
  const rij = Buffer.from(String(extra).replace('extra ', ''), 'base64');
  expect(wortelMet(m, omvang, blad(rij), pad).toString('base64')).toBe(wortel);
});
