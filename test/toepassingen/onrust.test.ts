import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { LevendeToepassingen } from '../../src/toepassingen/index.ts';
import { GevolgdeMap, vierSeconden } from '../opzet/stukken/gevolgde_map.ts';

/** A configuration folder that does not come to rest. */

const gevolgd = new GevolgdeMap();
const { volg, isOpen, pad } = gevolgd;
beforeAll(() => gevolgd.begin());
beforeEach(() => gevolgd.maak());
afterEach(() => gevolgd.ruimOp());
afterAll(() => gevolgd.einde());

const trekIn = () => rename(pad('toepassingen/voorbeeld.yaml'), pad('weg'));

/** Turns of a node. Before each turn, somebody writes this file again. */
async function beurtenMet(levend: LevendeToepassingen, bestand: string, aantal: number): Promise<void> {
  for (let beurt = 1; beurt <= aantal; beurt++) {
    await writeFile(pad(bestand), 'x'.repeat(++geschreven));
    await levend.verversUitMap();
  }
}
let geschreven = 0;

test.each([
  'toepassingen/.voorbeeld.yaml.swp',
  'toepassingen/4913',
  'partijen/dov.yaml~',
  'partijen/lijst.handtekeningen.txt',
  'protocollen/voorbeeld/.protocol.yaml.swp',
  'protocollen/notities.txt',
])('%s is never read: a dossier that is withdrawn closes after two turns, and nothing is told', async (bestand) => {
  const levend = await volg();
  const eerste = gevolgd.gelezen;
  await beurtenMet(levend, bestand, 4);
  expect(gevolgd.gelezen).toBe(eerste);
  await trekIn();
  await beurtenMet(levend, bestand, 2);
  expect([isOpen(levend), isOpen(levend, 'ander'), gevolgd.onrust]).toEqual([false, true, []]);
});

describe('a file that is read and never rests', () => {
  const BESTAND = 'toepassingen/los.yaml';

  test('keeps another change waiting for three turns, no longer, and is told once', async () => {
    const levend = await volg();
    await trekIn();
    await beurtenMet(levend, BESTAND, 2);
    expect([isOpen(levend), gevolgd.onrust]).toEqual([true, []]);
    await beurtenMet(levend, BESTAND, 1);
    expect([isOpen(levend), isOpen(levend, 'ander')]).toEqual([false, true]);
    await rename(pad('weg'), pad('toepassingen/voorbeeld.yaml'));
    await beurtenMet(levend, BESTAND, 3);
    await levend.verversOpenstelling();
    expect([isOpen(levend), isOpen(levend, 'ander')]).toEqual([true, true]);
    expect(gevolgd.onrust).toEqual([[pad(BESTAND)]]);
  });

  test('half saved it closes its own entry, and is told anew after a rest', async () => {
    const levend = await volg();
    await beurtenMet(levend, 'toepassingen/ander.yaml', 3);
    expect([isOpen(levend), isOpen(levend, 'ander')]).toEqual([true, false]);
    await vierSeconden(levend);
    await beurtenMet(levend, BESTAND, 3);
    expect(gevolgd.onrust).toEqual([[pad('toepassingen/ander.yaml')], [pad(BESTAND)]]);
  });

  test.each([
    ['that can not be read', () => writeFile(pad('protocollen/voorbeeld/stopzetting.yaml'), 'op: [')],
    ['that is a folder', () => mkdir(pad('protocollen/voorbeeld/stopzetting.yaml'))],
    ['of 3 kB', () => writeFile(pad('protocollen/voorbeeld/stopzetting.yaml'), '#'.repeat(3_000))],
  ])('a stop %s closes at once all the same, and only while it stands there', async (_, doe) => {
    const levend = await volg();
    await beurtenMet(levend, BESTAND, 1);
    await doe();
    await beurtenMet(levend, BESTAND, 1);
    expect([isOpen(levend), isOpen(levend, 'ander')]).toEqual([false, true]);
    expect(levend.gesloten.has('voorbeeld')).toBe(true);
    await rm(pad('protocollen/voorbeeld/stopzetting.yaml'), { recursive: true });
    await vierSeconden(levend);
    expect(isOpen(levend)).toBe(true);
  });
});
