import { expect, test } from '@jest/globals';
import { leesVkey, type Vkey } from '../../../src/privacy/boom/vkey.ts';
import { controleerBewijs } from '../../../src/privacy/controle/bewijs/controleer_bewijs.ts';
import { leesTlogbewijs, schrijfTlogbewijs } from '../../../src/privacy/controle/bewijs/tlogbewijs.ts';
import { TLOGBEWIJS } from '../boom/gepubliceerd.ts';

/** A proof that another program made. Ours carry the entry as `extra`, so it is put there. */

const { entry, sleutel, getuige, tekst } = TLOGBEWIJS;
const vertrouwen = { sleutels: [{ vkey: leesVkey(sleutel) as Vkey }], getuigen: [leesVkey(getuige) as Vkey] };
const metEntry = (inhoud: string) => tekst.replace('\n', `\nextra ${Buffer.from(inhoud).toString('base64')}\n`);

test('its entry is proven by the key of its log, and its witness is named', () => {
  expect(controleerBewijs(leesTlogbewijs(metEntry(entry)), vertrouwen)).toEqual({
    omvang: 3,
    getuigen: [{ naam: 'witness.example', seconden: 1_782_176_400 }],
    fout: undefined,
  });
});

test('another entry is not', () => {
  expect(controleerBewijs(leesTlogbewijs(metEntry('{}')), vertrouwen).fout).toBe('rij_niet_bewezen');
});

test('we write it byte for byte as it was', () => {
  expect(schrijfTlogbewijs(leesTlogbewijs(metEntry(entry)))).toBe(metEntry(entry));
});
