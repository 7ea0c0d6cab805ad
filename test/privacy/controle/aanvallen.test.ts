import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { bladhash } from '../../../src/privacy/boom/blad.ts';
import { maakCheckpoint } from '../../../src/privacy/boom/checkpoint.ts';
import { wortelVan } from '../../../src/privacy/boom/reeks.ts';
import { hashlezer } from '../../../src/privacy/boom/tegel.ts';
import type { Bevinding } from '../../../src/privacy/controle/bevinding.ts';
import { leesUitvoertar } from '../../../src/privacy/controle/uitvoer/lees_uitvoertar.ts';
import { schrijfUitvoer } from '../../../src/privacy/controle/uitvoer/schrijf_uitvoer.ts';
import {
  alsBron,
  maakProefrij,
  maakProefsleutel,
  onderteken,
  oordeelOver,
  type Proeflog,
  type Proefsleutel,
  verzegel,
} from './proeflog.ts';

/** Somebody who has the whole log in his hands changes it, and an auditor sees it in an export: which row, and what. */

const OMVANG = 1000;
const OMVANGEN = [300, 600, 900, OMVANG];
const sleutel = maakProefsleutel();
const getuige = maakProefsleutel('getuige.test', 'medeondertekening');

let map: string;
let heel: Proeflog;
beforeAll(async () => {
  map = mkdtempSync(join(tmpdir(), 'aanval-'));
  heel = await verzegel(rijen(), OMVANGEN, { sleutel, getuigen: [getuige] });
});
afterAll(() => rmSync(map, { recursive: true }));

/** The numbers have gaps, as in the log: the row at place 10 has number 120. */
const rijen = () => Array.from({ length: OMVANG }, (_, plaats) => maakProefrij(nummerOp(plaats)));
const nummerOp = (plaats: number) => 100 + 2 * plaats;

interface Vraag {
  getuigen?: readonly Proefsleutel[];
  bewaard?: readonly { omvang: number; notitie: string }[];
}

/** Exports what became of the log and checks the file with the right keys. */
async function controleer(log: Proeflog, { getuigen = [], bewaard = [] }: Vraag = {}): Promise<Bevinding[]> {
  const naar = join(map, 'log.tar');
  await schrijfUitvoer({ bron: alsBron(log), sleutels: '', naar, meld() {} });
  const { bevindingen, aantalBevindingen } = await oordeelOver(leesUitvoertar(naar), {
    sleutels: [{ vkey: sleutel.vkey }],
    getuigen,
    bewaard: bewaard.map(({ omvang, notitie }) => ({ omvang, bewaarder: 'getuigenis', regel: { notitie } })),
  });
  expect(aantalBevindingen).toBe(bevindingen.length);
  return bevindingen;
}

function kopie(): Proeflog {
  return {
    teksten: [...heel.teksten],
    tegels: new Map([...heel.tegels].map(([pad, hashes]) => [pad, Buffer.from(hashes)])),
    checkpoints: heel.checkpoints.map((een) => ({ ...een })),
  };
}

const aangepast = (tekst: string | undefined) => String(tekst).replace('rekenboek', 'leesboek!');

const checkpointVan = ({ checkpoints }: Proeflog, i: number) => checkpoints[i] as Proeflog['checkpoints'][number];
const tegelVan = ({ tegels }: Proeflog, pad: string) => tegels.get(pad) as Buffer;

test('nobody touched it', async () => {
  expect(await controleer(kopie(), { getuigen: [getuige], bewaard: [checkpointVan(heel, 1)] })).toEqual([]);
});

describe('rows of the file', () => {
  const AANVALLEN: [wat: string, doe: (teksten: string[]) => void, eerste: object][] = [
    [
      'edited',
      (t) => t.splice(400, 1, aangepast(t[400])),
      { code: 'rij_gewijzigd', plaats: 400, rij: expect.objectContaining({ volgnummer: nummerOp(400) }) },
    ],
    ['the first one edited', (t) => t.splice(0, 1, aangepast(t[0])), { code: 'rij_gewijzigd', plaats: 0 }],
    ['the last one edited', (t) => t.splice(999, 1, aangepast(t[999])), { code: 'rij_gewijzigd', plaats: 999 }],
    [
      'two edited: the first is named first',
      (t) => [700, 401].map((i) => t.splice(i, 1, aangepast(t[i]))),
      { code: 'rij_gewijzigd', plaats: 401 },
    ],
    ['deleted', (t) => t.splice(400, 1), { code: 'rij_verwijderd', plaats: 400 }],
    [
      'inserted',
      (t) => t.splice(400, 0, maakProefrij(nummerOp(400) - 1)),
      { code: 'rij_ingevoegd', plaats: 400, rij: expect.objectContaining({ volgnummer: nummerOp(400) - 1 }) },
    ],
    ['copied', (t) => t.splice(400, 0, String(t[390])), { code: 'rij_ingevoegd', plaats: 400 }],
    [
      'two swapped',
      (t) => ([t[400], t[403]] = [String(t[403]), String(t[400])]),
      { code: 'rijen_verplaatst', plaats: 400, rij: expect.objectContaining({ volgnummer: nummerOp(403) }) },
    ],
    [
      'two neighbours swapped',
      (t) => ([t[400], t[401]] = [String(t[401]), String(t[400])]),
      { code: 'rijen_verplaatst', plaats: 400 },
    ],
    ['the tail cut', (t) => t.splice(950), { code: 'staart_weg', plaats: 950, aantal: 50 }],
    [
      'two whole pieces swapped',
      (t) => t.splice(0, 512, ...t.slice(256, 512), ...t.slice(0, 256)),
      { code: 'bundel_verwisseld', plaats: 0 },
    ],
  ];
  test.each(AANVALLEN)('%s', async (_wat, doe, eerste) => {
    const log = kopie();
    doe(log.teksten);
    const [gevonden] = await controleer(log);
    expect(gevonden).toMatchObject(eerste);
  });
});

describe('hashes of the file', () => {
  test('a leaf changed: its row no longer fits, and neither does the tile above', async () => {
    const log = kopie();
    tegelVan(log, '0/001').fill(7, 0, 32);
    expect((await controleer(log)).map(({ code, plaats }) => ({ code, plaats }))).toEqual([
      { code: 'rij_gewijzigd', plaats: 256 },
      { code: 'boom_herrekend', plaats: 0 },
      { code: 'tegel_vervalst', plaats: 256 },
    ]);
  });

  test('a row edited and its leaf with it: the tile above names the 256 rows, the checkpoint its own range', async () => {
    const log = kopie();
    log.teksten[700] = aangepast(log.teksten[700]);
    bladhash(Buffer.from(log.teksten[700])).copy(tegelVan(log, '0/002'), 32 * (700 - 512));
    expect(await controleer(log)).toMatchObject([
      { code: 'boom_herrekend', plaats: 600, tot_plaats: 899, omvang: 900 },
      { code: 'tegel_vervalst', plaats: 512, tot_plaats: 767 },
    ]);
  });

  test('a hash above the leaves changed', async () => {
    const log = kopie();
    tegelVan(log, '1/000').fill(7, 64, 96);
    expect(await controleer(log)).toMatchObject([
      { code: 'tegel_vervalst', plaats: 512, tot_plaats: 767, wat: 'tegel 1/000' },
    ]);
  });
});

/** A row edited, and everything above it made anew. */
async function herschreven(door: Parameters<typeof verzegel>[2], vanaf = 700): Promise<Proeflog> {
  const teksten = [...heel.teksten];
  teksten[vanaf] = aangepast(teksten[vanaf]);
  return verzegel(teksten, OMVANGEN, door);
}

describe('the whole tree made anew', () => {
  test('with the checkpoints of before: rows from the last that fits, up to the first that does not', async () => {
    const log = { ...(await herschreven({ sleutel })), checkpoints: heel.checkpoints };
    expect(await controleer(log)).toMatchObject([
      { code: 'boom_herrekend', plaats: 600, tot_plaats: 899, omvang: 900 },
    ]);
  });

  test('and the checkpoints signed by another key', async () => {
    const log = await herschreven({ sleutel: maakProefsleutel() });
    expect(await controleer(log)).toMatchObject([...OMVANGEN.map((omvang) => ({ code: 'sleutel_onbekend', omvang }))]);
  });

  test('and signed by another key under the name and number of the right one', async () => {
    const log = kopie();
    const echt = checkpointVan(heel, 2);
    const nagemaakt = onderteken(900, Buffer.alloc(32, 1), { sleutel });
    log.checkpoints[2] = {
      ...echt,
      notitie: nagemaakt.replace(/\n\S+=\n\n/, `\n${echt.wortel.toString('base64')}\n\n`),
    };
    expect(await controleer(log)).toMatchObject([{ code: 'checkpoint_vervalst', omvang: 900 }]);
  });

  test('and signed by the right key: without witnesses it looks whole, and the witness is missing', async () => {
    const log = await herschreven({ sleutel });
    expect(await controleer(log)).toEqual([]);
    expect(await controleer(log, { getuigen: [getuige] })).toEqual([{ code: 'getuige_ontbreekt', wat: getuige.naam }]);
  });

  test('and signed by the right key, with the cosignatures of before', async () => {
    const log = await herschreven({ sleutel });
    for (const [i, een] of log.checkpoints.entries()) {
      const regels = checkpointVan(heel, i).notitie.split('\n');
      een.notitie += `${regels.find((regel) => regel.includes(getuige.naam))}\n`;
    }
    expect(await controleer(log, { getuigen: [getuige] })).toMatchObject([
      { code: 'getuige_vervalst', omvang: 900 },
      { code: 'getuige_vervalst', omvang: OMVANG },
    ]);
  });

  test('and signed by the right key, while one witness alone saw the tree of before', async () => {
    const log = await herschreven({ sleutel });
    const bewaard = [checkpointVan(heel, 0), checkpointVan(heel, 2)];
    expect(await controleer(log, { bewaard })).toMatchObject([
      { code: 'gespleten_log', plaats: 300, tot_plaats: 899, omvang: 900, wat: 'getuigenis' },
    ]);
  });
});

describe('the end cut off, and nothing left that tells it', () => {
  const afgeknipt = () => verzegel(heel.teksten, [300, 600], { sleutel });

  test('a witness saw more', async () => {
    expect(await controleer(await afgeknipt(), { bewaard: [checkpointVan(heel, 3)] })).toMatchObject([
      { code: 'staart_weg', omvang: OMVANG, wat: 'getuigenis' },
    ]);
  });

  test('rows behind the last checkpoint', async () => {
    const log = kopie();
    const { omvang } = log.checkpoints.pop() ?? { omvang: 0 };
    const bron = alsBron(log, { omvang, rijen: [{ van: 0, tot: omvang }] });
    const oordeel = await oordeelOver(bron, { sleutels: [{ vkey: sleutel.vkey }] });
    expect(oordeel.bevindingen).toEqual([{ code: 'einde_zonder_checkpoint', plaats: 900, tot_plaats: 999 }]);
  });

  test('a checkpoint is larger than the tree', async () => {
    const log = kopie();
    const wortel = await wortelVan(
      900,
      hashlezer((niveau, nummer) => log.tegels.get(`${niveau}/00${nummer}`)),
    );
    log.checkpoints.splice(3, 0, {
      ...checkpointVan(log, 2),
      omvang: 5000,
      notitie: onderteken(5000, wortel, { sleutel }),
    });
    expect(await controleer(log)).toMatchObject([
      { code: 'staart_weg', omvang: 5000 },
      { code: 'checkpoints_niet_in_volgorde', omvang: OMVANG },
    ]);
  });
});

describe('checkpoints', () => {
  const vanAnderLog = (omvang: number) =>
    maakCheckpoint({ origin: 'ander.test/log', omvang, wortel: Buffer.alloc(32) }, [sleutel]);
  test.each<[string, (log: Proeflog) => void, Bevinding[]]>([
    [
      'one that is of another log',
      (log) => (checkpointVan(log, 1).notitie = checkpointVan(log, 1).notitie.replace(/^[^\n]+/, 'ander.test/log')),
      [{ code: 'checkpoint_vervalst', omvang: 600, wat: undefined }],
    ],
    [
      'one of another log, signed by the same key',
      (log) => (checkpointVan(log, 1).notitie = vanAnderLog(600)),
      [{ code: 'checkpoint_van_ander_log', omvang: 600, wat: undefined }],
    ],
    [
      'one that is no checkpoint',
      (log) => (checkpointVan(log, 1).notitie = 'niets'),
      [{ code: 'checkpoint_onleesbaar', omvang: undefined, wat: undefined }],
    ],
    [
      'one twice',
      (log) => log.checkpoints.splice(2, 0, checkpointVan(log, 1)),
      [{ code: 'checkpoints_niet_in_volgorde', omvang: 600 }],
    ],
  ])('%s', async (_wat, doe, gevonden) => {
    const log = kopie();
    doe(log);
    expect(await controleer(log)).toEqual(gevonden);
  });

  test('a key that no longer held on that day', async () => {
    const controle = (tot: string) =>
      oordeelOver(alsBron(heel), { sleutels: [{ vkey: sleutel.vkey, van: '2026-01-01', tot }] });
    expect((await controle('2026-12-31')).bevindingen).toEqual([]);
    expect((await controle('2026-11-01')).bevindingen[0]).toMatchObject({
      code: 'sleutel_buiten_termijn',
      omvang: 300,
    });
  });
});

test('rows that were sealed twice, or not in the order of their numbers', async () => {
  const teksten = [...heel.teksten];
  teksten[500] = String(teksten[40]);
  teksten[512] = maakProefrij(5);
  expect(await controleer(await verzegel(teksten, OMVANGEN, { sleutel }))).toEqual([
    { code: 'nummers_lopen_terug', plaats: 500 },
    { code: 'nummers_lopen_terug', plaats: 512 },
  ]);
});
