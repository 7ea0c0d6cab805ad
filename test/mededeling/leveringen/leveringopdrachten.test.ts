import { createHash } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { type Idp, startIdp } from '../../opzet/server/idp.ts';
import { leeridBij } from '../../opzet/server/leerid.ts';
import { bestandenIn, nieuweMap } from './werkplaats.ts';

/** The operator's commands, beside a running node: from a trial to a confirmed delivery. */

let idp: Idp;
let map: string;
beforeAll(async () => {
  idp = await startIdp();
  map = await nieuweMap();
});
afterAll(async () => {
  await idp.stop();
  await rm(map, { recursive: true });
});

const levering = (...opdracht: string[]) => leeridBij(idp, 'levering', ...opdracht);
const AAN_PLATFORM = ['--protocol', 'vlaamse-toetsen', '--ontvanger', 'leverancier-toetsplatform'];
const maak = (...opties: string[]) => levering('maak', ...AAN_PLATFORM, '--naam', 'toetsronde 2027', ...opties);
const rijen = () => idp.db.selectFrom('leveringen').selectAll().orderBy('geopend_op').execute();
const inLog = async (id: string) =>
  (
    await sql<{ leerling_id: string; gegevens: string[]; wie_soort: string; wie_id: string; ontvanger: string | null }>`
      select * from privacylog where levering_id = ${id}`.execute(idp.db)
  ).rows;

test('a trial tells how many pupils and which data, and writes nothing', async () => {
  const { stdout, stderr, status } = maak('--proef', '--naar', map);
  expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
  expect(stdout).toMatch(/^proef: er zou iets vertrekken van \d+ leerlingen\n/);
  expect(stdout).toMatch(/toegewezen_toetsen\): [1-9]/);
  expect(await rijen()).toEqual([]);
  expect(await bestandenIn(map)).toEqual([]);
  const { rows } = await sql`select from privacylog where aanleiding = 'levering'`.execute(idp.db);
  expect(rows).toEqual([]);
});

test('made, shown, given again, and confirmed: a row of the log for each line, and the same bytes each time', async () => {
  const gemaakt = maak('--naar', map);
  expect({ status: gemaakt.status, uit: gemaakt.stdout }).toEqual({
    status: 0,
    uit: expect.stringMatching(/^levering /),
  });
  const [rij] = await rijen();
  const id = rij?.id ?? '';
  expect(rij).toMatchObject({
    ...{
      client_id: 'toetsplatform',
      ontvanger: 'leverancier-toetsplatform',
      stroom: 'periodiek',
      naam: 'toetsronde 2027',
    },
    ...{ gegevens: expect.arrayContaining(['naam', 'toegewezen_toetsen']), gesloten_op: null },
  });
  const data = join(map, `levering-${id}.ndjson`);
  const eerst = await readFile(data);
  const lijnen = eerst
    .toString()
    .trimEnd()
    .split('\n')
    .map((lijn) => JSON.parse(lijn));
  expect(lijnen.length).toBe(rij?.aantal);
  for (const lijn of lijnen) expect(Object.keys(lijn)).toEqual(expect.arrayContaining(['family_name', 'ov_toetsen']));
  const log = await inLog(id);
  expect(log).toHaveLength(lijnen.length);
  for (const een of log)
    expect(een).toMatchObject({ wie_soort: 'operator', wie_id: 'levering maak', hoedanigheid: 'operator' });

  expect(levering('toon').stdout).toMatch(`${id}  ${rij?.dag}  vlaamse-toetsen → leverancier-toetsplatform`);
  await rm(data);
  expect(levering('geef', id, '--naar', map)).toMatchObject({ status: 0 });
  expect((await readFile(data)).equals(eerst)).toBe(true);

  const sha256 = createHash('sha256').update(eerst).digest('hex');
  const ontvangen = (aantal: number) =>
    levering('ontvangen', id, '--hash', sha256, '--aantal', `${aantal}`, '--door', 'toetsplatform');
  expect(ontvangen(lijnen.length + 1)).toMatchObject({ status: 1, stdout: expect.stringMatching('bewijs_klopt_niet') });
  expect(ontvangen(lijnen.length)).toMatchObject({ status: 0 });
  expect(levering('geef', id, '--naar', map)).toMatchObject({
    status: 1,
    stdout: expect.stringMatching('levering_gesloten'),
  });
  const { stdout } = levering('toon', id);
  for (const woord of ['klaar ', 'uitgereikt ', 'bewijs_geweigerd ', 'ontvangen '])
    expect(stdout).toMatch(`\n${woord}`);
  expect(await inLog(id)).toHaveLength(lijnen.length);
});

describe('refused in words, with a code and exit code 1', () => {
  test.each<[string[], RegExp]>([
    [['maak', '--protocol', 'vlaamse-toetsen', '--ontvanger', 'niemand', '--naam', 'x'], /ontvanger_onbekend/],
    [['maak', '--protocol', 'smartschool', '--naam', 'x'], /stroom_niet_voorzien/],
    [['maak', '--protocol', 'bestaat-niet', '--naam', 'x'], /protocol_niet_in_werking/],
    [['toon', '00000000-0000-4000-8000-000000000000'], /levering_onbekend/],
    [['geef', '00000000-0000-4000-8000-000000000000', '--naar', '/tmp'], /levering_onbekend/],
  ])('%j', (opdracht, code) => {
    expect(levering(...opdracht)).toMatchObject({ status: 1, stdout: expect.stringMatching(code) });
  });

  test('a second one on the same day', () => {
    expect(maak()).toMatchObject({ status: 1, stdout: expect.stringMatching('levering_bestaat') });
  });

  test('a folder that is not there, before anything is made', async () => {
    const voor = (await rijen()).length;
    expect(maak('--naar', join(map, 'niet'))).toMatchObject({ status: 1, stderr: expect.stringMatching('ENOENT') });
    expect(await rijen()).toHaveLength(voor);
  });
});
