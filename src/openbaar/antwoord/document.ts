import { createHash } from 'node:crypto';

/** One answer of the register, ready to be sent. It depends on nothing of the request. */
export interface Document {
  /** Media type. */
  soort: string;
  bytes: Buffer;
  /** A strong entity tag (RFC 9110 § 8.8.3) of the bytes. */
  etag: string;
  /** Whether these bytes can never change, because their hash is in the address. */
  isVoorgoed: boolean;
  /** For a file to keep: its name. */
  bestandsnaam?: string;
}

export function maakDocument(
  soort: string,
  inhoud: string | Uint8Array,
  { isVoorgoed = false, bestandsnaam }: Partial<Pick<Document, 'isVoorgoed' | 'bestandsnaam'>> = {},
): Document {
  const bytes = Buffer.from(inhoud);
  const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`;
  return { soort, bytes, etag, isVoorgoed, ...(bestandsnaam === undefined ? {} : { bestandsnaam }) };
}
