import { spawnSync } from 'node:child_process';
import { mkdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { zetbareKlok } from '../../src/klok.ts';
import type { Database } from '../../src/store/index.ts';
import {
  type LevendeToepassingen,
  legStopVast,
  type Toepassingen,
  volgToepassingen,
} from '../../src/toepassingen/index.ts';
import { Configmap, maakOndertekenaar, type Ondertekenaar } from '../opzet/configmap.ts';
import { maakTestdatabase, type Testdatabase } from '../opzet/database.ts';
import { voorbeelddossier } from '../opzet/voorbeelddossier.ts';
import { protocolbytes } from '../opzet/voorbeeldprotocol.ts';

/** Following the configuration folder and the stops in the database, without a server around it. */

const VANDAAG = Temporal.Instant.from('2025-03-01T09:00:00Z');
const klok = zetbareKlok(VANDAAG);
const GISTEREN = { op: '2025-02-28', door: 'dov', reden: 'inbreuk' };
const LATER = { op: '2025-06-01', door: 'leverancier', reden: 'opzegging' };

let partijen: Ondertekenaar[];
let database: Testdatabase;
let db: Database;
let map: Configmap;
let gelezen: Toepassingen | undefined;
let sluit: () => Promise<void>;

beforeAll(async () => {
  partijen = await Promise.all([maakOndertekenaar('dov'), maakOndertekenaar('leverancier')]);
  database = await maakTestdatabase();
  db = database.db;
});
afterAll(() => database.weg());

/** Two protocols with an application each. */
beforeEach(async () => {
  klok.zet(VANDAAG);
  sluit = async () => {};
  map = await Configmap.maak(...partijen);
  for (const naam of ['voorbeeld', 'ander']) {
    await map.schrijfProtocol(
      naam,
      protocolbytes(() => {}, naam),
      ...partijen,
    );
    await schrijfDossier(naam, naam);
  }
});
afterEach(async () => {
  await db.deleteFrom('protocolstops').execute();
  await db.deleteFrom('open_toepassingen').execute();
  await map.weg();
});

const schrijfDossier = (naam: string, protocol: string) =>
  map.schrijfDossier(voorbeelddossier({ client_id: naam, protocol }), ...partijen);

/** What the secrets of applications stand for. */
let geheimstand = '';

const volg = () =>
  volgToepassingen({
    db,
    klok,
    configmap: map.pad,
    kies: async (nu) => {
      gelezen = nu;
      return nu.alle;
    },
    grond: async () => geheimstand,
    ruimOp: () => sluit(),
    meldGesloten: () => {},
  });

const isOpen = ({ alle }: LevendeToepassingen, naam = 'voorbeeld') =>
  alle.get(naam)?.geldigheidOp(klok.vandaag()).in_werking ?? false;

/** What the timers do in four seconds. */
async function vierSeconden(levend: LevendeToepassingen): Promise<void> {
  for (const _ of [1, 2]) {
    await Promise.all([levend.verversUitMap(), levend.verversUitDatabase()]);
    await levend.verversOpenstelling().catch(() => {});
  }
}

const pad = (bestand: string) => join(map.pad, bestand);
const fouten = () => [gelezen?.fouten, gelezen?.protocollen.dossiers.map((een) => een.fouten)].flat(3).join('\n');

describe('an entry that can not be read is a fault of that entry', () => {
  const GEVALLEN: [string, string, () => Promise<unknown>][] = [
    ["an editor's lock", '.#ander.yaml', () => symlink('ik@hier.1:2', pad('toepassingen/.#ander.yaml'))],
    ['a link to nothing', 'los.yaml', () => symlink('weg.yaml', pad('toepassingen/los.yaml'))],
    ['a folder', 'los.yaml', () => mkdir(pad('toepassingen/los.yaml'))],
    ['a pipe', 'los.yaml', async () => spawnSync('mkfifo', [pad('toepassingen/los.yaml')])],
    ['a party that is a link to nothing', 'los.yaml', () => symlink('weg.yaml', pad('partijen/los.yaml'))],
    ['a protocol that is a link to nothing', 'los', () => symlink('weg', pad('protocollen/los'))],
    ['200 kB', 'groter dan 32 kB', () => writeFile(pad('toepassingen/los.yaml'), 'naam: x\n'.repeat(25_000))],
  ];

  test.each(GEVALLEN)('%s: the others are followed, a stop in the database as well', async (_, regel, doe) => {
    const levend = await volg();
    await doe();
    await schrijfDossier('nieuw', 'ander');
    await vierSeconden(levend);
    expect(fouten()).toContain(regel);
    expect([isOpen(levend), isOpen(levend, 'nieuw')]).toEqual([true, true]);

    await legStopVast(db, 'voorbeeld', GISTEREN, klok.nu());
    await levend.verversUitDatabase();
    expect(isOpen(levend)).toBe(false);
    expect(isOpen(levend, 'ander')).toBe(true);
  });
});

describe('a folder that can not be listed', () => {
  test.each([
    ['is gone', () => rename(map.pad, `${map.pad}-weg`), /ENOENT/],
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
    await legStopVast(db, 'voorbeeld', GISTEREN, klok.nu());
    await levend.verversUitDatabase();
    expect([isOpen(levend), isOpen(levend, 'ander')]).toEqual([false, true]);
    await rm(`${map.pad}-weg`, { recursive: true, force: true });
  });
});

describe('stops', () => {
  const stopbestand = (naam: string, stop: object) => map.schrijf(`protocollen/voorbeeld/${naam}`, stop);

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
    await legStopVast(db, 'voorbeeld', GISTEREN, klok.nu());
    await vierSeconden(levend);
    await schrijfDossier('voorbeeld', 'ander');
    await vierSeconden(levend);
    expect(isOpen(levend)).toBe(true);
  });

  test('what was open stays shut until its sessions have ended', async () => {
    const levend = await volg();
    sluit = () => Promise.reject(new Error('tabel op slot'));
    await legStopVast(db, 'voorbeeld', GISTEREN, klok.nu());
    await vierSeconden(levend);
    await schrijfDossier('voorbeeld', 'ander');
    await vierSeconden(levend);
    expect(levend.alle.get('voorbeeld')?.geldigheidOp(klok.vandaag())).toMatchObject({ reden: 'nog_niet_geopend' });
    expect(isOpen(levend, 'ander')).toBe(true);
    sluit = async () => {};
    await levend.verversOpenstelling();
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
    await legStopVast(db, 'voorbeeld', LATER, klok.nu());
    await vierSeconden(levend);
    expect(isOpen(levend)).toBe(true);
    await legStopVast(db, 'voorbeeld', GISTEREN, klok.nu());
    await vierSeconden(levend);
    expect(isOpen(levend)).toBe(false);

    await legStopVast(db, 'ander', LATER, klok.nu());
    await map.schrijf('protocollen/ander/stopzetting.yaml', GISTEREN);
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
    const heel = await map.lees(bestand);
    await map.schrijf(bestand, heel.subarray(0, 100));
    await levend.verversUitMap();
    expect(isOpen(levend)).toBe(true);
    await map.schrijf(bestand, heel);
    await vierSeconden(levend);
    expect([isOpen(levend), levend.gesloten.size]).toEqual([true, 0]);

    await map.schrijf(bestand, heel.subarray(0, 100));
    await vierSeconden(levend);
    expect(isOpen(levend)).toBe(false);
  });
});

test('a secret that changes is a change of the applications, also without one in the folder', async () => {
  const levend = await volg();
  const eerste = gelezen;
  await vierSeconden(levend);
  expect(gelezen).toBe(eerste);
  geheimstand = 'een ander geheim';
  await vierSeconden(levend);
  expect(gelezen).not.toBe(eerste);
});

test('at midnight after the last day of its term an application closes as after a stop', async () => {
  klok.zet(Temporal.Instant.from('2026-08-31T21:59:00Z'));
  const levend = await volg();
  const gesloten: string[] = [];
  sluit = async () => {
    gesloten.push('einde');
  };
  await vierSeconden(levend);
  expect([isOpen(levend), gesloten]).toEqual([true, []]);
  klok.zet(Temporal.Instant.from('2026-08-31T22:00:01Z'));
  expect(isOpen(levend)).toBe(false);
  await vierSeconden(levend);
  expect(gesloten).toEqual(['einde', 'einde']);
  expect(await db.selectFrom('open_toepassingen').select('client_id').execute()).toEqual([]);
});
