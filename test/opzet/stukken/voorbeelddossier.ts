import type { z } from 'zod';
import type { dossierschema } from '../../../src/toepassingen/dossiers/dossier.ts';

export type Dossierbestand = z.input<typeof dossierschema>;

/** A sound integratiedossier for the example protocol. A test changes one thing. */
export function voorbeelddossier(anders: Partial<Dossierbestand> = {}): Dossierbestand {
  return {
    client_id: 'toepassing',
    naam: 'Toepassing',
    partij: 'leverancier',
    protocol: 'voorbeeld',
    redirect_uris: ['https://toepassing.example/callback'],
    client_authenticatie: {
      token_endpoint_auth_method: 'client_secret_basic',
      client_secret_uit_omgeving: 'TOEPASSING_CLIENT_SECRET',
    },
    ...anders,
  };
}
