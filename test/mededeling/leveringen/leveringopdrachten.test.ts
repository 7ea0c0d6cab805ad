import { createHash } from 'node:crypto';
import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { type Idp, startIdp } from '../../opzet/server/idp.ts';
import { leeridBij, leeridOpVolleSchijf } from '../../opzet/server/leerid.ts';
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

test('closed with a code, which is in a file of its own and never the same', async () => {
  idp.klok.zet(idp.klok.nu().add({ hours: 24 }));
  const codebestand = join(map, 'code');
  const geheim = () => readFile(codebestand, 'utf8');
  expect(maak('--naar', map, '--code', codebestand)).toMatchObject({ status: 0 });
  const { id = '' } = (await rijen()).at(-1) ?? {};
  const eerste = await geheim();
  expect((await stat(codebestand)).mode & 0o777).toBe(0o600);
  expect((await readFile(join(map, `levering-${id}.ndjson.age`))).toString('latin1')).not.toMatch('family_name');
  const manifest = JSON.parse(await readFile(join(map, `levering-${id}.manifest.json`), 'utf8'));
  expect(manifest).toMatchObject({ bestand: `levering-${id}.ndjson.age`, versleuteling: 'age' });
  expect(levering('geef', id, '--naar', map, '--code', codebestand)).toMatchObject({ status: 1 });
  await rm(codebestand);
  expect(levering('geef', id, '--naar', map, '--code', codebestand)).toMatchObject({ status: 0 });
  expect(await geheim()).not.toBe(eerste);
});

test('a pupil who is blocked or erased meanwhile: the same bytes, until it closes', async () => {
  const { id = '', sha256 } = (await rijen()).at(-1) ?? {};
  const [een, ander] = (await inLog(id)).map(({ leerling_id }) => leerling_id);
  await idp.db
    .updateTable('leerlingen')
    .set({ geblokkeerd_op: idp.klok.nu().toString() })
    .where('id', '=', een ?? '')
    .execute();
  await idp.db
    .deleteFrom('leerlingen')
    .where('id', '=', ander ?? '')
    .execute();
  expect(levering('geef', id, '--naar', map)).toMatchObject({ status: 0 });
  expect(
    createHash('sha256')
      .update(await readFile(join(map, `levering-${id}.ndjson`)))
      .digest('hex'),
  ).toBe(sha256);
});

test('a disk that is full: no file, the delivery lies ready, and the next time it is there', async () => {
  const { id = '' } = (await rijen()).at(-1) ?? {};
  const voor = await bestandenIn(map);
  await rm(join(map, `levering-${id}.ndjson`));
  expect(leeridOpVolleSchijf(idp, 'levering', 'geef', id, '--naar', map)).toMatchObject({
    status: 1,
    stderr: expect.stringMatching('EFBIG'),
  });
  expect(await bestandenIn(map)).toEqual(voor.filter((naam) => naam !== `levering-${id}.ndjson`));
  expect(levering('geef', id, '--naar', map)).toMatchObject({ status: 0 });
  expect(await bestandenIn(map)).toEqual(voor);
});

describe('refused in words, with a code and exit code 1', () => {
  test.each<[string[], RegExp]>([
    [['maak', '--protocol', 'vlaamse-toetsen', '--ontvanger', 'niemand', '--naam', 'x'], /ontvanger_onbekend/],
    [['maak', '--protocol', 'smartschool', '--naam', 'x'], /stroom_niet_voorzien/],
    [['geef', '00000000-0000-4000-8000-000000000000', '--naar', '/tmp'], /levering_onbekend/],
    [['toon', 'geen-nummer'], /levering_onbekend/],
    [['sluit', 'geen-nummer'], /levering_onbekend/],
  ])('%j', (opdracht, code) => {
    expect(levering(...opdracht)).toMatchObject({ status: 1, stdout: expect.stringMatching(code) });
  });

  test('an application under another act than the one that is asked', async () => {
    const voor = (await rijen()).length;
    const gevraagd = ['--protocol', 'smartschool', '--toepassing', 'toetsplatform', '--naam', 'x'];
    expect(levering('maak', ...gevraagd)).toMatchObject({
      status: 1,
      stderr: expect.stringMatching('vlaamse-toetsen'),
    });
    expect(await rijen()).toHaveLength(voor);
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

describe('a node closes a delivery that waits, and says so in its log', () => {
  const laatste = async () => (await rijen()).at(-1);
  const gemeld = (id = '') => idp.logregels.map((regel) => JSON.parse(regel)).filter(({ levering }) => levering === id);

  test('when its application closes', async () => {
    idp.klok.zet(idp.klok.nu().add({ hours: 24 }));
    expect(maak()).toMatchObject({ status: 0 });
    const { id: klaar = '' } = (await laatste()) ?? {};
    const geblokkeerd_op = idp.klok.nu().add({ minutes: 1 }).toString();
    await idp.db.updateTable('leerlingen').set({ geblokkeerd_op }).where('geblokkeerd_op', 'is', null).execute();
    // Nobody of it left yet: whoever was blocked since may be in it.
    expect(levering('geef', klaar, '--naar', map)).toMatchObject({
      status: 1,
      stdout: expect.stringMatching('register_gewijzigd'),
    });
    expect(await laatste()).toMatchObject({ uitgereikt_op: null });
    const dossier = join(idp.configmap, 'toepassingen', 'toetsplatform.yaml');
    const tekst = await readFile(dossier);
    await rm(dossier);
    await idp.ververs();
    expect(await laatste()).toMatchObject({ gesloten_reden: 'toepassing_gesloten', sleutel: null });
    await writeFile(dossier, tekst);
    await idp.ververs();
    expect(maak()).toMatchObject({ status: 0 });
  });

  test('when its act is stopped: nothing of it can be given or made any more', async () => {
    const { id } = (await laatste()) ?? {};
    const stop = ['protocol', 'stop', 'vlaamse-toetsen', '--door', 'agodi', '--reden', 'proef', '--ja'];
    expect(leeridBij(idp, ...stop)).toMatchObject({ status: 0 });
    await idp.ververs();
    expect(await laatste()).toMatchObject({ id, gesloten_reden: 'stopgezet', sleutel: null });
    expect(gemeld(id)).toMatchObject([{ gebeurtenis: 'levering.gesloten', reden: 'stopgezet' }]);
    const codebestand = join(map, 'nog-een-code');
    expect(levering('geef', id ?? '', '--naar', map, '--code', codebestand)).toMatchObject({ status: 1 });
    expect(await bestandenIn(map)).not.toContain('nog-een-code');
    expect(maak()).toMatchObject({ status: 1, stdout: expect.stringMatching('protocol_niet_in_werking') });
  });
});
