import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { Instellingen } from '../src/config.ts';
import { bouwDemoconfig } from '../src/demo/democonfig.ts';
import { systeemklok } from '../src/klok.ts';
import { BENCHCLIENT } from './vul.ts';

const ADRES = 'http://localhost:3001';
export const REDIRECT_URI = `${ADRES}/bench/callback`;
export const SCOPE = 'openid profile ov_leerling ov_inschrijvingen';

/** What LeerID reads at start: the protocols of this repository with demo signatures, and a dossier for the bench. */
export interface Benchconfig extends AsyncDisposable {
  map: string;
  omgeving: Record<string, string>;
  clientgeheim: string;
  /** One for the whole run: what a restart has to find again. */
  hoofdsleutel: string;
}

/**
 * The application of the bench receives its data in the ID token (as ACM's clients do), so that each sign-in hands over and
 * logs. It works under the protocol with the most applications' shape; ES256 and a client secret, as the bare library has.
 */
export async function maakConfig(): Promise<Benchconfig> {
  const map = await mkdtemp(join(tmpdir(), 'leerid-bench-'));
  const omgeving = await bouwDemoconfig('config', map, { toepassingen: ADRES }, systeemklok);
  const clientgeheim = geheim();
  const dossier = {
    client_id: BENCHCLIENT,
    naam: 'Bench',
    protocol: 'smartschool',
    demo: true,
    redirect_uris: [REDIRECT_URI],
    client_authenticatie: {
      token_endpoint_auth_method: 'client_secret_basic',
      client_secret_uit_omgeving: 'BENCH_CLIENT_SECRET',
    },
    id_token: { id_token_signed_response_alg: 'ES256', claims: true },
  };
  await writeFile(join(map, 'toepassingen', 'bench.yaml'), stringify(dossier));
  return {
    map,
    omgeving: { ...omgeving, BENCH_CLIENT_SECRET: clientgeheim },
    clientgeheim,
    hoofdsleutel: geheim(),
    [Symbol.asyncDispose]: () => rm(map, { recursive: true, force: true }),
  };
}

/** Settings of production; `demo` only because the issuer is http on loopback and the signatures are made up. */
export function instellingen(config: Benchconfig, databaseUrl: string, issuer: string): Instellingen {
  return {
    databaseUrl,
    databaseVerbindingen: 10,
    issuer,
    poort: Number(new URL(issuer).port),
    configmap: config.map,
    hoofdsleutel: config.hoofdsleutel,
    cookiesleutels: [geheim()],
    pairwiseZout: geheim(),
    inszPeper: geheim(),
    vertrouwProxy: false,
    logniveau: 'info',
    demo: true,
    omgeving: config.omgeving,
  };
}

function geheim(): string {
  return randomBytes(32).toString('hex');
}
