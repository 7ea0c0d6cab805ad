import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Logbron } from '../../../src/privacy/controle/logbron.ts';
import { leesUitvoermap } from '../../../src/privacy/controle/uitvoer/lees_uitvoermap.ts';
import { leesUitvoertar } from '../../../src/privacy/controle/uitvoer/lees_uitvoertar.ts';
import { schrijfUitvoer } from '../../../src/privacy/controle/uitvoer/schrijf_uitvoer.ts';
import { alsBron, maakProefrij, maakProefsleutel, oordeelOver, verzegel } from './proeflog.ts';

let map: string;
beforeAll(() => {
  map = mkdtempSync(join(tmpdir(), 'uitvoer-'));
});
afterAll(() => rmSync(map, { recursive: true }));

const sleutel = maakProefsleutel();
const getuige = maakProefsleutel('getuige.test', 'medeondertekening');

const controleer = (bron: Logbron, draden = 0) =>
  oordeelOver(bron, { sleutels: [{ vkey: sleutel.vkey }], getuigen: [getuige], draden });

test.each([1, 255, 256, 257, 1000, 256 * 257])(
  'a log of %i rows is whole: as it is, in a tar, and unpacked by GNU tar',
  async (omvang) => {
    const rijen = Array.from({ length: omvang }, (_, i) => maakProefrij(i + 1));
    const omvangen = [...new Set([1, 3, Math.ceil(omvang / 2), omvang])]
      .filter((een) => een <= omvang)
      .sort((a, b) => a - b);
    const log = await verzegel(rijen, omvangen, { sleutel, getuigen: [getuige] });
    const naar = join(map, `${omvang}.tar`);
    await schrijfUitvoer({ bron: alsBron(log), sleutels: sleutel.vkey, naar, meld() {} });
    execFileSync('mkdir', [join(map, `${omvang}`)]);
    execFileSync('tar', ['-xf', naar, '-C', join(map, `${omvang}`)]);
    for (const bron of [alsBron(log), leesUitvoertar(naar), leesUitvoermap(join(map, `${omvang}`))]) {
      const oordeel = await controleer(bron);
      expect(oordeel).toMatchObject({ bevindingen: [], rijen: omvang, zonderTekst: 0, checkpoints: omvangen.length });
      expect(oordeel.getuigen).toMatchObject([{ naam: getuige.naam, omvang }]);
    }
    expect(await controleer(leesUitvoertar(naar), 2)).toEqual(await controleer(leesUitvoertar(naar)));
  },
);
