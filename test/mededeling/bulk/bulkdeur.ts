import { randomUUID } from 'node:crypto';
import { leesKlassenVan } from '../../../src/klasinformatie/index.ts';
import type { Klok } from '../../../src/klok.ts';
import {
  type Bulkbenodigdheden,
  heleDoelgroep,
  type Leerlingenvraag,
  type Mededeling,
} from '../../../src/mededeling/index.ts';
import { claimsPerScope } from '../../../src/protocol/index.ts';
import type { Database } from '../../../src/store/index.ts';
import { leesToepassingen } from '../../../src/toepassingen/index.ts';
import { leesToegewezenToetsenVan } from '../../../src/toetsen/index.ts';

/** The door for many pupils on a database, with the acts and dossiers of a folder as they are there. */
export async function maakBulkdeur(
  { db, klok, configmap }: { db: Database; klok: Klok; configmap: string },
  anders: Partial<Bulkbenodigdheden> = {},
): Promise<Bulkbenodigdheden> {
  return {
    db,
    klok,
    toepassingen: (await leesToepassingen(configmap)).alle,
    akteInWerking: () => undefined,
    leesStopsZoNodig: async () => {},
    leesToetsenVan: leesToegewezenToetsenVan,
    leesKlassenVan: (verbinding, leerlingen, akte) => leesKlassenVan(verbinding, klok, leerlingen, akte),
    isEenmaligVrij: async () => true,
    ...anders,
  };
}

/** Every claim that there is. */
export const ALLE_CLAIMS: ReadonlySet<string> = new Set(Object.values(claimsPerScope()).flat());

/** A delivery of today to the test platform, of every pupil. */
export function periodiekeVraag(klok: Klok, anders: Partial<Leerlingenvraag> = {}): Leerlingenvraag {
  return {
    vrager: { wie: { soort: 'operator', id: 'levering maak' }, hoedanigheid: 'operator' },
    bestemming: { clientId: 'toetsplatform' },
    gelegenheid: { stroom: 'periodiek', levering: randomUUID(), dag: klok.vandaag() },
    selectie: heleDoelgroep(),
    gevraagd: ALLE_CLAIMS,
    ...anders,
  };
}

export async function alles(bron: AsyncIterable<readonly Mededeling[]>): Promise<Mededeling[]> {
  return (await Array.fromAsync(bron)).flat();
}
