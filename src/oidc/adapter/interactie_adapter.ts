import type { Adapter } from 'oidc-provider';
import type { Database } from '../../store/index.ts';
import { huidigVerzoek } from '../bibliotheek/binnenwerk.ts';
import { isVanBrowser } from '../verzoek/browserband.ts';
import { objectAdapter } from './object_adapter.ts';
import { INTERACTIE } from './soorten.ts';

/** A request that waited goes on in the browser in which it began; to another one it is unknown. */
export function interactieAdapter(db: Database): Adapter {
  const gewoon = objectAdapter(db, INTERACTIE);
  return {
    ...gewoon,
    async find(id) {
      const inhoud = await gewoon.find(id);
      const verzoek = huidigVerzoek();
      // Without it, it is a page of ours that looks: `toegang/interacties.ts` compares the browser itself.
      if (!inhoud || !verzoek) return inhoud;
      const { prompt } = inhoud as { prompt?: { details: Record<string, unknown> } };
      return isVanBrowser(verzoek, prompt?.details ?? {}) ? inhoud : undefined;
    },
  };
}
