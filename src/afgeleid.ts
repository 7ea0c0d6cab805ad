import { hkdfSync } from 'node:crypto';

/**
 * Derives a key for one purpose from a secret that never changes (RFC 5869). What outlives a sign-in is keyed
 * by it and not by a cookie key, because cookie keys are rotated. So throttles go on counting, devices stay
 * known, and the log keeps its marks.
 * docs/keuzes/sleutels.md#cookie-keys-sign-cookies-alone
 */
export function afgeleideSleutel(geheim: string, doel: string): string {
  return Buffer.from(hkdfSync('sha256', geheim, '', `leerid ${doel}`, 32)).toString('base64url');
}
