import { spawnSync } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { NAMEN } from '../src/config.ts';

const VERPLICHT = [
  'DATABASE_URL',
  'LEERID_ISSUER',
  'LEERID_MASTER_KEY',
  'LEERID_COOKIE_KEYS',
  'LEERID_PAIRWISE_SALT',
  'LEERID_INSZ_PEPPER',
];

/** No container engine runs where these tests run: what can be checked without one is checked here. */

const lees = (bestand: string) => readFile(bestand, 'utf8');

test('docker-compose.yml names only settings that exist, and all that production requires', async () => {
  const { services } = parse(await lees('docker-compose.yml'));
  const genoemd = Object.keys(services.leerid.environment);
  for (const naam of genoemd) expect(NAMEN).toContain(naam);
  expect(genoemd).toEqual(expect.arrayContaining(VERPLICHT));
  expect(genoemd).not.toContain('LEERID_DATABASE_OWNER_URL');
  expect(services.leerid.environment.DATABASE_URL).toMatch(/^postgres:\/\/leerid_app:/);
  expect(services.bereid.environment.DATABASE_URL).toBe(services.leerid.environment.DATABASE_URL);
  expect(services.leerid.depends_on.bereid.condition).toBe('service_completed_successfully');
  expect(await lees('config/postgres.sh')).toContain('create role leerid_app login');
  expect(services.postgres.image).toBe('postgres:18');
  expect(services.postgres.ports).toBeUndefined();
  expect(services.leerid.ports).toBeUndefined();
});

test('docker compose reads the file, where there is a docker compose', () => {
  if (spawnSync('docker', ['compose', 'version']).status !== 0) return;
  const env = {
    ...process.env,
    LEERID_CONFIG: './config',
    LEERID_HOST: 'x',
    POSTGRES_PASSWORD: 'x',
    LEERID_APP_PASSWORD: 'x',
  };
  const geheimen = Object.fromEntries(VERPLICHT.map((naam) => [naam, 'x']));
  expect(spawnSync('docker', ['compose', 'config', '-q'], { env: { ...env, ...geheimen } }).status).toBe(0);
});

test('the proxy passes no page of the operator on', async () => {
  expect(await lees('config/Caddyfile')).toMatch(/path \/metrics\* \/healthz\* \/readyz\*/);
});

test('the proxy redirects browsers to https, and no application', async () => {
  const [, zonderTls = ''] = (await lees('config/Caddyfile')).split('http://{$LEERID_HOST} {');
  const [, paden = ''] = /method GET HEAD\n\s+path (.+)/.exec(zonderTls) ?? [];
  expect(paden.split(' ')).toEqual(expect.arrayContaining(['/', '/authorize', '/aanmelden/*', '/logout']));
  for (const pad of ['/token', '/userinfo', '/par', '/revoke', '/jwks', '/.well-known'])
    expect(paden).not.toContain(pad);
  expect(zonderTls).not.toContain('reverse_proxy');
  expect(zonderTls.trim()).toMatch(/redir @pagina https:.+\n\s+respond .+ 403\n}$/);
});

test('the image holds what the program reads, runs without root and without development packages', async () => {
  const dockerfile = await lees('Dockerfile');
  expect(dockerfile).toMatch(/FROM node:26-slim/);
  expect(dockerfile).toMatch(/--omit=dev/);
  expect(dockerfile).toMatch(/USER node/);
  const meegenomen = (await lees('.dockerignore')).match(/^!.+/gm)?.map((regel) => regel.slice(1));
  expect(meegenomen).toEqual(['package.json', 'package-lock.json', 'src', 'migrations']);
});

test('nothing that production or the operator starts needs a development package', async () => {
  const { dependencies } = JSON.parse(await lees('package.json'));
  const pakketten = await pakkettenVanaf(['src/main.ts', 'src/cli.ts', ...(await migraties())]);
  for (const pakket of pakketten) expect(Object.keys(dependencies)).toContain(pakket);
  expect(pakketten.size).toBeGreaterThan(8);
});

test('every dependency has its line in docs/dependencies.md', async () => {
  const { dependencies, devDependencies } = JSON.parse(await lees('package.json'));
  const tekst = await lees('docs/dependencies.md');
  for (const pakket of Object.keys({ ...dependencies, ...devDependencies }).filter(
    (naam) => !naam.startsWith('@types/'),
  )) {
    expect(tekst).toContain(pakket);
  }
});

async function migraties(): Promise<string[]> {
  return (await readdir('migrations')).map((bestand) => join('migrations', bestand));
}

/** Follows the imports from these files on and collects the packages. */
async function pakkettenVanaf(ingangen: string[]): Promise<Set<string>> {
  const pakketten = new Set<string>();
  const gezien = new Set<string>();
  const teLezen = ingangen.map((bestand) => resolve(bestand));
  for (const bestand of teLezen) {
    if (gezien.has(bestand)) continue;
    gezien.add(bestand);
    for (const [, alleenType, naam = ''] of (await lees(bestand)).matchAll(
      /^(?:import|export)( type)? [^;]*?from '([^']+)';/gms,
    )) {
      if (naam.startsWith('.')) teLezen.push(resolve(dirname(bestand), naam));
      else if (!alleenType && !naam.startsWith('node:'))
        pakketten.add(
          naam
            .split('/')
            .slice(0, naam.startsWith('@') ? 2 : 1)
            .join('/'),
        );
    }
  }
  return pakketten;
}
