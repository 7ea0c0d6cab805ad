import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { maakGetuige } from '../../../src/privacy/getuigen/getuige.ts';
import { type Getuigenmap, openGetuigenmap } from '../../../src/privacy/getuigen/getuigenmap.ts';
import { maakGetuigensleutel } from '../../../src/privacy/getuigen/getuigensleutel.ts';
import { Proeflog } from '../../opzet/privacy/proeflog.ts';

/** Two processes on one folder, as while one container replaces another: they are one witness. */

const ORIGIN = 'log.example/privacylog';
let naam: string;
let map: Getuigenmap;
beforeEach(async () => {
  naam = await mkdtemp(join(tmpdir(), 'leerid-getuige-'));
  map = await openGetuigenmap(naam);
});
afterEach(() => rm(naam, { recursive: true }));

test('both read the same, and each is shown another tree: one of them signs', async () => {
  const log = new Proeflog(ORIGIN, ['een', 'twee', 'drie']);
  const anders = log.splits(['een', 'TWEE', 'drie']);
  const logs = new Map([[log.origin, log.sleutels.map(({ vkey }) => vkey)]]);
  const sleutel = maakGetuigensleutel('getuige.example/proef');
  const beideLazen = Promise.withResolvers<void>();
  let gelezen = 0;
  const proces = async () => {
    const eigen = await openGetuigenmap(naam);
    const lees = async (origin: string) => {
      const onthouden = await eigen.lees(origin);
      if (++gelezen === 2) beideLazen.resolve();
      await beideLazen.promise;
      return onthouden;
    };
    return maakGetuige({ sleutel, logs, map: { ...eigen, lees }, nu: () => 1_796_000_000 });
  };
  const [een, ander] = await Promise.all([proces(), proces()]);
  const antwoorden = await Promise.all([
    een.neemCheckpoint(Buffer.from(await log.verzoek(0))),
    ander.neemCheckpoint(Buffer.from(await anders.verzoek(0))),
  ]);
  expect(antwoorden.map(({ status }) => status).sort()).toEqual([200, 409]);
});

test('who was away for long saves nothing, also where the name that he wants was removed', async () => {
  for (const na of [0, 1, 2, 3, 4]) expect(await map.bewaar(ORIGIN, na, `checkpoint ${na + 1}`)).toBe(true);
  for (const na of [0, 1, 2, 3, 4]) expect(await map.bewaar(ORIGIN, na, 'te laat')).toBe(false);
  expect(await map.lees(ORIGIN)).toEqual({ nummer: 5, checkpoint: 'checkpoint 5' });
  expect(await map.bewaar(ORIGIN, 5, 'checkpoint 6')).toBe(true);
  expect(await readdir(naam)).toHaveLength(2);
});

test('what an earlier version remembered counts, and its empty lock stops nobody', async () => {
  await map.bewaar(ORIGIN, 0, 'checkpoint');
  const [begin = ''] = (await readdir(naam)).map((een) => een.replace('1.checkpoint', ''));
  await rm(join(naam, `${begin}1.checkpoint`));
  await writeFile(join(naam, `${begin}checkpoint`), 'van vroeger');
  await writeFile(join(naam, 'slot'), '');
  const opnieuw = await openGetuigenmap(naam);
  expect(await opnieuw.lees(ORIGIN)).toEqual({ nummer: 0, checkpoint: 'van vroeger' });
});

test('other files in the folder stay', async () => {
  await map.bewaar(ORIGIN, 0, 'checkpoint');
  const [bestand = ''] = await readdir(naam);
  await writeFile(join(naam, `${bestand}.bewaard`), 'bewijs');
  for (const na of [1, 2, 3]) await map.bewaar(ORIGIN, na, 'checkpoint');
  expect(await readdir(naam)).toContain(`${bestand}.bewaard`);
});

test('a folder that is missing is told of in one line', async () => {
  await expect(openGetuigenmap(join(naam, 'weg'))).rejects.toThrow(
    /weg: kan niet gelezen en geschreven worden \(ENOENT\)/,
  );
});
