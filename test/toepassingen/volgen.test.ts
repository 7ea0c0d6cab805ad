import { spawnSync } from 'node:child_process';
import { mkdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { legStopVast } from '../../src/toepassingen/index.ts';
import { GevolgdeMap, vierSeconden } from '../opzet/stukken/gevolgde_map.ts';

/** Following the configuration folder and the stops in the database. */

const gevolgd = new GevolgdeMap();
const { klok, volg, isOpen, pad, schrijfDossier, fouten } = gevolgd;
beforeAll(() => gevolgd.begin());
beforeEach(() => gevolgd.maak());
afterEach(() => gevolgd.ruimOp());
afterAll(() => gevolgd.einde());

const GISTEREN = { op: '2025-02-28', door: 'dov', reden: 'inbreuk' };
const LATER = { op: '2025-06-01', door: 'leverancier', reden: 'opzegging' };

describe('an entry that can not be read is a fault of that entry', () => {
  const GEVALLEN: [string, string, () => Promise<unknown>][] = [
    ["an editor's lock", '.#ander.yaml', () => symlink('ik@hier.1:2', pad('toepassingen/.#ander.yaml'))],
    ['a link to nothing', 'los.yaml', () => symlink('weg.yaml', pad('toepassingen/los.yaml'))],
    ['a folder', 'los.yaml', () => mkdir(pad('toepassingen/los.yaml'))],
    ['a pipe', 'los.yaml', async () => spawnSync('mkfifo', [pad('toepassingen/los.yaml')])],
    ['a party that is a link to nothing', 'los.yaml', () => symlink('weg.yaml', pad('partijen/los.yaml'))],
    ['a protocol that is a link to nothing', 'los', () => symlink('weg', pad('protocollen/los'))],
    ['200 kB', 'groter dan 64 kB', () => writeFile(pad('toepassingen/los.yaml'), 'naam: x\n'.repeat(25_000))],
  ];

  test.each(GEVALLEN)('%s: the others are followed, a stop in the database as well', async (_, regel, doe) => {
    const levend = await volg();
    await doe();
    await schrijfDossier('nieuw', 'ander');
    await vierSeconden(levend);
    expect(fouten()).toContain(regel);
    expect([isOpen(levend), isOpen(levend, 'nieuw')]).toEqual([true, true]);

    await legStopVast(gevolgd.db, 'voorbeeld', GISTEREN, klok.nu());
    await levend.verversUitDatabase();
    expect(isOpen(levend)).toBe(false);
    expect(isOpen(levend, 'ander')).toBe(true);
  });
});

describe('a folder that can not be listed', () => {
  test.each([
    ['is gone', () => rename(gevolgd.map.pad, `${gevolgd.map.pad}-weg`), /ENOENT/],
    [
      'is huge',
      async () => {
        for (let i = 0; i <= 1_000; i++) await writeFile(pad(`toepassingen/${i}.txt`), '');
      },
      /meer dan 1000 bestanden/,
    ],
  ])('%s: what was open stays open, and a stop in the database closes', async (_, doe, reden) => {
    const levend = await volg();
    await doe();
    await expect(levend.verversUitMap()).rejects.toThrow(reden);
    expect([isOpen(levend), isOpen(levend, 'ander')]).toEqual([true, true]);
    await legStopVast(gevolgd.db, 'voorbeeld', GISTEREN, klok.nu());
    await levend.verversUitDatabase();
    expect([isOpen(levend), isOpen(levend, 'ander')]).toEqual([false, true]);
    await rm(`${gevolgd.map.pad}-weg`, { recursive: true, force: true });
  });
});

describe('stops', () => {
  const stopbestand = (naam: string, stop: object) => gevolgd.map.schrijf(`protocollen/voorbeeld/${naam}`, stop);

  test('a file counts at the first reading, and for good: deleted, after a restart and on another node', async () => {
    const [levend, andere] = [await volg(), await volg()];
    await stopbestand('stopzetting.yaml', GISTEREN);
    await levend.verversUitMap();
    expect(isOpen(levend)).toBe(false);
    expect(levend.gesloten.has('voorbeeld')).toBe(true);

    await levend.verversUitDatabase();
    await rm(pad('protocollen/voorbeeld/stopzetting.yaml'));
    await vierSeconden(levend);
    await vierSeconden(andere);
    expect([isOpen(levend), isOpen(andere), isOpen(await volg())]).toEqual([false, false, false]);
    expect(isOpen(levend, 'ander')).toBe(true);
  });

  test('who goes on signs a new protocol, and the dossier names it', async () => {
    const levend = await volg();
    await legStopVast(gevolgd.db, 'voorbeeld', GISTEREN, klok.nu());
    await vierSeconden(levend);
    await schrijfDossier('voorbeeld', 'ander');
    await vierSeconden(levend);
    expect(isOpen(levend)).toBe(true);
  });

  test.each([
    ['stopzetting.yml', () => stopbestand('stopzetting.yml', LATER)],
    ['Stopzetting.YAML', () => stopbestand('Stopzetting.YAML', LATER)],
    ['stopzetting.yaml', () => symlink('weg', pad('protocollen/voorbeeld/stopzetting.yaml'))],
    ['stopzetting.yaml', () => mkdir(pad('protocollen/voorbeeld/stopzetting.yaml'))],
    ['stopzetting', () => mkdir(pad('protocollen/voorbeeld/stopzetting'))],
    ['stopzetting.yaml', () => stopbestand('stopzetting.yaml', { ...GISTEREN, door: 'a\0b' })],
  ])('%s that is no sound stop closes, with a line', async (naam, doe) => {
    const levend = await volg();
    await doe();
    await vierSeconden(levend);
    expect(isOpen(levend)).toBe(false);
    expect(fouten()).toContain(naam);
    expect(isOpen(levend, 'ander')).toBe(true);
  });

  test('a badly named one with a date that has come is a stop like any other: deleting it does not reopen', async () => {
    const levend = await volg();
    await stopbestand('stopzetting.yml', GISTEREN);
    await vierSeconden(levend);
    await rm(pad('protocollen/voorbeeld/stopzetting.yml'));
    await vierSeconden(levend);
    expect(isOpen(levend)).toBe(false);
  });

  test('of several the earliest counts: a day that lies ahead hides none that has come', async () => {
    const levend = await volg();
    await legStopVast(gevolgd.db, 'voorbeeld', LATER, klok.nu());
    await vierSeconden(levend);
    expect(isOpen(levend)).toBe(true);
    await legStopVast(gevolgd.db, 'voorbeeld', GISTEREN, klok.nu());
    await vierSeconden(levend);
    expect(isOpen(levend)).toBe(false);

    await legStopVast(gevolgd.db, 'ander', LATER, klok.nu());
    await gevolgd.map.schrijf('protocollen/ander/stopzetting.yaml', GISTEREN);
    expect(isOpen(await volg(), 'ander')).toBe(false);
  });
});

describe('half saved', () => {
  test.each([
    'toepassingen/voorbeeld.yaml',
    'toepassingen/voorbeeld.handtekeningen.json',
    'protocollen/voorbeeld/protocol.yaml',
    'partijen/dov.yaml',
  ])('%s closes nothing while it is being written, and does when it stays so', async (bestand) => {
    const levend = await volg();
    const heel = await gevolgd.map.lees(bestand);
    await gevolgd.map.schrijf(bestand, heel.subarray(0, 100));
    await levend.verversUitMap();
    expect(isOpen(levend)).toBe(true);
    await gevolgd.map.schrijf(bestand, heel);
    await vierSeconden(levend);
    expect([isOpen(levend), levend.gesloten.size]).toEqual([true, 0]);

    await gevolgd.map.schrijf(bestand, heel.subarray(0, 100));
    await vierSeconden(levend);
    expect(isOpen(levend)).toBe(false);
  });
});

test('a secret that changes is a change of the applications, also without one in the folder', async () => {
  const levend = await volg();
  const eerste = gevolgd.gelezen;
  await vierSeconden(levend);
  expect(gevolgd.gelezen).toBe(eerste);
  gevolgd.geheimstand = 'een ander geheim';
  await vierSeconden(levend);
  expect(gevolgd.gelezen).not.toBe(eerste);
});

test('a folder of one protocol that holds too much closes that protocol alone', async () => {
  const levend = await volg();
  for (let i = 0; i <= 100; i++) await gevolgd.map.schrijf(`protocollen/voorbeeld/${i}.txt`, '');
  await vierSeconden(levend);
  expect(fouten()).toContain('meer dan 100 bestanden');
  expect([isOpen(levend), isOpen(levend, 'ander')]).toEqual([false, true]);
});
