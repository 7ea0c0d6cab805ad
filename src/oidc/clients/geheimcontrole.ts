import { createHash, timingSafeEqual } from 'node:crypto';
import type { Provider } from 'oidc-provider';
import { type Clientgeheimen, geheimnaam, type Toepassing } from '../../toepassingen/index.ts';
import { vervangGeheimvergelijking } from '../bibliotheek/binnenwerk.ts';

/** Secrets by which an application proves itself. */

/** All secrets that count now, the newest first. */
export function geheimenVan(toepassing: Toepassing, geheimen: Clientgeheimen): readonly string[] | undefined {
  const naam = geheimnaam(toepassing);
  return naam === undefined ? undefined : geheimen.van(naam);
}

/**
 * While an application changes its secret, both the old one and the new one prove it. The library itself
 * compares with only one.
 */
export function aanvaardElkGeheim(
  provider: Provider,
  toepassingen: ReadonlyMap<string, Toepassing>,
  geheimen: Clientgeheimen,
): void {
  vervangGeheimvergelijking(provider, (clientId, gegeven) => {
    const toepassing = toepassingen.get(clientId);
    const geldig = (toepassing && geheimenVan(toepassing, geheimen)) ?? [];
    return geldig.map((geheim) => isGelijk(geheim, gegeven)).includes(true);
  });
}

function isGelijk(een: string, ander: string): boolean {
  const [a, b] = [een, ander].map((tekst) => createHash('sha256').update(tekst).digest());
  return a !== undefined && b !== undefined && timingSafeEqual(a, b);
}
