import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';

/** One answer of the register, ready to be sent. It depends on nothing of the request. */
export interface Document {
  /** Media type. */
  soort: string;
  /** The bytes as they are, and made smaller for who takes that (RFC 9110 § 12.5.3). */
  vormen: Record<Codering, Documentvorm>;
  /** Whether these bytes can never change, because their hash is in the address. */
  isVoorgoed: boolean;
  /** For a file to keep: its name. */
  bestandsnaam?: string;
}

export type Codering = 'identity' | 'gzip';

interface Documentvorm {
  bytes: Buffer;
  /** A strong entity tag (RFC 9110 § 8.8.3). Each form has its own. */
  etag: string;
}

/** It is compressed once, when somebody first asks for it. Nothing in it is secret, so its length tells nothing. */
export function maakDocument(
  soort: string,
  inhoud: string | Uint8Array,
  { isVoorgoed = false, bestandsnaam }: Partial<Pick<Document, 'isVoorgoed' | 'bestandsnaam'>> = {},
): Document {
  const bytes = Buffer.from(inhoud);
  const hash = createHash('sha256').update(bytes).digest('base64url').slice(0, 22);
  return {
    ...{ soort, isVoorgoed },
    vormen: { identity: { bytes, etag: `"${hash}"` }, gzip: { bytes: gzipSync(bytes), etag: `"${hash}-gzip"` } },
    ...(bestandsnaam === undefined ? {} : { bestandsnaam }),
  };
}
