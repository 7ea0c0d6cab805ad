import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider';
import { geheugen } from '../bibliotheek/verzoekgeheugen.ts';

/** Kinds that give data later, when another text of the act may have taken over. */
const LATER = ['AuthorizationCode', 'AccessToken'];

/**
 * A code remembers under which text of the act it was given, and its access token has it from the code. The library
 * drops properties that it does not know, so what was found waits in the memory of the request.
 * @param tekstVan the hash of the text under which the application works now
 * docs/keuzes/levensloop.md#what-was-begun-under-an-older-text-gets-what-both-texts-give
 */
export function metTekst(gewoon: AdapterFactory, tekstVan: (clientId: string) => string | undefined): AdapterFactory {
  return (naam) => {
    const adapter = gewoon(naam);
    return LATER.includes(naam) ? onthoudTekst(adapter, tekstVan) : adapter;
  };
}

function onthoudTekst(gewoon: Adapter, tekstVan: (clientId: string) => string | undefined): Adapter {
  return {
    ...gewoon,
    async upsert(id, inhoud, duur) {
      const protocolHash = geheugen().begonnenOnder ?? tekstVan(inhoud.clientId ?? '');
      return gewoon.upsert(id, { ...inhoud, protocolHash } as AdapterPayload, duur);
    },
    async find(id) {
      const gevonden = await gewoon.find(id);
      if (gevonden) geheugen().begonnenOnder = gevonden.protocolHash as string | undefined;
      return gevonden;
    },
  };
}
