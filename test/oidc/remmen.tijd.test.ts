import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { DEMOWACHTWOORD } from '../../src/demo/leerlingen.ts';
import { gokker } from '../opzet/bezoek/gokker.ts';
import { type Idp, startIdp } from '../opzet/server/idp.ts';

const NAAM = 'leerling.gewoon';

let idp: Idp;
beforeAll(async () => {
  idp = await startIdp();
});
afterAll(() => idp.stop());
beforeEach(() => idp.db.deleteFrom('aanmeldpogingen').execute());

test('the same work: neither unknown nor throttled answers sooner', async () => {
  const gok = await gokker(idp);
  for (let i = 0; i < 20; i++) await gok('leerling.historiek');
  const duren: Record<string, number[]> = { verkeerd: [], onbekend: [], geremd: [], geremdMaarJuist: [] };
  const meet = async (soort: string, doe: () => Promise<unknown>) => {
    const begin = performance.now();
    await doe();
    duren[soort]?.push(performance.now() - begin);
  };
  for (let i = 0; i < 15; i++) {
    await meet('verkeerd', () => gok(NAAM));
    await meet('onbekend', () => gok(`bestaat.niet.${i}`));
    await meet('geremd', () => gok('leerling.historiek'));
    await meet('geremdMaarJuist', () => gok('leerling.historiek', DEMOWACHTWOORD));
  }
  const midden = Object.entries(duren).map(([, lijst]) => lijst.sort((a, b) => a - b)[7] ?? 0);
  // An answer without a hash takes less than half the time of one with a hash.
  expect(Math.max(...midden)).toBeLessThan(2 * Math.min(...midden));
});
