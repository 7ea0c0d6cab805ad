import type { Toepassing } from './dossiers/lees_toepassingen.ts';
import type { Clientgeheimen } from './volgen/volg_clientgeheimen.ts';

/** The name under which the application's secret is kept. Undefined when it authenticates with a key. */
export function geheimnaam({ dossier: { client_authenticatie } }: Toepassing): string | undefined {
  return 'client_secret_uit_omgeving' in client_authenticatie
    ? client_authenticatie.client_secret_uit_omgeving
    : undefined;
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
