import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { toonGetuigen } from '../../../src/privacy/opdrachten/toon_getuigen.ts';
import { Getuigenproef } from '../../opzet/privacy/getuigenproef.ts';

/** What the operator sees of the witnesses. */

let proef: Getuigenproef;
beforeEach(async () => {
  proef = await Getuigenproef.maak();
  process.env.DATABASE_URL = proef.database.url;
});
afterEach(async () => {
  delete process.env.DATABASE_URL;
  await proef.weg();
});

const toon = () => toonGetuigen({ partijenmap: proef.map });

test('how far each is, since when, and what is wrong', async () => {
  const { adres } = await proef.getuige('dov');
  await proef.verzegel(4);
  expect(await toon()).toEqual({
    regels: ['het log heeft 4 rijen onder een checkpoint', `dov  ${adres}  nog niet bevraagd`],
    goed: false,
  });
  await proef.vraag();
  await proef.verzegel(3);
  const volgt = await toon();
  expect(volgt.goed).toBe(true);
  expect(volgt.regels[1]).toMatch(/tekende tot 4, 3 achter; volgt sinds 20/);

  const ander = await proef.getuige('ander');
  const gespleten = await proef.splits(9);
  await fetch(`${ander.adres}/add-checkpoint`, { method: 'POST', body: await gespleten.verzoek(0) });
  await proef.vraag();
  const weigert = await toon();
  expect(weigert.goed).toBe(false);
  expect(weigert.regels.find((regel) => regel.startsWith('ander'))).toMatch(
    /tekende nog niets; weigert sinds .*: tekende een langer log dan het onze/,
  );
});
