import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { KoaContextWithOIDC } from 'oidc-provider';
import { naamUitHint } from '../../aanmelden/index.ts';
import { machinetijd } from '../../klok.ts';

/**
 * A user name that came in a form (`login_hint`) has to go on in an address, and histories and logs would
 * keep it there. So it goes on sealed. The seal is valid for as long as a browser takes to follow. It is
 * AES-256-GCM, and its layout is a nonce of 12 bytes, a tag of 16 bytes, and the text.
 */
export interface Naamzegel {
  /** Undefined when the hint can't be a user name, because nobody would read it. */
  verzegel(hint: unknown): string | undefined;
  /** Gives the name while the seal is fresh. A hint without a seal stays as it is. */
  open(hint: string | undefined): string | undefined;
}

/** The first character of a seal. No user name begins with it. */
const TEKEN = '~';
const MINUUT = 60_000;

/** @param sleutel 32 bytes in base64url, the same on every node */
export function maakNaamzegel(sleutel: string): Naamzegel {
  const key = Buffer.from(sleutel, 'base64url');
  return {
    verzegel(hint) {
      const naam = naamUitHint(hint);
      if (!naam) return undefined;
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      const tekst = Buffer.concat([cipher.update(JSON.stringify([naam, machinetijd()])), cipher.final()]);
      return TEKEN + Buffer.concat([nonce, cipher.getAuthTag(), tekst]).toString('base64url');
    },
    open(hint) {
      if (!hint?.startsWith(TEKEN)) return hint;
      try {
        const bytes = Buffer.from(hint.slice(TEKEN.length), 'base64url');
        const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12), { authTagLength: 16 });
        decipher.setAuthTag(bytes.subarray(12, 28));
        const tekst = Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString();
        const [naam, sinds] = JSON.parse(tekst) as [string, number];
        return machinetijd() - sinds < MINUUT ? naam : undefined;
      } catch {
        // The seal is not ours. The form then has no name filled in, and nothing else is wrong.
        return undefined;
      }
    },
  };
}

/** A waiting request keeps the name itself, as it does for a name that came in an address. */
export function openNaam({ open }: Naamzegel) {
  return function openLoginHint({ oidc }: KoaContextWithOIDC, hint: string | undefined): void {
    if (oidc.params) oidc.params.login_hint = open(hint);
  };
}
