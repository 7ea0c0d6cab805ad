import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { bladhash } from '../../../src/privacy/boom/blad.ts';
import { consistentiebewijs, controleerConsistentie } from '../../../src/privacy/boom/consistentie.ts';
import { laatGroeien, randtegels } from '../../../src/privacy/boom/groei.ts';
import { controleerInclusie, inclusiebewijs } from '../../../src/privacy/boom/inclusie.ts';
import { wortelVan } from '../../../src/privacy/boom/reeks.ts';
import { hashlezer, leesTegelpad, tegelpad } from '../../../src/privacy/boom/tegel.ts';
import { wortelBoven } from '../../opzet/database/logboom.ts';
import { ACHT_BLADEN, ACHT_WORTELS, ARGON, CONSISTENTIEBEWIJZEN, INCLUSIEBEWIJZEN } from './gepubliceerd.ts';

/** Tree, tiles and proofs, against those of other programs and against RFC 9162 read literally. */

const LEEG = createHash('sha256').digest();

/** The tiles of a tree, as a log keeps them. */
class Boom {
  readonly tegels = new Map<string, Buffer>();
  omvang = 0;
  wortel = LEEG;

  /** Reads nothing but the right edge. */
  async groei(bladen: readonly Buffer[]): Promise<void> {
    const rand = new Map(randtegels(this.omvang).map((naam) => [tegelpad(naam), this.tegels.get(tegelpad(naam))]));
    const { omvang, wortel, tegels } = await laatGroeien(
      this.omvang,
      (niveau, nummer) => rand.get(tegelpad({ niveau, nummer })),
      bladen,
    );
    for (const tegel of tegels) this.tegels.set(tegelpad(tegel), tegel.hashes);
    Object.assign(this, { omvang, wortel });
  }

  get leesHashes() {
    return hashlezer((niveau, nummer) => this.tegels.get(tegelpad({ niveau, nummer })));
  }
}

const blad = (nummer: number) => bladhash(Buffer.from(`rij ${nummer}`));
const bladen = (van: number, tot: number) => Array.from({ length: tot - van }, (_, i) => blad(van + i));
const verdraai = (hash: Buffer) => Buffer.from(hash.map((byte, i) => (i === 7 ? byte ^ 8 : byte)));

async function boomVan(omvang: number): Promise<Boom> {
  const boom = new Boom();
  await boom.groei(bladen(0, omvang));
  return boom;
}

describe('published by others', () => {
  test('the root of each tree of up to eight leaves', async () => {
    const boom = new Boom();
    for (const [i, inhoud] of ACHT_BLADEN.entries()) {
      await boom.groei([bladhash(inhoud)]);
      expect(boom.wortel).toEqual(ACHT_WORTELS[i]);
    }
    expect(await wortelVan(0, boom.leesHashes)).toEqual(LEEG);
    for (const [i, wortel] of ACHT_WORTELS.entries()) expect(await wortelVan(i + 1, boom.leesHashes)).toEqual(wortel);
  });

  test.each(INCLUSIEBEWIJZEN)('the proof of place $plaats among $omvang', async ({ plaats, omvang, bewijs }) => {
    const boom = new Boom();
    await boom.groei(ACHT_BLADEN.map(bladhash));
    expect(await inclusiebewijs(plaats, omvang, boom.leesHashes)).toEqual(bewijs);
    const hash = bladhash(ACHT_BLADEN[plaats] as Buffer);
    expect(controleerInclusie({ blad: hash, plaats, omvang, bewijs, wortel: ACHT_WORTELS[omvang - 1] as Buffer })).toBe(
      true,
    );
  });

  test.each(CONSISTENTIEBEWIJZEN)('the proof that $nieuw grew from $oud', async ({ oud, nieuw, bewijs }) => {
    const boom = new Boom();
    await boom.groei(ACHT_BLADEN.map(bladhash));
    expect(await consistentiebewijs(oud, nieuw, boom.leesHashes)).toEqual(bewijs);
    const [oudeWortel, nieuweWortel] = [ACHT_WORTELS[oud - 1] as Buffer, ACHT_WORTELS[nieuw - 1] as Buffer];
    expect(controleerConsistentie({ oud, oudeWortel, nieuw, nieuweWortel, bewijs })).toBe(true);
  });

  test('both proofs of a log of a thousand million leaves', () => {
    const { blad, plaats, omvang, wortel, inclusie, oud, oudeWortel, consistentie } = ARGON;
    expect(controleerInclusie({ blad, plaats, omvang, bewijs: inclusie, wortel })).toBe(true);
    const groei = { oud, oudeWortel, nieuw: omvang, nieuweWortel: wortel, bewijs: consistentie };
    expect(controleerConsistentie(groei)).toBe(true);
    for (const [i, hash] of inclusie.entries())
      expect(controleerInclusie({ blad, plaats, omvang, bewijs: inclusie.with(i, verdraai(hash)), wortel })).toBe(
        false,
      );
    for (const [i, hash] of consistentie.entries())
      expect(controleerConsistentie({ ...groei, bewijs: consistentie.with(i, verdraai(hash)) })).toBe(false);
  });

  // golang/mod, sumdb/tlog/tlog_test.go, and the examples of C2SP tlog-tiles.
  test.each([
    ['0/001', { niveau: 0, nummer: 1 }],
    ['0/001.p/5', { niveau: 0, nummer: 1, breedte: 5 }],
    ['5/x123/x456/078', { niveau: 5, nummer: 123_456_078 }],
    ['5/x123/x456/078.p/2', { niveau: 5, nummer: 123_456_078, breedte: 2 }],
    ['0/x003/x057/500', { niveau: 0, nummer: 3_057_500 }],
    ['0/x001/x234/067', { niveau: 0, nummer: 1_234_067 }],
  ])('the path %s of a tile', (pad, naam) => {
    expect(tegelpad(naam)).toBe(pad);
    expect(leesTegelpad(pad)).toEqual(naam);
  });
});

test.each([
  '5/123/456/078',
  '-1/123/456/078',
  '00/001',
  '64/000',
  '0/x000/001',
  '0/1',
  '0/0001',
  '0/001.p/0',
  '0/001.p/256',
  '0/001.p/05',
  '0/001.p/',
  '0/x001',
  '0/001/',
  '0/../001',
  '0/x999/x999/x999/x999/x999/999',
])('%s is no path of a tile', (pad) => {
  expect(leesTegelpad(pad)).toBeUndefined();
});

describe('whatever its size', () => {
  const TOT = 70_000;
  const STAPPEN = [1, 255, 256, 257, 600, 65_535, 65_536, 65_537, TOT];
  const boom = new Boom();
  const wortels: Buffer[] = [];
  beforeAll(async () => {
    for (const tot of STAPPEN) {
      await boom.groei(bladen(boom.omvang, tot));
      wortels.push(boom.wortel);
    }
  });
  const omvangen = fc.integer({ min: 1, max: TOT });

  test('a tree that grew in steps has the root of RFC 9162, and the tiles of C2SP', () => {
    expect(wortels).toEqual(STAPPEN.map((tot) => wortelBoven(bladen(0, tot))));
    // The example of C2SP tlog-tiles: 273 full tiles and one of 112, one full tile and one of 17, one of 1.
    const breedtes = [...boom.tegels].map(([pad, hashes]) => `${pad.slice(0, 1)}: ${hashes.length / 32}`);
    expect(
      Object.fromEntries(
        Map.groupBy(breedtes, (een) => een)
          .entries()
          .map(([een, alle]) => [een, alle.length]),
      ),
    ).toEqual({ '0: 256': 273, '0: 112': 1, '1: 256': 1, '1: 17': 1, '2: 1': 1 });
    expect(boom.tegels.get('1/000')?.subarray(32, 64)).toEqual(wortelBoven(bladen(256, 512)));
  });

  test('the root of any smaller tree can be read from the same tiles', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 2000 }), async (omvang) => {
        expect(await wortelVan(omvang, boom.leesHashes)).toEqual(wortelBoven(bladen(0, omvang)));
      }),
      { numRuns: 60 },
    );
  });

  test('each leaf proves its own place, and no other', async () => {
    await fc.assert(
      fc.asyncProperty(omvangen, fc.nat(), fc.nat(), async (omvang, ergens, elders) => {
        const plaats = ergens % omvang;
        const bewijs = await inclusiebewijs(plaats, omvang, boom.leesHashes);
        const wortel = await wortelVan(omvang, boom.leesHashes);
        const goed = { blad: blad(plaats), plaats, omvang, bewijs, wortel };
        expect(controleerInclusie(goed)).toBe(true);
        const fout = [
          { plaats: plaats + 1 },
          { plaats: plaats - 1 },
          { blad: blad(TOT) },
          { wortel: verdraai(wortel) },
          { bewijs: [...bewijs, wortel] },
          { bewijs: [wortel, ...bewijs] },
          { bewijs: [...bewijs, Buffer.alloc(0)] },
          ...(bewijs.length ? [{ bewijs: bewijs.slice(1) }, { bewijs: bewijs.slice(0, -1) }] : []),
          ...bewijs.map((hash, i) => ({ bewijs: bewijs.with(i, verdraai(hash)) })),
          ...(elders % omvang === plaats ? [] : [{ plaats: elders % omvang }]),
        ];
        for (const anders of fout) expect(controleerInclusie({ ...goed, ...anders })).toBe(false);
      }),
      { numRuns: 200 },
    );
  });

  test('each tree proves that it grew from each smaller one, and from no other', async () => {
    await fc.assert(
      fc.asyncProperty(omvangen, omvangen, async (een, ander) => {
        const [oud, nieuw] = [Math.min(een, ander), Math.max(een, ander)];
        const bewijs = await consistentiebewijs(oud, nieuw, boom.leesHashes);
        const [oudeWortel, nieuweWortel] = [
          await wortelVan(oud, boom.leesHashes),
          await wortelVan(nieuw, boom.leesHashes),
        ];
        const goed = { oud, oudeWortel, nieuw, nieuweWortel, bewijs };
        expect(controleerConsistentie(goed)).toBe(true);
        const fout = [
          { oud: oud + 1 },
          { nieuw: nieuw * 2 },
          { oudeWortel: verdraai(oudeWortel) },
          { nieuweWortel: verdraai(nieuweWortel) },
          { bewijs: [...bewijs, nieuweWortel] },
          { bewijs: [oudeWortel, ...bewijs] },
          ...(bewijs.length ? [{ bewijs: [] }, { bewijs: bewijs.slice(0, -1) }] : []),
          ...(oud === nieuw ? [] : [{ oudeWortel: nieuweWortel, nieuweWortel: oudeWortel }]),
          ...bewijs.map((hash, i) => ({ bewijs: bewijs.with(i, verdraai(hash)) })),
        ];
        for (const anders of fout) expect(controleerConsistentie({ ...goed, ...anders })).toBe(false);
      }),
      { numRuns: 200 },
    );
  });

  test('a proof reads two tiles of each level at most', async () => {
    const gelezen = new Set<string>();
    const leesHashes = hashlezer((niveau, nummer) => {
      const pad = tegelpad({ niveau, nummer });
      expect(gelezen).not.toContain(pad);
      gelezen.add(pad);
      return boom.tegels.get(pad);
    });
    await inclusiebewijs(12_345, TOT, leesHashes);
    expect(gelezen.size).toBeLessThanOrEqual(6);
  });
});

test('a tree does not grow from an edge that is not its own', async () => {
  const boom = await boomVan(300);
  boom.tegels.set('0/001', Buffer.alloc(32));
  await expect(boom.groei(bladen(300, 301))).rejects.toThrow('de rand van niveau 0 is niet heel');
});

test('what is missing is not proven', async () => {
  const boom = await boomVan(300);
  boom.tegels.delete('0/000');
  await expect(inclusiebewijs(3, 300, boom.leesHashes)).rejects.toThrow('tegel 0/000');
  await expect(inclusiebewijs(300, 300, boom.leesHashes)).rejects.toThrow('plaats 300');
  await expect(consistentiebewijs(301, 300, boom.leesHashes)).rejects.toThrow('groeit niet');
});
