import { generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';
import { calculateJwkThumbprint, type JWK } from 'jose';
import { sql } from 'kysely';
import type { Database } from '../../store/index.ts';
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
 * The private signing keys, made at the very first start. Of nodes that start together, one is first.
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
    .map(({ verzegeld, kid }) => ontzegel(verzegeld, kid, hoofdsleutel));
}

/** The keys that sign now, for what the library does not sign itself. */
export async function leesActieveSleutels(db: Database, hoofdsleutel: string): Promise<JWK[]> {
  const rijen = await db
    .selectFrom('oidc_sleutels')
    .select(['kid', 'status', 'verzegeld'])
    .where('status', '=', 'actief')
    .execute();
  return rijen.map(({ verzegeld, kid }) => ontzegel(verzegeld, kid, hoofdsleutel));
}

/** Whether there was anything to do, and otherwise from when on there will be. */
export type Rotatiestap = { gezet: true } | { gezet: false; vanaf: Temporal.Instant };

/**
 * One step of rotation for each algorithm: a next key is made; a next key that the JWKS showed for an hour becomes active and
 * the active one retires; a retired key leaves an hour later, when nothing that it signed is valid any more.
 */
export async function roteerSleutels(db: Database, hoofdsleutel: string, nu: Temporal.Instant): Promise<Rotatiestap> {
  const isRijp = (sleutel: Sleutelstand) => Temporal.Instant.compare(rijpVanaf(sleutel), nu) <= 0;
  const voor = await db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(hashtext('leerid.sleutels'))`.execute(trx);
    const stand = await leesSleutelstand(trx);
    const rijp = stand.filter(isRijp);
    for (const { kid } of rijp.filter(({ status }) => status === 'uitdovend')) {
      await trx.deleteFrom('oidc_sleutels').where('kid', '=', kid).execute();
    }
    for (const { kid, alg } of rijp.filter(({ status }) => status === 'volgende')) {
      await neemInGebruik(trx, kid, alg, nu.toString());
    }
    return stand;
  });
  const zonderVolgende = ALGORITMEN.filter((een) => !heeft(voor, een, 'volgende'));
  for (const alg of zonderVolgende) await maakSleutel(db, alg, 'volgende', hoofdsleutel, nu);
  const wachtend = voor.filter(({ status }) => status !== 'actief');
  if (zonderVolgende.length || wachtend.some(isRijp)) return { gezet: true };
  const [vanaf = nu] = wachtend.map(rijpVanaf).sort(Temporal.Instant.compare);
  return { gezet: false, vanaf };
}

/** When the next step of a key may come. An active one takes none by itself. */
function rijpVanaf({ gemaakt_op, uitdovend_op }: Sleutelstand): Temporal.Instant {
  return (uitdovend_op ?? gemaakt_op).add({ seconds: RUST });
}

async function neemInGebruik(trx: Database, kid: string, alg: Alg, nu: string): Promise<void> {
  const sleutels = trx.updateTable('oidc_sleutels').where('alg', '=', alg);
  await sleutels.where('status', '=', 'actief').set({ status: 'uitdovend', uitdovend_op: nu }).execute();
  await sleutels.where('kid', '=', kid).set({ status: 'actief', actief_op: nu }).execute();
}

/** Makes the pair first and then looks whether it is still needed: an index allows one key of a kind in each of these stages. */
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
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

function heeft(stand: Sleutelstand[], alg: Alg, status: Sleutelstand['status']): boolean {
  return stand.some((sleutel) => sleutel.alg === alg && sleutel.status === status);
}
