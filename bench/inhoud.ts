import { proefbezoek } from './scenarios.ts';
import type { Systeem } from './systemen.ts';

/** Claims of the protocol itself (OIDC Core, RFC 7519 and what Keycloak adds), which are no data of a pupil. */
export const PROTOCOLCLAIMS: ReadonlySet<string> = new Set(
  'iss sub aud exp iat auth_time nonce acr amr azp at_hash sid jti typ'.split(' '),
);

/**
 * A yardstick that hands over less would not be a fair one: both must give the same data in the ID token and
 * at userinfo.
 *
 * @param buitenBeschouwing claims that need not be the same
 */
export async function eisGelijkeInhoud(
  maatstaf: Systeem,
  leerid: Systeem,
  buitenBeschouwing: ReadonlySet<string> = new Set(),
): Promise<void> {
  const claims = async ({ doel }: Systeem) => {
    const { idToken, userinfo } = await proefbezoek(doel);
    const namen = (van: object) => namenIn(van).filter((naam) => !buitenBeschouwing.has(naam));
    return `id_token: ${namen(idToken).sort().join(' ')}; userinfo: ${namen(userinfo).sort().join(' ')}`;
  };
  const [van, tegen] = [await claims(leerid), await claims(maatstaf)];
  if (van !== tegen) throw new Error(`LeerID geeft ${van}, de maatstaf ${tegen}`);
}

/** The claims, and the fields of the items in their lists. */
function namenIn(claims: object): string[] {
  return Object.entries(claims).flatMap(([naam, waarde]) => {
    const velden = Array.isArray(waarde) ? waarde.flatMap((een) => Object.keys(Object(een))) : [];
    return [naam, ...velden.map((veld) => `${naam}.${veld}`)];
  });
}
