import { maakWachtplaats, type Wachtplaats } from '../../../src/oidc/verzoek/wachtplaats.ts';
import type { Toepassing } from '../../../src/toepassingen/index.ts';
import { verzegeldeKoekjes } from '../../../src/web/index.ts';

export const PROEFADRES = 'https://proef.example/terug';

/** Where requests of one made-up application wait, for a test of the storage without a server. */
export function proefwachtplaats(): Wachtplaats {
  const proef = { dossier: { redirect_uris: [PROEFADRES] } } as unknown as Toepassing;
  return maakWachtplaats({
    verzegeldKoekje: verzegeldeKoekjes(['proefsleutel'], false),
    toepassingen: new Map([['proef', proef]]),
    openingVan: () => 'ooit',
  });
}
