import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { zetbareKlok } from '../../../src/klok.ts';
import { leesProtocollen } from '../../../src/protocol/index.ts';
import { wijzigBestand } from '../../../src/terminal/configbestand.ts';
import { tekenProtocol } from '../../../src/toepassingen/opdrachten/ondertekenen.ts';
import { Configmap, GETEKEND_OP, maakOndertekenaar } from '../../opzet/stukken/configmap.ts';
import { protocolbytes } from '../../opzet/stukken/voorbeeldprotocol.ts';

/** Parties that sign one act at the same time, in one folder. */

const PARTIJEN = ['dov', 'leverancier'];
const BESTAND = 'protocollen/voorbeeld/handtekeningen.json';

let map: Configmap;
beforeEach(async () => {
  const ondertekenaars = await Promise.all(PARTIJEN.map((partij) => maakOndertekenaar(partij)));
  map = await Configmap.maak(...ondertekenaars);
  await map.schrijfProtocol('voorbeeld', protocolbytes());
  for (const { partij, prive } of ondertekenaars)
    await writeFile(join(map.pad, `${partij.partij}.jwk`), JSON.stringify(prive));
});
afterEach(() => map.weg());

const pad = (bestand = BESTAND) => join(map.pad, bestand);
const teken = (partij: string) =>
  tekenProtocol({ klok: zetbareKlok(GETEKEND_OP), configmap: map.pad, partijenmap: pad('partijen') }, 'voorbeeld', {
    partij,
    sleutel: pad(`${partij}.jwk`),
  });
async function getekendDoor(): Promise<string[]> {
  const { dossiers } = await leesProtocollen(map.pad);
  return dossiers.flatMap(({ oordelen }) => oordelen.map((een) => (een.geldig ? een.partij : een.reden))).toSorted();
}

test('whoever reads that it signed, did; who came between signs again', async () => {
  const uitkomsten = await Promise.allSettled(PARTIJEN.map(teken));
  const gelukt = PARTIJEN.filter((_, plek) => uitkomsten[plek]?.status === 'fulfilled');
  expect(gelukt.length).toBeGreaterThan(0);
  expect(await getekendDoor()).toEqual(gelukt);
  for (const partij of PARTIJEN.filter((een) => !gelukt.includes(een))) await teken(partij);
  expect(await getekendDoor()).toEqual(PARTIJEN);
});

test('while one is being written, another is refused before it reads what the first will replace', async () => {
  await teken('dov');
  await wijzigBestand(pad(), async () => {
    await expect(teken('leverancier')).rejects.toThrow(/handtekeningen\.json: .*handtekeningen\.json\.nieuw/);
    return readFile(pad(), 'utf8');
  });
  await teken('leverancier');
  expect(await getekendDoor()).toEqual(PARTIJEN);
});

test('what a command that died left behind is named, and once it is gone the party signs', async () => {
  await teken('dov');
  await writeFile(pad(`${BESTAND}.nieuw`), '{"signatures":[');
  await expect(teken('leverancier')).rejects.toThrow(/verwijder .*handtekeningen\.json\.nieuw/);
  expect(await getekendDoor()).toEqual(['dov']);
  await rm(pad(`${BESTAND}.nieuw`));
  await teken('leverancier');
  expect(await getekendDoor()).toEqual(PARTIJEN);
});

test('a change that fails leaves the file as it was, and nothing in the way', async () => {
  await teken('dov');
  const gevallen = wijzigBestand(pad(), async () => {
    throw new Error('omgevallen');
  });
  await expect(gevallen).rejects.toThrow('omgevallen');
  expect(await getekendDoor()).toEqual(['dov']);
  await expect(stat(pad(`${BESTAND}.nieuw`))).rejects.toThrow('ENOENT');
});
