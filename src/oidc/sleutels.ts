import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  generateKeyPairSync,
  hkdfSync,
  randomBytes,
} from 'node:crypto';
import { calculateJwkThumbprint, type JWK } from 'jose';
import { sql } from 'kysely';
import type { Database } from '../store/database.ts';

const ALGORITMEN = ['ES256', 'RS256'] as const;
type Alg = (typeof ALGORITMEN)[number];

/**
 * The private signing keys, made at the very first start. Nodes that start together agree: the first one makes them.
 * @param hoofdsleutel seals the keys in the database
 */
export async function leesOndertekensleutels(db: Database, hoofdsleutel: string, nu: Temporal.Instant): Promise<JWK[]> {
  return db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(hashtext('leerid.sleutels'))`.execute(trx);
    const bestaande = await trx.selectFrom('oidc_sleutels').selectAll().where('status', '=', 'actief').execute();
    const sleutels = bestaande.map(({ kid, verzegeld }) => open(verzegeld, kid, hoofdsleutel));
    for (const alg of ALGORITMEN.filter((een) => !bestaande.some((rij) => rij.alg === een))) {
      const { kid, jwk } = await maakSleutel(alg);
      const verzegeld = verzegel(jwk, kid, hoofdsleutel);
      await trx
        .insertInto('oidc_sleutels')
        .values({ kid, alg, status: 'actief', verzegeld, gemaakt_op: nu.toString() })
        .execute();
      sleutels.push(jwk);
    }
    return sleutels;
  });
}

async function maakSleutel(alg: Alg): Promise<{ kid: string; jwk: JWK }> {
  const { privateKey } =
    alg === 'ES256'
      ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
      : generateKeyPairSync('rsa', { modulusLength: 2048 });
  const jwk = privateKey.export({ format: 'jwk' }) as JWK;
  const kid = await calculateJwkThumbprint(jwk);
  return { kid, jwk: { ...jwk, kid, alg, use: 'sig' } };
}

/** AES-256-GCM; the key's own identifier is bound in, so that rows can't be swapped. Layout: nonce 12, tag 16, text. */
function verzegel(jwk: JWK, kid: string, hoofdsleutel: string): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', afgeleid(hoofdsleutel), nonce).setAAD(Buffer.from(kid));
  const tekst = Buffer.concat([cipher.update(JSON.stringify(jwk)), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), tekst]);
}

function open(verzegeld: Buffer, kid: string, hoofdsleutel: string): JWK {
  try {
    const decipher = createDecipheriv('aes-256-gcm', afgeleid(hoofdsleutel), verzegeld.subarray(0, 12))
      .setAAD(Buffer.from(kid))
      .setAuthTag(verzegeld.subarray(12, 28));
    const tekst = Buffer.concat([decipher.update(verzegeld.subarray(28)), decipher.final()]);
    const jwk = JSON.parse(tekst.toString()) as JWK;
    createPrivateKey({ key: jwk as never, format: 'jwk' });
    return jwk;
  } catch (oorzaak) {
    throw new Error('LEERID_MASTER_KEY opent de ondertekensleutels in deze database niet', { cause: oorzaak });
  }
}

function afgeleid(hoofdsleutel: string): Buffer {
  return Buffer.from(hkdfSync('sha256', hoofdsleutel, '', 'leerid ondertekensleutels', 32));
}
