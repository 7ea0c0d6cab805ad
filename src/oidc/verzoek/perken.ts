import { errors, type KoaContextWithOIDC } from 'oidc-provider';

/**
 * The longest that each parameter may be, in characters. Frameworks put an address in `state`, which is why it
 * may be long.
 */
const LENGTE: Readonly<Record<string, number>> = {
  state: 2048,
  redirect_uri: 2048,
  id_token_hint: 8192,
  claims: 3072,
  scope: 512,
  nonce: 512,
  login_hint: 320,
};
const ANDERE = 256;

/**
 * The most that all parameters together may take, in bytes of JSON. A request waits in a cookie, and a browser
 * sends only so much. A hint does not count: it does not wait (`onderwerp.ts`).
 */
const SAMEN = 4096;

/** The levels of nesting that OIDC Core § 5.5 needs: member, claim, values. */
const DIEPTE = 5;

export function binnenPerken({ oidc }: KoaContextWithOIDC): void {
  for (const [naam, waarde] of Object.entries(oidc.params ?? {})) {
    if (typeof waarde !== 'string') continue;
    const hoogstens = LENGTE[naam] ?? ANDERE;
    if (waarde.length > hoogstens) throw new errors.InvalidRequest(`${naam} is longer than ${hoogstens} characters`);
    // PostgreSQL keeps no NUL in a text, and no honest client sends one.
    if (waarde.includes('\0')) throw new errors.InvalidRequest('parameters must not contain NUL');
  }
  const { id_token_hint: _, ...wachtend } = oidc.params ?? {};
  if (Buffer.byteLength(JSON.stringify(wachtend)) > SAMEN) {
    throw new errors.InvalidRequest(`the parameters together are longer than ${SAMEN} bytes`);
  }
}

export function nietTeDiep(claims: unknown): void {
  if (isDieper(claims, DIEPTE)) throw new errors.InvalidRequest(`claims is nested deeper than ${DIEPTE}`);
}

/** Looks no deeper than necessary. */
function isDieper(waarde: unknown, over: number): boolean {
  if (typeof waarde !== 'object' || waarde === null) return false;
  return over === 0 || Object.values(waarde).some((een) => isDieper(een, over - 1));
}
