import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { leesArchiefmaanden } from '../../../src/privacy/archief/archiefmaanden.ts';
import { leesArchief } from '../../../src/privacy/archief/lees_archief.ts';
import { type Archieflog, maakArchieflog } from '../../opzet/database/archieflog.ts';
import { leerid, metRegister } from '../../opzet/server/leerid.ts';

/** The operator archives and searches, in processes of their own. */

let log: Archieflog;
beforeAll(async () => {
  log = await maakArchieflog();
});
afterAll(() => log.weg());

const voerUit = (...opdracht: string[]) =>
  leerid(metRegister(log.url), ['privacylog', ...opdracht, '--archief', log.map]);

/** Archives, and dies as soon as it says this. */
async function sterfBij(melding: string): Promise<void> {
  const env = { ...process.env, ...metRegister(log.url) };
  const opdracht = ['src/start/leerid.js', 'privacylog', 'archiveer', '--archief', log.map];
  const proces = spawn(process.execPath, opdracht, { env, stdio: ['ignore', 'ignore', 'pipe'] });
  createInterface({ input: proces.stderr }).on('line', (regel) => {
    if (regel.startsWith(melding)) proces.kill('SIGKILL');
  });
  expect(await once(proces, 'close')).toEqual([null, 'SIGKILL']);
}

test('killed while it works, it is done again; nothing is lost and nothing is there twice', async () => {
  await log.vul(['2026-03', 5000], ['2026-04', 5000]);
  const alles = await log.teksten();
  for (const maand of ['2026-03', '2026-04'])
    for (const stap of ['schrijven', 'nakijken']) await sterfBij(`${maand} ${stap}`);
  expect(await voerUit('archiveer')).toMatchObject({
    status: 0,
    stdout: expect.stringMatching(
      /^(2026-0[34]: 5\.000 rijen in privacylog-2026-0[34]\.parquet, en uit de database\n){1,2}$/,
    ),
  });
  const gelezen = await Array.fromAsync(leesArchief(log.map, await leesArchiefmaanden(log.db)));
  expect(gelezen.map(({ tekst }) => tekst)).toEqual(alles);
  expect((await readdir(log.map)).sort()).toEqual(['privacylog-2026-03.parquet', 'privacylog-2026-04.parquet']);
  // Each run is in the log itself.
  expect(await log.teksten()).toHaveLength(5);

  expect(await voerUit('archiveer')).toMatchObject({ status: 0, stdout: 'geen maand is aan de beurt\n' });
  const gevonden = await voerUit(
    'zoek',
    '--client',
    'proef',
    '--tot',
    '2026-03-31',
    '--hoogstens',
    '9',
    '--doel',
    'toezicht',
  );
  expect(gevonden).toMatchObject({
    status: 1,
    stderr: 'er zijn er meer dan 9: vraag minder, of geef --hoogstens mee\n',
  });
  expect(gevonden.stdout.split('\n')).toHaveLength(10);
}, 60_000);

test.each([
  [['archiveer', '--tot', 'mei'], /een maand als 2026-05/],
  [['zoek', '--doel', 'toezicht', '--leerling', 'jan'], /een UUID/],
  [['zoek', '--leerling', 'x'], /--doel <doel> is nodig|een UUID/],
  [['zoek', '--doel', 'toezicht'], /waarnaar/],
])('%j says what is wrong', async (opdracht, verwacht) => {
  const { status, stdout, stderr } = await voerUit(...opdracht);
  expect({ status, stdout, stderr }).toEqual({ status: 1, stdout: '', stderr: expect.stringMatching(verwacht) });
});
