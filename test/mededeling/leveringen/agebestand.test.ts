import { createDecipheriv, createHash, hkdfSync } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { alsAge } from '../../../src/mededeling/leveringen/geven/agebestand.ts';
import { maakToegangscode } from '../../../src/mededeling/leveringen/geven/toegangscode.ts';

/**
 * The format age, as C2SP age.md says it. The header is that of the published example `scrypt` (C2SP CCTV, age): the
 * file key "YELLOW SUBMARINE", the passphrase "password", work factor 10.
 */

const SLEUTEL = Buffer.from('YELLOW SUBMARINE');
const NONCE = Buffer.from('c82f71eb82029b77136399e485e879f4', 'hex');
const KOP = [
  'age-encryption.org/v1',
  '-> scrypt rF0/NwblUHHTpgQgRpe5CQ 10',
  'gUjEymFKMVXQEKdMMHL24oYexjE3TIC0O0zGSqJ2aUY',
  '--- IOXiQYStkoT1mvZW2tFOqZdhRVvj58egABx/sWfZQbc',
  '',
].join('\n');

/** Random bytes in the order in which the format asks for them. */
function gegevenToeval() {
  const rij = [SLEUTEL, Buffer.from('rF0/NwblUHHTpgQgRpe5CQ', 'base64'), NONCE];
  return () => rij.shift() as Buffer;
}

async function maak(...delen: Buffer[]): Promise<Buffer> {
  async function* inhoud() {
    yield* delen;
  }
  return Buffer.concat(await Array.fromAsync(alsAge(inhoud(), 'password', { toeval: gegevenToeval(), werk: 10 })));
}

/** Reads chunks as the text of the format says: counted, and the last one marked. */
function open(bestand: Buffer): Buffer[] {
  const sleutel = Buffer.from(hkdfSync('sha256', SLEUTEL, bestand.subarray(0, 16), 'payload', 32));
  const stukken: Buffer[] = [];
  for (let van = 16; van < bestand.length; van += 65_536 + 16) {
    const stuk = bestand.subarray(van, van + 65_536 + 16);
    const nonce = Buffer.from([
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      stukken.length,
      van + stuk.length === bestand.length ? 1 : 0,
    ]);
    const decipher = createDecipheriv('chacha20-poly1305', sleutel, nonce, { authTagLength: 16 });
    decipher.setAuthTag(stuk.subarray(-16));
    stukken.push(Buffer.concat([decipher.update(stuk.subarray(0, -16)), decipher.final()]));
  }
  return stukken;
}

test('its header is that of the published example', async () => {
  expect((await maak(Buffer.from('age'))).subarray(0, KOP.length).toString()).toBe(KOP);
});

describe('whatever the parts in which content comes, chunks are of 64 KiB, and only an empty file has an empty one', () => {
  test.each([
    [[], [0]],
    [[1], [1]],
    [[65_536], [65_536]],
    [[65_537], [65_536, 1]],
    [
      [40_000, 40_000, 0, 60_000],
      [65_536, 65_536, 8_928],
    ],
    [[131_072], [65_536, 65_536]],
  ])('%j', async (delen, stukken) => {
    const inhoud = delen.map((lengte, plaats) => Buffer.alloc(lengte, plaats + 1));
    const geopend = open((await maak(...inhoud)).subarray(KOP.length));
    expect(geopend.map(({ length }) => length)).toEqual(stukken);
    expect(Buffer.concat(geopend).equals(Buffer.concat(inhoud))).toBe(true);
  });
});

/** Their hashes, of the day on which age-encryption 0.3.1 (npm), by the author of the format, opened each of them. */
test('another implementation opened these very bytes', async () => {
  const afdrukken = await Promise.all(
    [0, 1, 65_536, 65_537, 200_000].map(async (lengte) =>
      createHash('sha256')
        .update(await maak(Buffer.alloc(lengte, 7)))
        .digest('hex')
        .slice(0, 16),
    ),
  );
  expect(afdrukken).toEqual([
    'b3f4d766e45e28bc',
    '789207281485472b',
    'd8bb37947260d3ec',
    'ca9d6e80db292a26',
    'b7f49d2b55567307',
  ]);
});

test('a code is never the same, and has nothing that is easily misread', () => {
  const codes = Array.from({ length: 200 }, maakToegangscode);
  expect(new Set(codes).size).toBe(200);
  for (const code of codes) expect(code).toMatch(/^([2-9a-hjkmnp-tv-z]{5}-){5}[2-9a-hjkmnp-tv-z]{5}$/);
});
