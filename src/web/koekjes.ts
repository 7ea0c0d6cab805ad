import { createHmac, createSecretKey, type KeyObject, timingSafeEqual } from 'node:crypto';

/**
 * Names of cookies. Under https, a prefix makes the browser refuse a cookie that another host set (RFC
 * 6265bis § 4.1.3).
 */

/** A cookie of this host and of all its paths. */
export function hostkoekje(https: boolean, naam: string): string {
  return https ? `__Host-${naam}` : naam;
}

/** A cookie of one path, which `__Host-` does not allow. */
export function padkoekje(https: boolean, naam: string): string {
  return https ? `__Secure-${naam}` : naam;
}

/** What Koa and the library ask of a stamp. */
export interface Koekjesstempel {
  sign(inhoud: string): string;
  /** The place of the key that signed, or -1. */
  index(inhoud: string, handtekening: string): number;
  verify(inhoud: string, handtekening: string): boolean;
}

/**
 * The stamp that Koa and the library ask for, in Koa's own format, but with SHA-256: Koa's default is a hash of
 * 1995 (ASVS 11.4.1). Both compare signatures here, and a sign-in compares eight of them.
 * docs/keuzes/sleutels.md#we-compare-the-stamp-of-a-cookie-ourselves
 * @param sleutels the first one signs, all of them verify
 * @param bijVreemd is told the name of a cookie whose signature is not ours
 */
export function koekjesstempel(
  sleutels: readonly string[],
  bijVreemd: (koekje: string) => void = () => {},
): Koekjesstempel {
  const [eerste, ...verdere] = sleutels.map((sleutel) => createSecretKey(Buffer.from(sleutel)));
  if (!eerste) throw new Error('er is geen sleutel om koekjes te ondertekenen');
  const alle = [eerste, ...verdere];
  const index = (inhoud: string, handtekening: string) => {
    const gevonden = alle.findIndex((sleutel) => isGelijk(onderteken(inhoud, sleutel), handtekening));
    if (gevonden < 0) bijVreemd(inhoud.split('=')[0] ?? '');
    return gevonden;
  };
  return {
    sign: (inhoud) => onderteken(inhoud, eerste),
    index,
    verify: (inhoud, handtekening) => index(inhoud, handtekening) >= 0,
  };
}

function onderteken(inhoud: string, sleutel: KeyObject): string {
  return createHmac('sha256', sleutel).update(inhoud).digest('base64url');
}

/** Its time says nothing about where the two differ. That the lengths differ is no secret. */
function isGelijk(handtekening: string, gegeven: string): boolean {
  const [een, ander] = [Buffer.from(handtekening), Buffer.from(gegeven)];
  return een.length === ander.length && timingSafeEqual(een, ander);
}
