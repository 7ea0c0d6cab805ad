import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { NAMEN } from '../src/config.ts';
import { GEHEIME_INSTELLINGEN } from '../src/geheimen.ts';

const VERPLICHT = [
  'DATABASE_URL',
  'LEERID_ISSUER',
  'LEERID_MASTER_KEY',
  'LEERID_COOKIE_KEYS',
  'LEERID_PAIRWISE_SALT',
  'LEERID_INSZ_PEPPER',
];

interface Dienst {
  environment?: Record<string, string>;
  secrets?: string[];
  /** Other settings that its start script reads. */
  app?: string;
  command?: string[];
}

/** No container engine runs where these tests run. What can be checked without one is checked here. */

const lees = (bestand: string) => readFile(bestand, 'utf8');

/** The file as compose sees it: `<<` merged. */
const leesCompose = async () => parse(await lees('docker-compose.yml'), { merge: true });

/** A service's settings by their own names. A secret is followed to the file that holds it. */
const zonderBestand = (omgeving: object) => Object.keys(omgeving).map((naam) => naam.replace(/_FILE$/, ''));

test('docker-compose.yml names only settings that exist, and all that production requires', async () => {
  const { services } = await leesCompose();
  for (const dienst of ['leerid', 'beheer']) {
    const genoemd = zonderBestand(services[dienst].environment);
    for (const naam of genoemd) expect(NAMEN).toContain(naam);
    expect(genoemd).toEqual(expect.arrayContaining(VERPLICHT));
    expect(genoemd).not.toContain('LEERID_DATABASE_OWNER_URL');
  }
  expect(services.bereid.environment.DATABASE_URL_FILE).toBe(services.leerid.environment.DATABASE_URL_FILE);
  expect(services.leerid.depends_on.bereid.condition).toBe('service_completed_successfully');
  expect(services.postgres.image).toBe('postgres:18');
  for (const dienst of ['postgres', 'leerid', 'beheer']) expect(services[dienst].ports).toBeUndefined();
});

test('every secret is a file that its service is given, and no service is given more', async () => {
  const { services, secrets } = await leesCompose();
  const leest = { ...services, postgres: { ...services.postgres, app: '/run/secrets/app_password' } };
  for (const { environment = {}, secrets: gegeven = [], app, command = [] } of Object.values<Dienst>(leest)) {
    const paden = Object.entries(environment).flatMap(([naam, pad]) => (naam.endsWith('_FILE') ? [pad] : []));
    paden.push(...command.filter((deel) => deel.startsWith('/run/secrets/')));
    expect([...paden, ...(app ? [app] : [])].sort()).toEqual(gegeven.map((naam) => `/run/secrets/${naam}`).sort());
    const gewoon = Object.keys(environment).filter((naam) => !naam.endsWith('_FILE'));
    for (const naam of GEHEIME_INSTELLINGEN) expect(gewoon).not.toContain(naam);
  }
  for (const [naam, { file }] of Object.entries<{ file: string }>(secrets))
    expect(file).toBe(`\${LEERID_GEHEIMEN:?}/${naam}`);
});

test('deliveries and letters are where commands run, and not where LeerID serves; the proxy does not reach the database', async () => {
  const { services } = await leesCompose();
  const doelen = (dienst: string) =>
    services[dienst].volumes.map((volume: string) => volume.replace(/:ro$/, '').split(':').at(-1));
  expect(doelen('beheer').sort()).toEqual(['/brieven', '/clientgeheimen', '/config', '/leveringen', '/partijen']);
  expect(doelen('leerid').sort()).toEqual(['/clientgeheimen', '/config', '/partijen']);
  expect(services.leerid.environment.LEERID_CLIENT_SECRETS_DIR).toBe('/clientgeheimen');
  expect(services.beheer.entrypoint).toEqual(['node', 'src/start/leerid.js']);
  expect(services.proxy.networks).not.toEqual(expect.arrayContaining(services.postgres.networks));
});

test('the keys of the parties are a folder of their own, that nothing of LeerID can write in', async () => {
  const { services } = await leesCompose();
  for (const dienst of ['leerid', 'beheer']) {
    expect(services[dienst].environment.LEERID_PARTIES_DIR).toBe('/partijen');
    const [volume = ''] = services[dienst].volumes.filter((een: string) => een.includes(':/partijen'));
    expect(volume).toMatch(/^\$\{LEERID_PARTIJEN:\?[^}]*\}:\/partijen:ro$/);
  }
});

test('PostgreSQL is ready when it answers by TCP, as LeerID asks it', async () => {
  const { services } = await leesCompose();
  expect(services.postgres.healthcheck.test).toEqual([
    'CMD-SHELL',
    'pg_isready --host 127.0.0.1 --username leerid --dbname leerid',
  ]);
});

test('what the proxy says of a visitor is believed of the proxy alone', async () => {
  const { services, networks } = await leesCompose();
  expect(networks.voor.ipam.config).toEqual([{ subnet: services.leerid.environment.LEERID_PROXIES }]);
  const aanDezeKant = Object.keys(services).filter((naam) => services[naam].networks.includes('voor'));
  expect(aanDezeKant).toEqual(['proxy', 'leerid']);
});

test('the account with which LeerID serves gets its password from a file, by a script that stops at the first fault', () => {
  // Replaces psql: prints how it was called, and its input.
  const sh = `psql() { printf '%s ' "$@"; echo; cat; }; . config/postgres.sh`;
  const { stdout } = spawnSync('sh', ['-c', sh], {
    env: { POSTGRES_USER: 'leerid', POSTGRES_DB: 'db' },
    encoding: 'utf8',
  });
  expect(stdout.trimEnd().split('\n')).toEqual([
    '--username leerid --dbname db --set ON_ERROR_STOP=1 ',
    '\\set wachtwoord `cat /run/secrets/app_password`',
    "create role leerid_app login password :'wachtwoord';",
  ]);
});

const metDocker = spawnSync('docker', ['compose', 'version']).status === 0 ? test : test.skip;

metDocker('docker compose reads the file, where there is a docker compose', () => {
  const env = {
    ...process.env,
    LEERID_CONFIG: './config',
    LEERID_PARTIJEN: './config/partijen',
    LEERID_HOST: 'x',
    LEERID_GEHEIMEN: './geheimen',
  };
  expect(spawnSync('docker', ['compose', 'config', '-q'], { env }).status).toBe(0);
});

test('two witnesses each have a key and a memory of their own, and reach nothing of LeerID but by its network with them', async () => {
  const { services, volumes } = await leesCompose();
  const twee = [services['getuige-een'], services['getuige-twee']];
  const geheugens = twee.map(({ volumes: [eerste] }) => eerste.replace(/:\/getuige$/, ''));
  expect(new Set(geheugens).size).toBe(2);
  for (const geheugen of geheugens) expect(Object.keys(volumes)).toContain(geheugen);
  expect(new Set(twee.map(({ secrets }) => String(secrets))).size).toBe(2);
  for (const { networks, profiles, environment } of twee)
    expect({ networks, profiles, environment }).toEqual({ networks: ['getuigen'], profiles: ['getuigen'] });
  expect(services.leerid.networks).toContain('getuigen');
  expect(services.postgres.networks).not.toContain('getuigen');
});
