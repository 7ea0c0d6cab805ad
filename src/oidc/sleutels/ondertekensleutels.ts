import { generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';
import { calculateJwkThumbprint, type JWK } from 'jose';
import { type Kluis, ontzegel, verzegel } from '../../sleutelkluis.ts';
import type { Database } from '../../store/index.ts';

export const ALGORITMEN = ['ES256', 'RS256'] as const;
export type Alg = (typeof ALGORITMEN)[number];

const maakPaar = promisify(generateKeyPair);

/** The order of the keys in the JWKS. The library signs with the first key of its algorithm. */
const RANG = { actief: 0, volgende: 1, uitdovend: 2 };

const kluisVan = (hoofdsleutel: string): Kluis => ({ hoofdsleutel, doel: 'ondertekensleutels' });

export interface Sleutelstand {
  kid: string;
  alg: Alg;
  status: keyof typeof RANG;
  gemaakt_op: Temporal.Instant;
  actief_op: Temporal.Instant | null;
  uitdovend_op: Temporal.Instant | null;
}

/** The stages of all keys, without the keys themselves. Nodes watch this list for changes. */
export async function leesSleutelstand(db: Database): Promise<Sleutelstand[]> {
  const rijen = await db
    .selectFrom('oidc_sleutels')
    .select(['kid', 'alg', 'status', 'gemaakt_op', 'actief_op', 'uitdovend_op'])
    .orderBy('kid')
    .execute();
  return rijen.sort((a, b) => RANG[a.status] - RANG[b.status]);
}

/**
 * The private signing keys. The very first start makes them. When several nodes start together, one of them
 * makes the keys.
 * @param hoofdsleutel seals the keys in the database
 */
export async function leesOndertekensleutels(db: Database, hoofdsleutel: string, nu: Temporal.Instant): Promise<JWK[]> {
  const stand = await leesSleutelstand(db);
  for (const alg of ALGORITMEN.filter((een) => !heeft(stand, een, 'actief'))) {
    await maakSleutel(db, alg, 'actief', hoofdsleutel, nu);
  }
  const rijen = await db.selectFrom('oidc_sleutels').select(['kid', 'status', 'verzegeld']).orderBy('kid').execute();
  return rijen
    .sort((a, b) => RANG[a.status] - RANG[b.status])
    .map(({ verzegeld, kid }) => ontzegel(kluisVan(hoofdsleutel), verzegeld, kid));
}

/** The keys that sign now. We use them for what we sign ourselves. */
export async function leesActieveSleutels(db: Database, hoofdsleutel: string): Promise<JWK[]> {
  const rijen = await db
    .selectFrom('oidc_sleutels')
    .select(['kid', 'status', 'verzegeld'])
    .where('status', '=', 'actief')
    .execute();
  return rijen.map(({ verzegeld, kid }) => ontzegel(kluisVan(hoofdsleutel), verzegeld, kid));
}

/**
 * Makes the pair first, and then looks whether the key is still needed. An index allows one key of each
 * algorithm in each of these stages.
 */
export async function maakSleutel(
  db: Database,
  alg: Alg,
  status: 'actief' | 'volgende',
  hoofdsleutel: string,
  nu: Temporal.Instant,
): Promise<void> {
  const { privateKey } =
    alg === 'ES256' ? await maakPaar('ec', { namedCurve: 'P-256' }) : await maakPaar('rsa', { modulusLength: 2048 });
  const kaal = privateKey.export({ format: 'jwk' }) as JWK;
  const kid = await calculateJwkThumbprint(kaal);
  const verzegeld = verzegel(kluisVan(hoofdsleutel), { ...kaal, kid, alg, use: 'sig' }, kid);
  const actief_op = status === 'actief' ? nu.toString() : null;
  await db
    .insertInto('oidc_sleutels')
    .values({ kid, alg, status, verzegeld, gemaakt_op: nu.toString(), actief_op })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export function heeft(stand: Sleutelstand[], alg: Alg, status: Sleutelstand['status']): boolean {
  return stand.some((sleutel) => sleutel.alg === alg && sleutel.status === status);
}
