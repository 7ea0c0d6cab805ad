import { expect, test } from '@jest/globals';
import { leesVkey } from '../../../src/privacy/boom/vkey.ts';
import {
  leesGetuigensleutel,
  maakGetuigensleutel,
  schrijfGetuigensleutel,
} from '../../../src/privacy/getuigen/getuigensleutel.ts';

const gemaakt = maakGetuigensleutel('getuige.example/proef');
const tekst = schrijfGetuigensleutel(gemaakt);

test('a key file gives the same key back, and its vkey is that of a witness', () => {
  expect(leesGetuigensleutel(tekst).vkey.tekst).toBe(gemaakt.vkey.tekst);
  expect(leesVkey(gemaakt.vkey.tekst)).toMatchObject({ naam: 'getuige.example/proef', type: 'medeondertekening' });
});

test.each([
  ['nothing', ''],
  ['the public half', gemaakt.vkey.tekst],
  ['the key of a log', tekst.replace(/\+B([A-Za-z0-9+/]{43})$/m, '+A$1')],
  ['another name', tekst.replace('proef', 'ander')],
  ['a second line', `${tekst}x`],
])('refused, without quoting it: %s', (_wat, fout) => {
  const lees = () => leesGetuigensleutel(fout);
  expect(lees).toThrow(/sleutel/);
  expect(lees).not.toThrow(/PRIVATE/);
});
