import type { Adapter } from 'oidc-provider';
import type { Database } from '../../store/index.ts';
import { huidigVerzoek } from '../bibliotheek/binnenwerk.ts';
import { isVanBrowser } from '../verzoek/browserband.ts';
import { objectAdapter } from './object_adapter.ts';
import { INTERACTIE } from './soorten.ts';

/**
 * A request that waited goes on only in the browser in which it began. Another browser finds no such request.
 */
export function interactieAdapter(db: Database): Adapter {
  const gewoon = objectAdapter(db, INTERACTIE);
  return {
    ...gewoon,
    async find(id) {
      const inhoud = await gewoon.find(id);
      const verzoek = huidigVerzoek();
      // Without a request of the library, one of our own pages is looking. `toegang/interacties.ts` then
      // compares the browser itself.
      if (!inhoud || !verzoek) return inhoud;
      const { prompt } = inhoud as { prompt?: { details: Record<string, unknown> } };
      return isVanBrowser(verzoek, prompt?.details ?? {}) ? inhoud : undefined;
    },
  };
}
