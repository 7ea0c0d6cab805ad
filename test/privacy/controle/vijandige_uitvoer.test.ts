import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Logbron } from '../../../src/privacy/controle/logbron.ts';
import { leesUitvoermap } from '../../../src/privacy/controle/uitvoer/lees_uitvoermap.ts';
import { leesUitvoertar } from '../../../src/privacy/controle/uitvoer/lees_uitvoertar.ts';
import { schrijfUitvoer } from '../../../src/privacy/controle/uitvoer/schrijf_uitvoer.ts';
import { Uitvoerfout } from '../../../src/privacy/controle/uitvoer/uitvoerfout.ts';
import { gatAchter, TAREINDE, tarkop } from '../../../src/privacy/controle/uitvoer/ustar.ts';
import { alsBron, maakProefrij, maakProefsleutel, oordeelOver, verzegel } from './proeflog.ts';

/** A file from a stranger: whatever is in it, the check ends with a line that says what is wrong. */

const sleutel = maakProefsleutel();
let map: string;
/** The parts of a whole export, in their order. */
let onderdelen: [naam: string, inhoud: Buffer][];

beforeAll(async () => {
  map = mkdtempSync(join(tmpdir(), 'vijand-'));
  const rijen = Array.from({ length: 300 }, (_, i) => maakProefrij(i + 1));
  const naar = join(map, 'heel.tar');
  const bron = alsBron(await verzegel(rijen, [200, 300], { sleutel }));
  await schrijfUitvoer({ bron, sleutels: sleutel.vkey, naar, meld() {} });
  mkdirSync(join(map, 'heel'));
  execFileSync('tar', ['-xf', naar, '-C', join(map, 'heel')]);
  const namen = execFileSync('tar', ['-tf', naar], { encoding: 'utf8' }).trim().split('\n');
  onderdelen = namen.map((naam) => [naam, readFileSync(join(map, 'heel', naam))]);
});
afterAll(() => rmSync(map, { recursive: true }));

async function gevonden(open: () => Logbron) {
  try {
    return (await oordeelOver(open(), { sleutels: [{ vkey: sleutel.vkey }] })).bevindingen;
  } catch (fout) {
    if (fout instanceof Uitvoerfout) return [fout.bevinding];
    throw fout;
  }
}

/** A file of zeros that takes no room on disk. */
function maakHol(pad: string, bytes: number): void {
  writeFileSync(pad, '');
  truncateSync(pad, bytes);
}

type Deel = [naam: string, inhoud: Buffer, kop?: (kop: Buffer) => void];

/** A tar of these parts, whose headers may be changed; their sums are made right again. */
function maakTar(delen: Deel[]): string {
  const pad = join(map, 'vreemd.tar');
  const bytes = delen.flatMap(([naam, inhoud, wijzig]) => {
    const kop = tarkop({ naam: 'x', grootte: inhoud.length }, 0);
    kop.fill(0, 0, 100).write(naam);
    wijzig?.(kop);
    kop.fill(' ', 148, 156);
    kop.write(
      `${kop
        .reduce((som, byte) => som + byte, 0)
        .toString(8)
        .padStart(6, '0')}\0 `,
      148,
    );
    return [kop, inhoud, Buffer.alloc(gatAchter(inhoud.length))];
  });
  writeFileSync(pad, Buffer.concat([...bytes, TAREINDE]));
  return pad;
}

/** The whole export with one part changed. */
function anders(naam: string, maak: (inhoud: Buffer) => Deel[]): string {
  return maakTar(onderdelen.flatMap(([eigen, inhoud]): Deel[] => (eigen === naam ? maak(inhoud) : [[eigen, inhoud]])));
}

test('made again as it was, it is whole', async () => {
  expect(await gevonden(() => leesUitvoertar(maakTar(onderdelen)))).toEqual([]);
  expect(await gevonden(() => leesUitvoermap(join(map, 'heel')))).toEqual([]);
});

const GROOT = (kop: Buffer) => void kop.write('77777777777\0', 124);
const SOORT = (soort: string) => (kop: Buffer) => void kop.write(soort, 156);

describe('a tar', () => {
  test.each<[string, () => string, object]>([
    [
      'a part that claims 8 GiB',
      () => anders('tile/entries/000', (i) => [['tile/entries/000', i, GROOT]]),
      { code: 'uitvoer_onleesbaar', wat: expect.stringContaining('te groot') },
    ],
    [
      'a list that claims 8 GiB',
      () => anders('checkpoints', (i) => [['checkpoints', i, GROOT]]),
      { code: 'uitvoer_onvolledig', wat: expect.stringContaining('breekt af') },
    ],
    [
      'a part twice',
      () =>
        anders('tile/0/000', (i) => [
          ['tile/0/000', i],
          ['tile/0/000', i],
        ]),
      { code: 'uitvoer_onvolledig', plaats: 0 },
    ],
    ['a tile missing', () => anders('tile/0/001.p/44', () => []), { code: 'uitvoer_onvolledig', plaats: 256 }],
    [
      'rows missing',
      () => anders('tile/entries/000', () => []),
      { code: 'uitvoer_onvolledig', plaats: 0, wat: expect.stringContaining('tile/entries/000') },
    ],
    [
      'a part outside the folder',
      () => anders('tile/0/000', (i) => [['../../etc/passwd', i]]),
      { code: 'uitvoer_onvolledig', wat: expect.stringContaining('tile/0/000') },
    ],
    ['an absolute path', () => anders('tile/0/000', (i) => [['/etc/passwd', i]]), { code: 'uitvoer_onvolledig' }],
    ['a link', () => anders('tile/0/000', (i) => [['tile/0/000', i, SOORT('2')]]), { code: 'uitvoer_onleesbaar' }],
    [
      'a header of another kind of tar',
      () =>
        anders('tile/0/000', (i) => [
          ['x', i, SOORT('x')],
          ['tile/0/000', i],
        ]),
      { code: 'uitvoer_onleesbaar' },
    ],
    [
      'a name of odd bytes',
      () => anders('tile/0/000', (i) => [['tile/0/\u202e\u0000\ufffd', i]]),
      { code: 'uitvoer_onleesbaar' },
    ],
    [
      'something behind it',
      () => maakTar([...onderdelen, ['meer', Buffer.from('x')]]),
      { code: 'uitvoer_onvolledig', wat: 'meer hoort er niet in' },
    ],
    [
      'a cover that is none',
      () => anders('omslag', () => [['omslag', Buffer.from('{"omvang":-1}')]]),
      { code: 'uitvoer_onleesbaar' },
    ],
    [
      'a cover that claims a trillion rows',
      () => anders('omslag', (i) => [['omslag', Buffer.from(String(i).replaceAll('300', '1000000000000'))]]),
      { code: 'uitvoer_onvolledig', plaats: 256 },
    ],
    [
      'checkpoints that are no JSON',
      () => anders('checkpoints', () => [['checkpoints', Buffer.from([0xff, 0xfe, 10])]]),
      { code: 'uitvoer_onleesbaar' },
    ],
    [
      'a line of checkpoints without an end',
      () => anders('checkpoints', () => [['checkpoints', Buffer.alloc(300_000, 'x')]]),
      { code: 'uitvoer_onleesbaar' },
    ],
    [
      'a tile of half a hash',
      () => anders('tile/0/000', (i) => [['tile/0/000', i.subarray(16)]]),
      { code: 'uitvoer_onleesbaar', plaats: 0 },
    ],
  ])('%s', async (_wat, maak, bevinding) => {
    const pad = maak();
    expect((await gevonden(() => leesUitvoertar(pad)))[0]).toMatchObject(bevinding);
  });

  test.each([0, 100, 512, 2000, 20_000, 100_000])('that breaks off after %i bytes', async (bytes) => {
    const pad = join(map, 'af.tar');
    copyFileSync(join(map, 'heel.tar'), pad);
    truncateSync(pad, bytes);
    expect((await gevonden(() => leesUitvoertar(pad))).at(-1)).toMatchObject({ code: 'uitvoer_onvolledig' });
  });

  test('a file of 64 GiB that is empty', async () => {
    const pad = join(map, 'leeg.tar');
    maakHol(pad, 64 * 1024 ** 3);
    expect(await gevonden(() => leesUitvoertar(pad))).toMatchObject([{ code: 'uitvoer_onvolledig' }]);
  });

  test('no tar at all', async () => {
    expect(await gevonden(() => leesUitvoertar(join(map, 'heel/checkpoint')))).toMatchObject([
      { code: 'uitvoer_onvolledig' },
    ]);
    expect(await gevonden(() => leesUitvoertar(process.execPath))).toMatchObject([{ code: 'uitvoer_onleesbaar' }]);
  });
});

describe('rows', () => {
  const rijenAls = (bytes: Buffer) => anders('tile/entries/000', () => [['tile/entries/000', bytes]]);
  test.each<[string, Buffer, object]>([
    ['eight million of no bytes', Buffer.alloc(16_000_000), { code: 'bundel_onleesbaar', plaats: 0 }],
    ['a length beyond the end', Buffer.from([0xff, 0xff, 1]), { code: 'bundel_onleesbaar', plaats: 0 }],
    ['nothing', Buffer.alloc(0), { code: 'rij_verwijderd', plaats: 0 }],
    ['odd bytes', Buffer.from([0, 3, 0xed, 0xa0, 0x80]), { code: 'bundel_verwisseld', plaats: 0 }],
    [
      'a number without an end',
      Buffer.concat([Buffer.from([0, 200]), Buffer.from('"volgnummer":"'.padEnd(200, '9'))]),
      { plaats: 0 },
    ],
  ])('%s', async (_wat, bytes, bevinding) => {
    expect((await gevonden(() => leesUitvoertar(rijenAls(bytes))))[0]).toMatchObject(bevinding);
  });
});

describe('a folder', () => {
  test.each<[string, (pad: string) => void, string]>([
    ['with a link', (pad) => symlinkSync('/etc/passwd', pad), 'uitvoer_onleesbaar'],
    ['with a pipe', (pad) => void execFileSync('mkfifo', [pad]), 'uitvoer_onvolledig'],
    ['with a folder', (pad) => mkdirSync(pad), 'uitvoer_onvolledig'],
    ['with a file of 4 GiB', (pad) => maakHol(pad, 4 * 1024 ** 3), 'uitvoer_onleesbaar'],
    ['without it', () => {}, 'uitvoer_onvolledig'],
  ])('%s in the place of rows', async (_wat, doe, code) => {
    const vreemd = join(map, 'vreemd');
    rmSync(vreemd, { recursive: true, force: true });
    execFileSync('cp', ['-r', join(map, 'heel'), vreemd]);
    rmSync(join(vreemd, 'tile/entries/000'));
    doe(join(vreemd, 'tile/entries/000'));
    expect(await gevonden(() => leesUitvoermap(vreemd))).toMatchObject([{ code, plaats: 0 }]);
  });
});
