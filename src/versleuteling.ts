import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/**
 * AES-256-GCM. What it gives is a nonce of 12 bytes, a tag of 16 bytes and the content. Whoever lacks the key can
 * neither read nor change it.
 */

const NONCE = 12;
const TAG = 16;

/**
 * @param sleutel 32 bytes
 * @param bij a text that is not inside, and without which it does not open
 */
export function versleutel(sleutel: Buffer, inhoud: string | Uint8Array, bij = ''): Buffer {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', sleutel, nonce, { authTagLength: TAG }).setAAD(Buffer.from(bij));
  // A text counts as UTF-8.
  const gesloten = Buffer.concat([cipher.update(Buffer.from(inhoud)), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), gesloten]);
}

/** @returns undefined when another key closed it, when it was changed, or when it is none of ours */
export function ontsleutelBytes(sleutel: Buffer, versleuteld: Buffer, bij = ''): Buffer | undefined {
  try {
    const decipher = createDecipheriv('aes-256-gcm', sleutel, versleuteld.subarray(0, NONCE), { authTagLength: TAG })
      .setAAD(Buffer.from(bij))
      .setAuthTag(versleuteld.subarray(NONCE, NONCE + TAG));
    return Buffer.concat([decipher.update(versleuteld.subarray(NONCE + TAG)), decipher.final()]);
  } catch {
    return undefined;
  }
}

/** The same for a text. */
export function ontsleutel(sleutel: Buffer, versleuteld: Buffer, bij = ''): string | undefined {
  return ontsleutelBytes(sleutel, versleuteld, bij)?.toString();
}
