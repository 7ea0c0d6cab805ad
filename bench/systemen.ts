import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hash } from '@node-rs/argon2';
import { hashWachtwoord } from '../src/aanmelden/index.ts';
import { vrijePoort } from '../src/store/ingebed.ts';
import type { Doel } from './bezoeker.ts';
import { type Benchconfig, ISSUER, REDIRECT_URI, SCOPE } from './config.ts';
import { cpuVan, geheugen, overStam } from './cpu.ts';
import { GOEDKOOP } from './goedkoop.ts';
import { alsJavascript } from './javascript.ts';
import type { Kaalinstellingen } from './kaal.ts';
import { type Kind, startKind } from './kind.ts';
import type { Cluster } from './postgres.ts';
import { BENCHCLIENT, maakDatabase } from './vul.ts';

/** A server under measurement. */
export interface Systeem extends AsyncDisposable {
  doel: Doel;
  kind: Kind;
  /** Seconds of CPU that it used: its own processes, and PostgreSQL where it has one. */
  cpu(): { server: number; postgres: number };
  /** Resident memory in MiB of its own processes. */
  geheugen(): number;
}

/** How LeerID is started where it is not as usual. */
export interface Leeridwensen {
  /** What it takes a password hash to cost. */
  hashkosten?: 'goedkoop' | 'echt';
  /** `LEERID_PROCESSES`. */
  processen?: number;
  /** Whether it writes no rows in the privacy log. */
  zonderLog?: boolean;
}

/** LeerID and the bare library have the same routes. */
const PADEN = {
  autorisatie: '/authorize',
  token: '/token',
  userinfo: '/userinfo',
  ontdekking: '/.well-known/openid-configuration',
};

const ZONDER_LOG = join(import.meta.dirname, 'zonder_log.ts');
const LEERID = join(import.meta.dirname, '..');

export const WACHTWOORD = 'appel-fiets-regen-42';

/**
 * The sign-in "without hash". The passwords of these pupils are stored with the smallest cost, and the
 * server has that cost as its own (`haak.ts`). The rest of LeerID's own sign-in check runs as it is.
 */
export function goedkopeHash(): Promise<string> {
  return hash(WACHTWOORD, GOEDKOOP);
}

export function echteHash(): Promise<string> {
  return hashWachtwoord(WACHTWOORD);
}

/** Makes the database, fills it, and starts LeerID on it. */
export async function vulEnStartLeerid(
  cluster: Cluster,
  config: Benchconfig,
  database: string,
  leerlingen: number,
  wachtwoordHash: Promise<string>,
  wensen?: Leeridwensen,
): Promise<Systeem> {
  await maakDatabase(cluster, database, leerlingen, await wachtwoordHash);
  return startLeerid(cluster, config, database, leerlingen, wensen);
}

/** LeerID as `npm start` starts it, in production, with the proxy's headers from the driver. */
export async function startLeerid(
  cluster: Cluster,
  config: Benchconfig,
  database: string,
  leerlingen: number,
  { hashkosten = 'goedkoop', processen = 1, zonderLog = false }: Leeridwensen = {},
): Promise<Systeem> {
  const poort = await vrijePoort();
  const { bestand, vlaggen } = npmStart();
  const kind = await startKind(bestand, {
    env: {
      ...config.omgeving,
      BENCH_HASH: hashkosten,
      DATABASE_URL: cluster.url(database),
      LEERID_PROCESSES: String(processen),
      LEERID_PORT: String(poort),
    },
    execArgv: [...vlaggen, '--import', javascript().haak, ...(zonderLog ? ['--import', ZONDER_LOG] : [])],
  });
  const cpu = () => ({ server: overStam(kind.pid, cpuVan), postgres: cluster.cpu() });
  return alsSysteem(kind, cpu, doel(poort, config.clientgeheim, leerlingen));
}

export async function startKaal(): Promise<Systeem> {
  const poort = await vrijePoort();
  const clientgeheim = randomBytes(32).toString('hex');
  const kind = await startKind(javascript().kaal, {
    argument: {
      issuer: ISSUER,
      poort,
      clientId: BENCHCLIENT,
      clientgeheim,
      redirectUri: REDIRECT_URI,
      scope: SCOPE,
    } satisfies Kaalinstellingen,
    execArgv: ['--import', javascript().haak],
  });
  return alsSysteem(kind, () => ({ server: cpuVan(kind.pid), postgres: 0 }), doel(poort, clientgeheim, 10_000));
}

export function startLader(): Promise<Kind> {
  return startKind(join(import.meta.dirname, 'lader.ts'));
}

/** What package.json says after `exec node`. */
function npmStart(): { bestand: string; vlaggen: string[] } {
  const { scripts } = JSON.parse(readFileSync(join(LEERID, 'package.json'), 'utf8'));
  const woorden: string[] = scripts.start.split(' ').slice(2);
  return { bestand: join(LEERID, woorden.at(-1) ?? ''), vlaggen: woorden.slice(0, -1) };
}

/** Compiles ahead, as the image does while it is built. */
export function vulCodegeheugen(): void {
  execFileSync(process.execPath, [join(LEERID, 'src/start/vul_codegeheugen.js')]);
}

let omgezet: ReturnType<typeof alsJavascript> | undefined;
function javascript() {
  omgezet ??= alsJavascript();
  return omgezet;
}

export function doel(poort: number, clientgeheim: string, leerlingen: number): Doel {
  return {
    poort,
    issuer: ISSUER,
    paden: PADEN,
    velden: { naam: 'gebruikersnaam', wachtwoord: 'wachtwoord' },
    clientId: BENCHCLIENT,
    clientgeheim,
    redirectUri: REDIRECT_URI,
    scope: SCOPE,
    leerlingen,
    wachtwoord: WACHTWOORD,
  };
}

function alsSysteem(kind: Kind, cpu: Systeem['cpu'], naar: Doel): Systeem {
  return {
    kind,
    cpu,
    geheugen: () => overStam(kind.pid, geheugen),
    doel: naar,
    [Symbol.asyncDispose]: () => kind[Symbol.asyncDispose](),
  };
}
