import Keygrip from 'keygrip';

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

/**
 * Koa's own stamp for cookies, but with SHA-256. Koa's default is a hash of 1995 (ASVS 11.4.1).
 * @param sleutels the first one signs, all of them verify
 * @param bijVreemd is told the name of a cookie whose signature is not ours
 */
export function koekjesstempel(sleutels: readonly string[], bijVreemd: (koekje: string) => void = () => {}): Keygrip {
  const stempel = new Keygrip(sleutels, 'sha256');
  const index = (inhoud: string, handtekening: string) => {
    const gevonden = stempel.index(inhoud, handtekening);
    if (gevonden < 0) bijVreemd(inhoud.split('=')[0] ?? '');
    return gevonden;
  };
  return {
    sign: (inhoud) => stempel.sign(inhoud),
    index,
    verify: (inhoud, handtekening) => index(inhoud, handtekening) >= 0,
  };
}
