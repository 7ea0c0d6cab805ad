import { randomBytes } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { openDatabase } from '../../src/store/index.ts';
import { vrijePoort } from '../../src/store/ingebed.ts';
import { cpuMetBeeindigdeDraden, geheugen, overStam } from '../cpu.ts';
import { type Kind, startKind } from '../kind.ts';
import type { Cluster } from '../postgres.ts';
import { doel, type Systeem, WACHTWOORD } from '../systemen.ts';
import type { Distributie } from './distributie.ts';
import type { Oppasinstellingen } from './oppas.ts';
import { maakImport, PROEFLEERLING, REALM } from './realm.ts';

const DATABASE = 'keycloak';
const OORSPRONG = 'https://keycloak.bench.example';
const PAD = `/realms/${REALM}`;
const PADEN = {
  autorisatie: `${PAD}/protocol/openid-connect/auth`,
  token: `${PAD}/protocol/openid-connect/token`,
  userinfo: `${PAD}/protocol/openid-connect/userinfo`,
  ontdekking: `${PAD}/.well-known/openid-configuration`,
};

/** A Keycloak that was built for PostgreSQL, with its pupils in a database. */
export interface Keycloak {
  leerlingen: number;
  clientgeheim: string;
  omgeving: Record<string, string>;
  map: string;
}

/** Builds it once and imports the pupils, as Keycloak's guides for production describe. */
export async function richtIn(distributie: Distributie, cluster: Cluster, leerlingen: number): Promise<Keycloak> {
  const keycloak = {
    leerlingen,
    clientgeheim: randomBytes(32).toString('hex'),
    omgeving: omgevingVan(distributie, cluster),
    map: distributie.map,
  };
  await maakLegeDatabase(cluster);
  const bestanden = join(distributie.map, 'data', 'import');
  await mkdir(bestanden, { recursive: true });
  for (const [naam, inhoud] of Object.entries(await maakImport(leerlingen, WACHTWOORD, keycloak.clientgeheim))) {
    await writeFile(join(bestanden, naam), JSON.stringify(inhoud));
  }
  await using oppas = await startOppas(keycloak);
  await oppas.vraag('voer', ['build']);
  await oppas.vraag('voer', ['import', '--optimized', '--dir', bestanden]);
  await rm(bestanden, { recursive: true });
  await eisStandaardhash(cluster);
  return keycloak;
}

/** `kc.sh start --optimized`, behind the driver as its proxy. Ready at its first answer. */
export async function startKeycloak(keycloak: Keycloak, cluster: Cluster): Promise<Systeem> {
  const poort = await vrijePoort();
  const { leerlingen, clientgeheim } = keycloak;
  const oppas = await startOppas({ ...keycloak, omgeving: { ...keycloak.omgeving, KC_HTTP_PORT: String(poort) } });
  const start = { opdracht: ['start', '--optimized'], poort, pad: PADEN.ontdekking };
  const pid = await oppas.vraag<number>('start', start);
  return {
    kind: oppas,
    cpu: () => ({ server: overStam(pid, cpuMetBeeindigdeDraden), postgres: cluster.cpu() }),
    geheugen: () => overStam(pid, geheugen),
    doel: {
      ...doel(poort, clientgeheim, leerlingen),
      issuer: `${OORSPRONG}${PAD}`,
      paden: PADEN,
      velden: { naam: 'username', wachtwoord: 'password' },
    },
    [Symbol.asyncDispose]: () => oppas[Symbol.asyncDispose](),
  };
}

async function startOppas({ map, omgeving }: Keycloak): Promise<Kind> {
  const oppas = await startKind(join(import.meta.dirname, 'oppas.ts'), {
    argument: { map, omgeving } satisfies Oppasinstellingen,
  });
  return {
    ...oppas,
    async [Symbol.asyncDispose]() {
      await oppas.vraag('stop');
      await oppas[Symbol.asyncDispose]();
    },
  };
}

/** Nothing of the operator's own environment, so that Keycloak and its JVM run with their defaults. */
function omgevingVan({ jdk }: Distributie, cluster: Cluster): Record<string, string> {
  const { username, password, host, pathname } = new URL(cluster.url(DATABASE));
  return {
    PATH: process.env.PATH ?? '',
    JAVA_HOME: jdk,
    KC_DB: 'postgres',
    KC_DB_URL: `jdbc:postgresql://${host}${pathname}`,
    KC_DB_USERNAME: username,
    KC_DB_PASSWORD: password,
    KC_HOSTNAME: OORSPRONG,
    KC_HTTP_ENABLED: 'true',
    KC_HTTP_HOST: '127.0.0.1',
    KC_PROXY_HEADERS: 'xforwarded',
  };
}

async function maakLegeDatabase(cluster: Cluster): Promise<void> {
  const beheer = openDatabase(cluster.url('postgres'), () => {}, { verbindingen: 1 });
  await sql`create database ${sql.id(DATABASE)}`.execute(beheer);
  await beheer.destroy();
}

/**
 * The imported passwords have the parameters that Keycloak itself chose for one pupil, and none was hashed anew
 * at a sign-in. Otherwise a sign-in would cost two hashes.
 */
export async function eisStandaardhash(cluster: Cluster): Promise<void> {
  const db = openDatabase(cluster.url(DATABASE), () => {}, { verbindingen: 1 });
  const { rows } = await sql<{ instellingen: string; hashes: number }>`
    select array_agg(distinct credential_data::jsonb)::text as instellingen, count(distinct secret_data)::int as hashes
    from credential join user_entity on user_entity.id = user_id
    group by username = ${PROEFLEERLING}`.execute(db);
  await db.destroy();
  const [een, ander] = rows;
  if (een && een.instellingen === ander?.instellingen && een.hashes === 1 && ander.hashes === 1) return;
  throw new Error(`Keycloak bewaart een wachtwoord anders dan de bench het invoerde: ${JSON.stringify(rows)}`);
}
