import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { maakGetuige } from '../../../src/privacy/getuigen/getuige.ts';
import type { Getuigenmap, Onthouden } from '../../../src/privacy/getuigen/getuigenmap.ts';
import { maakGetuigensleutel } from '../../../src/privacy/getuigen/getuigensleutel.ts';
import { Proeflog } from '../../opzet/privacy/proeflog.ts';

/**
 * Whatever a log asks of a witness, in whatever order, at once or after a crash: what it cosigned are trees of one
 * history, each of which only adds to the one before.
 */

const BLADEN = 24;
const hoofd = new Proeflog(
  undefined,
  Array.from({ length: BLADEN }, (_, i) => `hoofd ${i}`),
);
const sleutel = maakGetuigensleutel('getuige.example/proef');
/** Histories that leave the first one after some leaves. */
const histories = [0, 1, 2, 5, 8, 16].map((tot) =>
  hoofd.splits(hoofd.bladen.map((blad, i) => (i < tot ? blad : `anders ${tot} ${i}`))),
);
const alle = [hoofd, ...histories];

/** A memory that survives the witness, and may fail before or after it wrote. */
function geheugen() {
  const inhoud = new Map<string, Onthouden>();
  let valt: 'niet' | 'ervoor' | 'erna' = 'niet';
  const map: Getuigenmap = {
    lees: async (origin) => inhoud.get(origin),
    async bewaar(origin, na, checkpoint) {
      if (valt === 'ervoor') throw new Error('gevallen');
      if ((inhoud.get(origin)?.nummer ?? 0) !== na) return false;
      inhoud.set(origin, { nummer: na + 1, checkpoint });
      if (valt === 'erna') throw new Error('gevallen');
      return true;
    },
  };
  return { map, val: (hoe: typeof valt) => (valt = hoe) };
}

const vraag = fc.record({
  log: fc.oneof({ weight: 2, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(alle.length - 1) }),
  /** How much larger than what the witness said last. */
  groei: fc.integer({ min: -2, max: 5 }),
  /** The old size: as the witness said it last, or any. */
  oud: fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: fc.nat(BLADEN) }),
  val: fc.constantFrom('niet' as const, 'niet' as const, 'niet' as const, 'ervoor' as const, 'erna' as const),
  tegelijk: fc.boolean(),
});

const verzoeken = new Map<string, string>();
beforeAll(async () => {
  for (const [nummer, log] of alle.entries())
    for (let omvang = 0; omvang <= BLADEN; omvang++)
      for (let oud = 0; oud <= omvang; oud++)
        verzoeken.set(`${nummer} ${oud} ${omvang}`, await log.verzoek(oud, omvang));
});
afterAll(() => verzoeken.clear());

test('one history', async () => {
  let ondertekend = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(vraag, { minLength: 1, maxLength: 30 }), async (vragen) => {
      const { map, val } = geheugen();
      const logs = new Map([[hoofd.origin, hoofd.sleutels.map(({ vkey }) => vkey)]]);
      let nu = 0;
      let gezien = 0;
      const goed: { log: number; omvang: number }[] = [];
      let lopend: Promise<unknown>[] = [];
      let getuige = maakGetuige({ sleutel, logs, map, nu: () => nu });
      for (const { log, groei, oud = gezien, val: hoe, tegelijk } of vragen) {
        const omvang = Math.min(BLADEN, Math.max(0, gezien + groei));
        nu += 61;
        val(hoe);
        const verzoek = Buffer.from(verzoeken.get(`${log} ${Math.min(oud, omvang)} ${omvang}`) ?? '');
        const antwoord = getuige.neemCheckpoint(verzoek).then(
          (uit) => {
            if (uit.status === 200) goed.push({ log, omvang });
            if (uit.status === 200) gezien = omvang;
            if (uit.status === 409) gezien = uit.omvang;
          },
          // It died: another process goes on with what was written.
          () => {
            getuige = maakGetuige({ sleutel, logs, map, nu: () => nu });
          },
        );
        lopend.push(antwoord);
        if (tegelijk && hoe === 'niet') continue;
        await Promise.all(lopend);
        lopend = [];
      }
      await Promise.all(lopend);
      ondertekend += goed.length;
      const opVolgorde = goed.toSorted((een, ander) => een.omvang - ander.omvang);
      for (const [i, { log, omvang }] of opVolgorde.slice(0, -1).entries()) {
        const volgende = alle[opVolgorde[i + 1]?.log ?? 0]?.bladen.slice(0, omvang);
        expect(volgende).toEqual(alle[log]?.bladen.slice(0, omvang));
      }
      expect(goed.map(({ omvang }) => omvang)).toEqual(opVolgorde.map(({ omvang }) => omvang));
    }),
    { numRuns: 600 },
  );
  expect(ondertekend).toBeGreaterThan(300);
});
