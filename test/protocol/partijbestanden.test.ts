import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { geldigheidOp, leesProtocollen } from '../../src/protocol/index.ts';
import { Configmap, maakOndertekenaar, type Ondertekenaar } from '../opzet/stukken/configmap.ts';
import { protocolbytes } from '../opzet/stukken/voorbeeldprotocol.ts';

let dov: Ondertekenaar;
let leverancier: Ondertekenaar;
let vreemde: Ondertekenaar;
let map: Configmap;

beforeAll(async () => {
  dov = await maakOndertekenaar('dov');
  leverancier = await maakOndertekenaar('leverancier');
  vreemde = await maakOndertekenaar('vreemde');
});
beforeEach(async () => {
  map = await Configmap.maak(dov, leverancier);
  await map.schrijfProtocol('voorbeeld', protocolbytes(), dov, leverancier);
});
afterEach(() => map.weg());

/** The faults of the party files, and the reason that the protocol is not in force. */
async function lees() {
  const { dossiers, partijen, fouten } = await leesProtocollen(map.pad);
  const [dossier] = dossiers;
  const geldigheid = dossier && geldigheidOp(dossier, partijen, Temporal.PlainDate.from('2025-03-01'));
  return { fouten, reden: geldigheid?.in_werking ? 'in_werking' : geldigheid?.reden };
}

test('sound party files: no fault, in force', async () => {
  expect(await lees()).toEqual({ fouten: [], reden: 'in_werking' });
});

test('a private key makes the file unusable, and is not repeated in the message', async () => {
  await map.schrijf('partijen/dov.yaml', { ...dov.partij, sleutels: [dov.prive] });
  const { fouten, reden } = await lees();
  expect(reden).toBe('onbekende_partij');
  expect(fouten).toEqual([expect.stringMatching(/dov\.yaml: sleutels\[0\]\.d: dit is een privésleutel/)]);
  expect(fouten.join()).not.toContain(dov.prive.d);
});

test('a wrong check digit or an unknown key makes the file unusable', async () => {
  await map.schrijf('partijen/dov.yaml', { ...dov.partij, kbo: '0316.380.842' });
  await map.schrijf('partijen/leverancier.yaml', { ...leverancier.partij, adres: 'Dorpsplein 1' });
  const { fouten, reden } = await lees();
  expect(reden).toBe('onbekende_partij');
  expect(fouten).toEqual([
    expect.stringMatching(/dov\.yaml: kbo: het controlegetal/),
    expect.stringMatching(/leverancier\.yaml: het bestand: .*adres/),
  ]);
});

test('another key in the party file closes what was signed with the old one', async () => {
  const nieuw = await maakOndertekenaar('dov');
  await map.schrijf('partijen/dov.yaml', nieuw.partij);
  expect((await lees()).reden).toBe('handtekening_klopt_niet');
});

test('numbers that differ between protocol and party file close the protocol', async () => {
  await map.schrijf('partijen/leverancier.yaml', { ...leverancier.partij, kbo: '0644.450.380' });
  expect((await lees()).reden).toBe('onbekende_partij');
});

test('a file cannot speak for a party with another name: its key counts for nobody', async () => {
  const vermomd = { ...vreemde.partij, partij: 'dov' };
  await map.schrijf('partijen/vreemde.yaml', vermomd);
  await map.schrijfProtocol('voorbeeld', protocolbytes(), vreemde, leverancier);
  const { fouten, reden } = await lees();
  expect(fouten).toEqual([expect.stringContaining('vreemde.yaml: partij heet "dov" maar het bestand "vreemde.yaml"')]);
  expect(reden).toBe('onbekende_partij');
});

describe('a key that stands with two parties', () => {
  /** Another party with a key of the same name as dov's, or with dov's own key under another name. */
  const gedeeld = [
    ['the name', (): object => ({ ...vreemde.partij.sleutels[0], kid: dov.partij.sleutels[0]?.kid })],
    ['the key', (): object => ({ ...dov.partij.sleutels[0], kid: 'vreemde-sleutel-9' })],
  ] as const;

  test.each(gedeeld)('%s: told of both, and those who have nothing to do with it go on', async (_, sleutel) => {
    // Its file comes first in the folder, as an attacker would arrange it.
    await map.schrijf('partijen/aaa.yaml', { ...vreemde.partij, partij: 'aaa', sleutels: [sleutel()] });
    const { fouten, reden } = await lees();
    expect(reden).toBe('in_werking');
    expect(fouten).toEqual([
      expect.stringMatching(/partij "aaa": sleutel .* staat ook bij "dov"; .*voor geen van beide/),
      expect.stringMatching(/partij "dov": sleutel dov-sleutel-1 staat ook bij "aaa"/),
    ]);
  });

  test.each(gedeeld)('%s: where both are a party, what it signed counts for neither', async (_, sleutel) => {
    await map.schrijf('partijen/leverancier.yaml', { ...leverancier.partij, sleutels: [sleutel()] });
    expect((await lees()).reden).toBe('handtekening_klopt_niet');
    const { kid } = sleutel() as { kid: string };
    const alsBeide = { ...dov, prive: { ...dov.prive, kid } };
    await map.schrijfProtocol('voorbeeld', protocolbytes(), dov, alsBeide);
    expect((await lees()).reden).toBe('handtekening_klopt_niet');
  });
});

test('a party file that cannot be read is a fault of that party alone', async () => {
  await mkdir(join(map.pad, 'partijen/vreemde.yaml'));
  const { fouten, reden } = await lees();
  expect(fouten).toEqual([expect.stringMatching(/vreemde\.yaml: is geen bestand/)]);
  expect(reden).toBe('in_werking');
});
