import { afterAll, beforeAll, expect, test } from '@jest/globals';
import * as client from 'openid-client';
import { Bezoeker } from '../opzet/bezoek/bezoeker.ts';
import { relyingParty, vraagAan } from '../opzet/toepassing/relying_party.ts';
import { type Genummerd, Ronde } from './fuzz/ronde.ts';

/**
 * Every endpoint under broken requests. The same seed makes the same requests. A red run tells which numbers
 * went wrong, and LEERID_FUZZ_ALLEEN=<number> sends that one again. LEERID_FUZZ_ZAAD gives other requests,
 * LEERID_FUZZ_VERZOEKEN gives more.
 */
const ZAAD = Number(process.env.LEERID_FUZZ_ZAAD ?? 20_261_123);
const VERZOEKEN = Number(process.env.LEERID_FUZZ_VERZOEKEN ?? 20_000);
const ALLEEN = process.env.LEERID_FUZZ_ALLEEN;
const DELEN = 4;
const LEERLING = 'leerling.gewoon';
const volledig = VERZOEKEN >= 10_000 && ALLEEN === undefined ? test : test.skip;

let ronde: Ronde;
let rij: Genummerd[];
beforeAll(async () => {
  ronde = await Ronde.begin(ZAAD);
  const alle = ronde.gevallen(Math.max(VERZOEKEN, Number(ALLEEN ?? 0) + 1));
  rij = alle.filter(([nr]) => ALLEEN === undefined || nr === Number(ALLEEN));
});
afterAll(async () => {
  await ronde.stop();
  const tabel = Object.entries(ronde.geteld).map(
    ([eindpunt, aantallen]) => `${eindpunt.padEnd(32)}${JSON.stringify(aantallen)}`,
  );
  process.stderr.write(`fuzz, seed ${ZAAD}:\n${tabel.sort().join('\n')}\n`);
});

test.each(Array.from({ length: DELEN }, (_, deel) => deel))(
  'mutated requests, part %i: no 5xx, no hang, nothing of the inside, nobody sent to a stranger',
  async (deel) => {
    const grens = (n: number) => Math.ceil((n * rij.length) / DELEN);
    expect((await ronde.stuurAlle(rij.slice(grens(deel), grens(deel + 1)))).join('\n')).toBe('');
    expect(ronde.logboek.schrik.splice(0)).toEqual([]);
  },
  300_000,
);

volledig('every route of the app was taken', () => {
  expect([...ronde.routes].filter((route) => !ronde.logboek.bezocht.has(route))).toEqual([]);
  expect(ronde.routes.size).toBeGreaterThan(25);
});

volledig('every endpoint was reached, and not only its first check', () => {
  for (const [eindpunt, aantallen] of Object.entries(ronde.geteld)) {
    const gelukt = (aantallen['2xx'] ?? 0) + (aantallen['3xx'] ?? 0);
    expect({ eindpunt, genoeg: gelukt > VERZOEKEN / 5_000 }).toEqual({ eindpunt, genoeg: true });
  }
});

test('afterwards a pupil signs in as before', async () => {
  const rp = await relyingParty(ronde.idp, 'smartschool');
  const { url, controles } = await vraagAan(rp, 'smartschool');
  const { verder } = await new Bezoeker().meldAan(url, LEERLING);
  const { access_token } = await client.authorizationCodeGrant(rp, verder as URL, controles);
  const gegevens = await client.fetchUserInfo(rp, access_token, client.skipSubjectCheck);
  expect(gegevens).toMatchObject({ given_name: 'Gewone' });
});
