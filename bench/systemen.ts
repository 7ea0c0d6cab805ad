import { randomBytes } from 'node:crypto';
import { hash } from '@node-rs/argon2';
import { hashWachtwoord } from '../src/aanmelden/index.ts';
import { vrijePoort } from '../src/store/ingebed.ts';
import type { Doel } from './bezoeker.ts';
import { type Benchconfig, instellingen, REDIRECT_URI, SCOPE } from './config.ts';
import { cpuVan } from './cpu.ts';
import type { Kaalinstellingen } from './kaal.ts';
import { type Kind, startKind } from './kind.ts';
import type { Cluster } from './postgres.ts';
import { BENCHCLIENT, maakDatabase } from './vul.ts';

/** A server under measurement. */
export interface Systeem extends AsyncDisposable {
  doel: Doel;
  kind: Kind;
  /** Seconds of CPU that it has used: of its own process, and of PostgreSQL where it has one. */
  cpu(): { node: number; postgres: number };
}

export const WACHTWOORD = 'appel-fiets-regen-42';

/**
 * The sign-in "without hash": the passwords of these pupils are stored as argon2id with the smallest cost that it knows
 * (8 KiB, one pass; about 15 µs), so that all else of LeerID's own sign-in check runs as it stands.
 */
export function goedkopeHash(): Promise<string> {
  return hash(WACHTWOORD, { algorithm: 2, memoryCost: 8, timeCost: 1, parallelism: 1 });
}

export function echteHash(): Promise<string> {
  return hashWachtwoord(WACHTWOORD);
}

async function doelOp(clientgeheim: string, leerlingen: number): Promise<Doel> {
  return {
    basis: `http://127.0.0.1:${await vrijePoort()}`,
    clientId: BENCHCLIENT,
    clientgeheim,
    redirectUri: REDIRECT_URI,
    scope: SCOPE,
    leerlingen,
    wachtwoord: WACHTWOORD,
  };
}

/** Makes the database, fills it, and starts LeerID on it. */
export async function vulEnStartLeerid(
  cluster: Cluster,
  config: Benchconfig,
  database: string,
  leerlingen: number,
  wachtwoordHash: Promise<string>,
): Promise<Systeem> {
  await maakDatabase(cluster, database, leerlingen, await wachtwoordHash);
  return startLeerid(cluster, config, database, leerlingen);
}

/** @param hoofdsleutel of the start that made the signing keys in this database; without it the keys are new */
export async function startLeerid(
  cluster: Cluster,
  config: Benchconfig,
  database: string,
  leerlingen: number,
): Promise<Systeem> {
  const doel = await doelOp(config.clientgeheim, leerlingen);
  const kind = await startKind('leerid.ts', instellingen(config, cluster.url(database), doel.basis));
  return {
    doel,
    kind,
    cpu: () => ({ node: cpuVan(kind.pid), postgres: cluster.cpu() }),
    [Symbol.asyncDispose]: () => kind[Symbol.asyncDispose](),
  };
}

export async function startKaal(): Promise<Systeem> {
  const doel = await doelOp(randomBytes(32).toString('hex'), 10_000);
  const { basis: issuer, clientId, clientgeheim, redirectUri, scope } = doel;
  const kind = await startKind('kaal.ts', {
    issuer,
    clientId,
    clientgeheim,
    redirectUri,
    scope,
  } satisfies Kaalinstellingen);
  return {
    doel,
    kind,
    cpu: () => ({ node: cpuVan(kind.pid), postgres: 0 }),
    [Symbol.asyncDispose]: () => kind[Symbol.asyncDispose](),
  };
}
