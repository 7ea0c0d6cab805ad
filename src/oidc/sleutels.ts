import { generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';
import { calculateJwkThumbprint, type JWK } from 'jose';
import { sql } from 'kysely';
import type { Database } from '../store/index.ts';
import { ontzegel, verzegel } from './sleutelkluis.ts';

const ALGORITMEN = ['ES256', 'RS256'] as const;
type Alg = (typeof ALGORITMEN)[number];

const maakPaar = promisify(generateKeyPair);

/** Seconds that a relying party may keep the JWKS, and that a token signed before may still come: an hour covers both. */
const RUST = 3600;

/** In this order they stand in the JWKS, and the library signs with the first of its algorithm. */
const RANG = { actief: 0, volgende: 1, uitdovend: 2 };

export interface Sleutelstand {
  kid: string;
  alg: Alg;
  status: keyof typeof RANG;
  gemaakt_op: Temporal.Instant;
  actief_op: Temporal.Instant | null;
  uitdovend_op: Temporal.Instant | null;
}

/** The stages of all keys, without the keys. A change of this list is what nodes look for. */
export async function leesSleutelstand(db: Database): Promise<Sleutelstand[]> {
  const rijen = await db
    .selectFrom('oidc_sleutels')
    .select(['kid', 'alg', 'status', 'gemaakt_op', 'actief_op', 'uitdovend_op'])
    .orderBy('kid')
    .execute();
  return rijen.sort((a, b) => RANG[a.status] - RANG[b.status]);
}

/**
 * The private signing keys, made at the very first start. Nodes that start together agree: the first one makes them.
 * @param hoofdsleutel seals the keys in the database
 */
export async function leesOndertekensleutels(db: Database, hoofdsleutel: string, nu: Temporal.Instant): Promise<JWK[]> {
  await onderSlot(db, async (trx) => {
    const stand = await leesSleutelstand(trx);
    for (const alg of ALGORITMEN.filter(
      (een) => !stand.some((sleutel) => sleutel.alg === een && sleutel.status === 'actief'),
    )) {
      await maakSleutel(trx, alg, 'actief', hoofdsleutel, nu);
    }
  });
  const rijen = await db.selectFrom('oidc_sleutels').selectAll().orderBy('kid').execute();
  return rijen
    .sort((a, b) => RANG[a.status] - RANG[b.status])
    .map(({ verzegeld, kid }) => ontzegel(verzegeld, kid, hoofdsleutel));
}

/** The keys that sign now, for what the library does not sign itself. */
export async function leesActieveSleutels(db: Database, hoofdsleutel: string): Promise<JWK[]> {
  const rijen = await db.selectFrom('oidc_sleutels').selectAll().where('status', '=', 'actief').execute();
  return rijen.map(({ verzegeld, kid }) => ontzegel(verzegeld, kid, hoofdsleutel));
}

/**
 * One step of rotation for each algorithm: a next key is made; a next key that the JWKS showed for an hour becomes active and
 * the active one retires; a retired key leaves an hour later, when nothing that it signed is valid any more.
 */
export async function roteerSleutels(db: Database, hoofdsleutel: string, nu: Temporal.Instant): Promise<void> {
  const rijp = nu.subtract({ seconds: RUST });
  const tijd = nu.toString();
  await onderSlot(db, async (trx) => {
    const stand = await leesSleutelstand(trx);
    const op = stand.filter(({ uitdovend_op }) => uitdovend_op && Temporal.Instant.compare(uitdovend_op, rijp) <= 0);
    for (const { kid } of op) await trx.deleteFrom('oidc_sleutels').where('kid', '=', kid).execute();
    for (const alg of ALGORITMEN) {
      const volgende = stand.find((sleutel) => sleutel.alg === alg && sleutel.status === 'volgende');
      if (!volgende) await maakSleutel(trx, alg, 'volgende', hoofdsleutel, nu);
      else if (Temporal.Instant.compare(volgende.gemaakt_op, rijp) <= 0) {
        const actief = trx.updateTable('oidc_sleutels').where('alg', '=', alg);
        await actief.where('status', '=', 'actief').set({ status: 'uitdovend', uitdovend_op: tijd }).execute();
        await actief.where('kid', '=', volgende.kid).set({ status: 'actief', actief_op: tijd }).execute();
      }
    }
  });
}

async function maakSleutel(
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
  const verzegeld = verzegel({ ...kaal, kid, alg, use: 'sig' }, kid, hoofdsleutel);
  const actief_op = status === 'actief' ? nu.toString() : null;
  await db
    .insertInto('oidc_sleutels')
    .values({ kid, alg, status, verzegeld, gemaakt_op: nu.toString(), actief_op })
    .execute();
}

function onderSlot(db: Database, doe: (trx: Database) => Promise<void>): Promise<void> {
  return db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(hashtext('leerid.sleutels'))`.execute(trx);
    await doe(trx);
  });
}
