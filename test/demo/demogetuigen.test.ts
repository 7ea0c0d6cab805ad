import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { stringify } from 'yaml';
import { startDemogetuigen } from '../../src/demo/demogetuigen.ts';
import { zetbareKlok } from '../../src/klok.ts';
import { maakLog } from '../../src/log.ts';
import { maakGetuigenbode } from '../../src/privacy/getuigen/getuigenbode.ts';
import { stuurAanGetuige } from '../../src/privacy/getuigen/getuigenpost.ts';
import { leesMedeondertekeningen } from '../../src/privacy/getuigen/medeondertekeningen.ts';
import { verzegelLog } from '../../src/privacy/zegel/verzegel.ts';
import { schrijfLogrijen } from '../opzet/database/logrijen.ts';
import { maakTestdatabase } from '../opzet/database/testdatabase.ts';

test('the witnesses of two parties of the demo cosign its log', async () => {
  const { db, weg } = await maakTestdatabase();
  const klok = zetbareKlok(Temporal.Instant.from('2026-11-23T09:00:00Z'));
  const map = await mkdtemp(join(tmpdir(), 'leerid-demogetuigen-'));
  for (const partij of ['agodi', 'smartbit', 'dov'])
    await writeFile(join(map, `${partij}.yaml`), stringify({ partij, naam: partij }));
  const hoofdsleutel = 'h'.repeat(43);
  const plaats = { db, hoofdsleutel, issuer: 'http://localhost:3000', nu: klok.nu(), partijenmap: map };
  const stop = await startDemogetuigen({ ...plaats, map: join(map, 'getuigen') });
  await schrijfLogrijen(db, 2);
  await verzegelLog({ db, hoofdsleutel, nu: klok.nu });
  const bode = maakGetuigenbode({ db, klok, log: maakLog('silent'), partijenmap: map, stuur: stuurAanGetuige });
  await bode.kijk();
  await bode.stop();
  expect(await leesMedeondertekeningen(db, 2)).toEqual([
    expect.stringMatching(/^— agodi\.example\/getuige /),
    expect.stringMatching(/^— smartbit\.example\/getuige /),
  ]);
  await stop();
  await weg();
  await rm(map, { recursive: true });
});
