import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { z } from 'zod';
import { bouwDemoconfig, ondertekenDossiers } from '../src/demo/democonfig.ts';
import { systeemklok } from '../src/klok.ts';
import type { dossierschema } from '../src/toepassingen/dossiers/dossier.ts';
import { BENCHCLIENT } from './vul.ts';

export const ISSUER = 'https://leerid.bench.example';
export const REDIRECT_URI = 'https://toepassing.bench.example/callback';
export const SCOPE = 'openid profile ov_leerling ov_inschrijvingen';

/**
 * What LeerID reads when it starts: the protocols of this repository, signed with new keys, and one dossier.
 */
export interface Benchconfig extends AsyncDisposable {
  clientgeheim: string;
  /** The environment of production, without the database and the port. */
  omgeving: Record<string, string>;
}

export async function maakConfig(): Promise<Benchconfig> {
  const map = await mkdtemp(join(tmpdir(), 'leerid-bench-'));
  const op = systeemklok.nu();
  const plaats = { toepassingen: new URL(REDIRECT_URI).origin, vandaag: systeemklok.vandaag() };
  const { sleutels } = await bouwDemoconfig('config', map, plaats, op);
  await vormOmNaarProductie(map);
  await ondertekenDossiers(map, sleutels, op);
  const clientgeheim = geheim();
  return {
    clientgeheim,
    omgeving: {
      LEERID_ISSUER: ISSUER,
      LEERID_CONFIG_DIR: map,
      LEERID_MASTER_KEY: geheim(),
      LEERID_COOKIE_KEYS: geheim(),
      LEERID_PAIRWISE_SALT: geheim(),
      LEERID_INSZ_PEPPER: geheim(),
      LOG_LEVEL: 'info',
      BENCH_CLIENT_SECRET: clientgeheim,
    },
    [Symbol.asyncDispose]: () => rm(map, { recursive: true, force: true }),
  };
}

/**
 * Production refuses everything that is marked as demo. One application is left. It receives its data in the
 * ID token (as ACM's clients do), so that each sign-in hands over and logs. It uses ES256 and a client
 * secret, like the bare library.
 */
async function vormOmNaarProductie(map: string): Promise<void> {
  for (const bestand of await readdir(join(map, 'partijen'))) {
    const pad = join(map, 'partijen', bestand);
    await writeFile(pad, (await readFile(pad, 'utf8')).replace('demo: true\n', ''));
  }
  for (const bestand of await readdir(join(map, 'toepassingen'))) await rm(join(map, 'toepassingen', bestand));
  const dossier: z.input<typeof dossierschema> = {
    client_id: BENCHCLIENT,
    naam: 'Bench',
    protocol: 'smartschool',
    partij: 'smartbit',
    redirect_uris: [REDIRECT_URI],
    client_authenticatie: {
      token_endpoint_auth_method: 'client_secret_basic',
      client_secret_uit_omgeving: 'BENCH_CLIENT_SECRET',
    },
    id_token: { id_token_signed_response_alg: 'ES256', claims: true, claims_reden: 'elke aanmelding deelt mee' },
  };
  await writeFile(join(map, 'toepassingen', `${BENCHCLIENT}.yaml`), stringify(dossier));
}

function geheim(): string {
  return randomBytes(32).toString('hex');
}
