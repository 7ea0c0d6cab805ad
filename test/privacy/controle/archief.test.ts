import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { zetbareKlok } from '../../../src/klok.ts';
import { controleerDatabase, controleerUitvoer } from '../../../src/privacy/opdrachten/controleer_privacylog.ts';
import { voerPrivacylogUit } from '../../../src/privacy/opdrachten/voer_privacylog_uit.ts';
import { type Archieflog, maakArchieflog, NU } from '../../opzet/database/archieflog.ts';
import { leesVkeys } from './verzegeld_log.ts';

/** Rows that left the database for the archive are checked in their place, and so is what became of its files. */

const [MAART, APRIL] = ['privacylog-2026-03.parquet', 'privacylog-2026-04.parquet'];
const plek = { in: new PassThrough(), uit: new PassThrough().resume() };
const klok = zetbareKlok(NU);
const omgeving = process.env;

let log: Archieflog;
beforeEach(async () => {
  log = await maakArchieflog();
  process.env = { ...omgeving, DATABASE_URL: log.url };
  await log.vul(['2026-03', 300], ['2026-04', 300], ['2026-05', 20]);
  await log.archiveer();
});
afterEach(async () => {
  process.env = omgeving;
  await log.weg();
});

const controleer = () => controleerDatabase(klok, { archief: log.map }, plek);

test('archived months are checked with the rest, and exported with it', async () => {
  expect((await controleer()).regels).toEqual(
    expect.arrayContaining(['rijen vergeleken met hun hash: 620', '✓ het log klopt']),
  );
  await expect(controleerDatabase(klok, {}, plek)).rejects.toThrow(
    '2 maanden staan in het archief: geef met --archief',
  );
  const naar = join(log.map, 'log.tar');
  await voerPrivacylogUit(klok, { naar, archief: log.map, doel: 'toezicht' }, plek);
  const { regels } = await controleerUitvoer(naar, { sleutel: await leesVkeys(log.db) }, plek);
  expect(regels).toEqual(expect.arrayContaining(['rijen vergeleken met hun hash: 620', '✓ het log klopt']));
});

test.each<[string, (map: string) => void, string]>([
  ['a byte changed', (map) => writeFileSync(join(map, APRIL), bedorven(join(map, APRIL))), APRIL],
  ['a file missing', (map) => rmSync(join(map, APRIL)), APRIL],
  [
    'two files swapped',
    (map) => {
      renameSync(join(map, MAART), join(map, 'x'));
      renameSync(join(map, APRIL), join(map, MAART));
      renameSync(join(map, 'x'), join(map, APRIL));
    },
    MAART,
  ],
])('%s', async (_wat, doe, bestand) => {
  doe(log.map);
  const { regels, goed } = await controleer();
  expect(goed).toBe(false);
  expect(regels.find((regel) => regel.startsWith('✗'))).toMatch(new RegExp(`^✗ archief_onleesbaar: \\S+/${bestand}`));
});

test('a month that was erased after its term: its places are proven, and the rest is whole', async () => {
  await sql`update privacylogarchieven set gewist_op = now() where maand = '2026-03-01'`.execute(log.db);
  rmSync(join(log.map, MAART));
  const { regels, goed } = await controleer();
  expect(goed).toBe(true);
  expect(regels).toContain('rijen vergeleken met hun hash: 320');
  expect(regels.join('\n')).toContain('rijen zonder tekst: 300. Hun plaats is bewezen, hun inhoud is hier niet');
});

function bedorven(bestand: string): Buffer {
  const bytes = readFileSync(bestand);
  bytes[100] = (bytes[100] ?? 0) ^ 1;
  return bytes;
}
