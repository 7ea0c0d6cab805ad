import { errors, type KoaContextWithOIDC } from 'oidc-provider';

/**
 * The longest that each parameter may be, in characters. A request waits in the database for somebody who has
 * not signed in yet, and who may be anybody. So little is kept for him. Frameworks put an address in `state`,
 * which is why it may be long.
 */
const LENGTE: Readonly<Record<string, number>> = {
  state: 2048,
  redirect_uri: 2048,
  id_token_hint: 8192,
  claims: 4096,
  scope: 512,
  nonce: 512,
  login_hint: 320,
};
const ANDERE = 256;

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
}

export function nietTeDiep(claims: unknown): void {
  if (isDieper(claims, DIEPTE)) throw new errors.InvalidRequest(`claims is nested deeper than ${DIEPTE}`);
}

/** Looks no deeper than necessary. */
function isDieper(waarde: unknown, over: number): boolean {
  if (typeof waarde !== 'object' || waarde === null) return false;
  return over === 0 || Object.values(waarde).some((een) => isDieper(een, over - 1));
}
