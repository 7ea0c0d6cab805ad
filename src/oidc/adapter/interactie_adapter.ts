import { type Adapter, Provider } from 'oidc-provider';
import { isVanBrowser } from '../verzoek/browserband.ts';

/** A request that waited goes on in the browser in which it began; to another one it is unknown. */
export function interactieAdapter(gewoon: Adapter): Adapter {
  return {
    ...gewoon,
    async find(id) {
      const inhoud = await gewoon.find(id);
      const ctx = Provider.ctx;
      if (!inhoud || !ctx) return inhoud;
      const { prompt } = inhoud as { prompt?: { details: Record<string, unknown> } };
      return isVanBrowser(ctx, prompt?.details ?? {}) ? inhoud : undefined;
    },
  };
}
