import { createHash, timingSafeEqual } from 'node:crypto';
import type { Provider } from 'oidc-provider';
import type { Clientgeheimen, Toepassing } from '../../toepassingen/index.ts';
import { vervangGeheimvergelijking } from '../bibliotheek/binnenwerk.ts';

/** Secrets by which an application proves itself. */

/** The name under which the secret of an application is kept; none when it proves itself with a key. */
export function geheimnaam({ dossier: { client_authenticatie } }: Toepassing): string | undefined {
  return 'client_secret_uit_omgeving' in client_authenticatie
    ? client_authenticatie.client_secret_uit_omgeving
    : undefined;
}

/** All that count now, the newest first. */
export function geheimenVan(toepassing: Toepassing, geheimen: Clientgeheimen): readonly string[] | undefined {
  const naam = geheimnaam(toepassing);
  return naam === undefined ? undefined : geheimen.van(naam);
}

/** While an application changes its secret, the old one and the new one both prove it. The library compares one alone. */
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

/** Applications whose dossier names a secret that is not there, as lines for the log. */
export function ontbrekendeGeheimen(
  toepassingen: ReadonlyMap<string, Toepassing>,
  geheimen: Clientgeheimen,
): { clientId: string; fout: string }[] {
  return [...toepassingen].flatMap(([clientId, toepassing]) => {
    const naam = geheimnaam(toepassing);
    if (naam === undefined || geheimen.van(naam).length) return [];
    return [{ clientId, fout: `${clientId}: geheim ${naam} ${geheimen.fout(naam)}` }];
  });
}
