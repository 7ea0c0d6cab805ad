import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type { JWK } from 'jose';

/**
 * Seals private keys for the database with AES-256-GCM. The layout is a nonce of 12 bytes, a tag of 16 bytes,
 * and the text.
 */

/** The seal includes the key's own identifier, so that nobody can swap rows. */
export function verzegel(jwk: JWK, kid: string, hoofdsleutel: string): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', afgeleid(hoofdsleutel), nonce).setAAD(Buffer.from(kid));
  const tekst = Buffer.concat([cipher.update(JSON.stringify(jwk)), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), tekst]);
}

/** @throws Error that says what to do, when the master key is another one or the row was changed */
export function ontzegel(verzegeld: Buffer, kid: string, hoofdsleutel: string): JWK {
  try {
    const decipher = createDecipheriv('aes-256-gcm', afgeleid(hoofdsleutel), verzegeld.subarray(0, 12))
      .setAAD(Buffer.from(kid))
      .setAuthTag(verzegeld.subarray(12, 28));
    return JSON.parse(Buffer.concat([decipher.update(verzegeld.subarray(28)), decipher.final()]).toString()) as JWK;
  } catch (oorzaak) {
    throw new Error('LEERID_MASTER_KEY opent de ondertekensleutels in deze database niet', { cause: oorzaak });
  }
}

function afgeleid(hoofdsleutel: string): Buffer {
  return Buffer.from(hkdfSync('sha256', hoofdsleutel, '', 'leerid ondertekensleutels', 32));
}
