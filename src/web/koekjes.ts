import { createHmac, timingSafeEqual } from 'node:crypto';

/** Under https a browser itself keeps others off a cookie, by its name (RFC 6265bis § 4.1.3). */

/** Of this very host and all its paths. */
export function hostkoekje(https: boolean, naam: string): string {
  return https ? `__Host-${naam}` : naam;
}

/** Of one path, which `__Host-` forbids. */
export function padkoekje(https: boolean, naam: string): string {
  return https ? `__Secure-${naam}` : naam;
}

/** What signs a cookie and knows a signature again, as Koa wants it. */
export interface Koekjesstempel {
  sign(inhoud: string): string;
  index(inhoud: string, handtekening: string): number;
  verify(inhoud: string, handtekening: string): boolean;
}

/**
 * In place of Koa's own, which takes a hash of 1995 (ASVS 11.4.1).
 * @param sleutels the first signs, all verify
 * @param bijVreemd hears the name of a cookie whose signature is none of ours
 */
export function koekjesstempel(
  sleutels: readonly string[],
  bijVreemd: (koekje: string) => void = () => {},
): Koekjesstempel {
  const index = (inhoud: string, handtekening: string) => {
    const gevonden = sleutels.findIndex((sleutel) => isGelijk(handtekening, teken(inhoud, sleutel)));
    if (gevonden < 0) bijVreemd(inhoud.split('=')[0] ?? '');
    return gevonden;
  };
  return {
    sign: (inhoud) => teken(inhoud, sleutels[0] ?? ''),
    index,
    verify: (inhoud, handtekening) => index(inhoud, handtekening) >= 0,
  };
}

function teken(inhoud: string, sleutel: string): string {
  return createHmac('sha256', sleutel).update(inhoud).digest('base64url');
}

function isGelijk(een: string, ander: string): boolean {
  const [a, b] = [Buffer.from(een), Buffer.from(ander)];
  return a.length === b.length && timingSafeEqual(a, b);
}
