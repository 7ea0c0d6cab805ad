import { expect, test } from '@jest/globals';
import Koa from 'koa';
import supertest from 'supertest';
import { assetadres, leesAssets } from '../../src/web/assets.ts';
import { leesStijldeel, STIJLDELEN } from '../../src/web/stijlblad.ts';

const haal = (adres: string) => supertest(new Koa().use(leesAssets()).callback()).get(adres);

test('the style sheet is all its parts, in their order', async () => {
  const { text } = await haal(assetadres('leerid.css'));
  const plekken = STIJLDELEN.map((deel) => text.indexOf(leesStijldeel(deel)));
  expect(plekken.every((plek) => plek >= 0)).toBe(true);
  expect(plekken).toEqual(plekken.toSorted((een, ander) => een - ander));
});

test('an address with the fingerprint of the bytes may be kept for a year, without one for an hour, with another not at all', async () => {
  const bewaring = async (adres: string) => (await haal(adres)).headers['cache-control'];
  expect(assetadres('terug.js')).toMatch(/^\/assets\/terug\.js\?v=[0-9a-f]{12}$/);
  expect(await bewaring(assetadres('terug.js'))).toBe('public, max-age=31536000, immutable');
  expect(await bewaring('/assets/terug.js')).toBe('public, max-age=3600');
  expect(await bewaring('/assets/terug.js?v=000000000000')).toBe('no-store');
});
