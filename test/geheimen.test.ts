import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { leesInstellingen } from '../src/config.ts';
import { GEHEIME_INSTELLINGEN } from '../src/geheimen.ts';
import { maakTestdatabase, type Testdatabase } from './opzet/database/testdatabase.ts';
import { leerid } from './opzet/server/leerid.ts';

/** Secrets from files, as Docker and Kubernetes hand them over. */

let database: Testdatabase;
let map: string;
beforeAll(async () => {
  database = await maakTestdatabase();
  map = await mkdtemp(join(tmpdir(), 'leerid-geheimen-'));
});
afterAll(async () => {
  await database.weg();
  await rm(map, { recursive: true });
});

const WAARDEN: Record<(typeof GEHEIME_INSTELLINGEN)[number], string> = {
  DATABASE_URL: 'postgres://leerid_app:w8woord@host/leerid',
  LEERID_DATABASE_OWNER_URL: 'postgres://leerid:w8woord@host/leerid',
  LEERID_LOG_DATABASE_URL: 'postgres://jan:w8woord@host/leerid',
  LEERID_MASTER_KEY: 'hoofdsleutel-van-minstens-32-tekens',
  LEERID_COOKIE_KEYS: 'koekjessleutel-van-minstens-32-tekens,een-tweede-van-minstens-32-tekens',
  LEERID_PAIRWISE_SALT: 'zout-van-minstens-tweeendertig-tekens',
  LEERID_SMTP_URL: 'smtps://leerid:proef-wachtwoord@mail.example:465',
  LEERID_INSZ_PEPPER: 'peper-van-minstens-tweeendertig-tekens',
};
const basis = {
  LEERID_ISSUER: 'https://leerid.example',
  LEERID_CONFIG_DIR: 'config',
  LEERID_MAIL_FROM: 'leerid@leerid.example',
};

async function schrijf(naam: string, inhoud: string): Promise<string> {
  const pad = join(map, naam);
  await writeFile(pad, inhoud);
  return pad;
}

test('every secret setting may stand in a file; one newline at its end is not of it', async () => {
  for (const einde of ['', '\n', '\r\n']) {
    const paren = GEHEIME_INSTELLINGEN.map(async (naam) => [
      `${naam}_FILE`,
      await schrijf(naam, WAARDEN[naam] + einde),
    ]);
    const { omgeving: _uit, ...uitBestanden } = leesInstellingen({
      ...basis,
      ...Object.fromEntries(await Promise.all(paren)),
    });
    const { omgeving: _in, ...uitOmgeving } = leesInstellingen({ ...basis, ...WAARDEN });
    expect(uitBestanden).toEqual(uitOmgeving);
  }
});

test('through a link, and the link of a folder, as Kubernetes mounts them', async () => {
  await mkdir(join(map, '..2026'));
  await writeFile(join(map, '..2026', 'zout'), WAARDEN.LEERID_PAIRWISE_SALT);
  await symlink('..2026', join(map, '..data'));
  await symlink('..data/zout', join(map, 'zout'));
  const { LEERID_PAIRWISE_SALT: _weg, ...rest } = WAARDEN;
  const gelezen = leesInstellingen({ ...basis, ...rest, LEERID_PAIRWISE_SALT_FILE: join(map, 'zout') });
  expect(gelezen.pairwiseZout).toBe(WAARDEN.LEERID_PAIRWISE_SALT);
});

/** What `npm start` prints for one setting: its only line, without what the file holds. */
function klacht(anders: Record<string, string>): string[] {
  try {
    leesInstellingen({ ...basis, ...WAARDEN, ...anders });
  } catch (fout) {
    return (fout as Error).message.split('\n').slice(1);
  }
  return [];
}

test('both given, not to be read, empty, of two lines, too large or too short: one line each, that quotes nothing', async () => {
  const regels = 'eerste-regel-van-minstens-32-tekens-lang\ntweede-regel-van-minstens-32-tekens-lang\n';
  const ontoegankelijk = join(map, 'map');
  await mkdir(ontoegankelijk);
  const gevallen: [string, string][] = [
    [join(map, 'bestaat-niet'), 'is niet te lezen (ENOENT)'],
    [ontoegankelijk, 'is niet te lezen (EISDIR)'],
    [await schrijf('leeg', '\n'), 'is leeg'],
    [await schrijf('twee', regels), 'heeft meer dan één regel'],
    [await schrijf('groot', 'x'.repeat(65 * 1024)), 'is te groot'],
    [await schrijf('kort', 'zeer-kort-geheim'), 'minstens 32 tekens'],
  ];
  for (const [bestand, reden] of gevallen) {
    const uit = klacht({ LEERID_MASTER_KEY: '', LEERID_MASTER_KEY_FILE: bestand });
    expect(uit).toEqual([expect.stringMatching(/^ {2}LEERID_MASTER_KEY/)]);
    expect(uit[0]).toContain(reden);
    expect(uit[0]).not.toMatch(/eerste-regel|zeer-kort|xxx/);
  }
  const goed = await schrijf('goed', WAARDEN.LEERID_MASTER_KEY);
  expect(klacht({ LEERID_MASTER_KEY_FILE: goed })).toEqual([expect.stringContaining('geef één van beide')]);
});

test('the commands read them too', async () => {
  const adres = await schrijf('adres', `${database.url}\n`);
  await chmod(adres, 0o600);
  const env = { DATABASE_URL: '', DATABASE_URL_FILE: adres };
  expect(await leerid(env, ['sleutels', 'toon'])).toMatchObject({ status: 0, stderr: '' });
  const fout = await leerid({ ...env, DATABASE_URL_FILE: join(map, 'weg') }, ['sleutels', 'toon']);
  expect(fout).toMatchObject({
    status: 1,
    stdout: '',
    stderr: `DATABASE_URL_FILE: ${join(map, 'weg')} is niet te lezen (ENOENT)\n`,
  });
});

test.each(['LEERID_SMTP_URL', 'LEERID_MAIL_DIR'])('mail that leaves by %s has a sender', (weg) => {
  const { LEERID_SMTP_URL, ...geheimen } = WAARDEN;
  const mail = weg === 'LEERID_SMTP_URL' ? { LEERID_SMTP_URL } : { LEERID_MAIL_DIR: map };
  const { LEERID_MAIL_FROM, ...zonder } = basis;
  expect(leesInstellingen({ ...basis, ...geheimen, ...mail }).mail?.van).toBe(LEERID_MAIL_FROM);
  expect(() => leesInstellingen({ ...zonder, ...geheimen, ...mail })).toThrow(
    `LEERID_MAIL_FROM: ontbreekt, terwijl ${weg} er is`,
  );
});
