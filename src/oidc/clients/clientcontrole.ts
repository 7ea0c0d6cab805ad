import type { errors, Provider } from 'oidc-provider';
import type { Logger } from 'pino';
import type { Toepassing } from '../../toepassingen/index.ts';

/**
 * A dossier may pass our schema and not the library's. The application would then fail at its first pupil. So
 * the log says it before, once.
 */
export function maakClientcontrole(log: Logger) {
  const bekeken = new WeakSet<Toepassing>();
  return async (provider: Provider, alle: ReadonlyMap<string, Toepassing>): Promise<void> => {
    for (const [clientId, toepassing] of alle) {
      if (bekeken.has(toepassing)) continue;
      try {
        if (await provider.Client.find(clientId)) bekeken.add(toepassing);
      } catch (fout) {
        bekeken.add(toepassing);
        const { error_description } = fout as errors.OIDCProviderError;
        log.error({ clientId, fout: error_description }, 'configuratie: dit dossier is onbruikbaar');
      }
    }
  };
}
