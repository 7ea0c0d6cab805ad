import { execFile } from 'node:child_process';
import { access, copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Client, Grond, Plek } from './lijst.ts';

const voerUit = promisify(execFile);
const HIER = import.meta.dirname;
/** Ignored by git, and kept for the next time. */
const CACHE = join(HIER, '..', '.leerid', 'clients');
const OAUTH2_PROXY = 'github.com/oauth2-proxy/oauth2-proxy/v7@v7.15.6';
const APACHEMODULES = '/usr/lib/apache2/modules';

/** A program to start when its libraries are there. */
export interface Opdracht {
  programma: string;
  argumenten: string[];
  env?: Record<string, string>;
}

type Start = (client: Client, plek: Plek) => Promise<Opdracht>;

/** Installs the libraries of a platform. Undefined when this machine does not have the platform. */
export const GRONDEN: Record<Grond, () => Promise<Start | undefined>> = {
  async node() {
    const map = join(CACHE, 'node');
    await mkdir(map, { recursive: true });
    await copyFile(join(HIER, 'node', 'package.json'), join(map, 'package.json'));
    await eenmaal(map, 'package.json', () => voerUit('npm', ['install', '--no-audit', '--no-fund'], { cwd: map }));
    return async ({ bestand = '' }) => {
      await copyFile(join(HIER, 'node', bestand), join(map, bestand));
      return { programma: process.execPath, argumenten: [join(map, bestand)] };
    };
  },
  async python() {
    if (!(await staatErOp('python3', '--version'))) return undefined;
    const map = join(CACHE, 'python');
    await mkdir(map, { recursive: true });
    await copyFile(join(HIER, 'python', 'requirements.txt'), join(map, 'requirements.txt'));
    const python = join(map, 'bin', 'python');
    await eenmaal(map, 'requirements.txt', async () => {
      await voerUit('python3', ['-m', 'venv', map]);
      await voerUit(python, ['-m', 'pip', 'install', '--quiet', '-r', join(map, 'requirements.txt')]);
    });
    const env = { PYTHONDONTWRITEBYTECODE: '1' };
    return async ({ bestand = '' }) => ({ programma: python, argumenten: [join(HIER, 'python', bestand)], env });
  },
  async go() {
    if (!(await staatErOp('go', 'version'))) return undefined;
    const map = join(CACHE, 'go');
    await mkdir(map, { recursive: true });
    await writeFile(join(map, 'pakket'), OAUTH2_PROXY);
    await eenmaal(map, 'pakket', () =>
      voerUit('go', ['install', OAUTH2_PROXY], { env: { ...process.env, GOBIN: map } }),
    );
    return async (_client, plek) => ({
      programma: join(map, 'oauth2-proxy'),
      argumenten: vlaggen(plek),
      env: { OAUTH2_PROXY_CLIENT_SECRET: plek.geheim },
    });
  },
  async apache() {
    const heeftModule = await access(join(APACHEMODULES, 'mod_auth_openidc.so')).then(
      () => true,
      () => false,
    );
    if (!heeftModule || !(await staatErOp('apache2', '-v'))) return undefined;
    const map = join(CACHE, 'apache');
    await rm(map, { recursive: true, force: true });
    await mkdir(join(map, 'binnen'), { recursive: true });
    return async () => ({
      programma: 'apache2',
      argumenten: ['-D', 'FOREGROUND', '-f', join(HIER, 'apache.conf')],
      env: { MAP: map, MODULES: APACHEMODULES },
    });
  },
};

/** Installs again only when the pinned list has changed. */
async function eenmaal(map: string, lijst: string, installeer: () => Promise<unknown>): Promise<void> {
  const gevraagd = await readFile(join(map, lijst), 'utf8');
  const merk = join(map, '.klaar');
  if ((await readFile(merk, 'utf8').catch(() => '')) === gevraagd) return;
  await installeer();
  await writeFile(merk, gevraagd);
}

function staatErOp(programma: string, vraag: string): Promise<boolean> {
  return voerUit(programma, [vraag]).then(
    () => true,
    () => false,
  );
}

function vlaggen({ issuer, clientId, poort }: Plek): string[] {
  return Object.entries({
    provider: 'oidc',
    'oidc-issuer-url': issuer,
    'client-id': clientId,
    'http-address': `127.0.0.1:${poort}`,
    'redirect-url': `http://localhost:${poort}/oauth2/callback`,
    upstream: 'static://200',
    'cookie-secret': 'een-geheim-van-precies-32-tekens',
    'cookie-secure': 'false',
    scope: 'openid profile',
    'code-challenge-method': 'S256',
    'email-domain': '*',
    'oidc-email-claim': 'family_name',
    'insecure-oidc-allow-unverified-email': 'true',
    'insecure-oidc-skip-nonce': 'false',
  }).map(([naam, waarde]) => `--${naam}=${waarde}`);
}
