import type { Adapter } from 'oidc-provider';
import { heeftAntwoord, huidigVerzoek } from '../bibliotheek/binnenwerk.ts';
import { geheugen, geheugenVan, type Verzameld } from '../bibliotheek/verzoekgeheugen.ts';
import { alsObjectrij, type Objectinhoud, type Objectsoort } from './objectsoort.ts';

/** Endpoints at whose end the library saves the session. What is given there waits until then. */
const VERZAMELEN = ['authorization', 'resume'];

/**
 * Sets new objects aside, for the statement that saves the session. `eindpunten/schrijfbewaking.ts` makes
 * sure that no answer leaves while one of them still waits.
 * docs/keuzes/database.md#what-an-authorization-request-writes-is-one-statement
 */
export function verzamelend(gewoon: Adapter, soort: Objectsoort, waar: 'grants' | 'codes'): Adapter {
  return {
    ...gewoon,
    async upsert(id, inhoud, duur) {
      const verzoek = huidigVerzoek();
      if (!verzoek || !VERZAMELEN.includes(verzoek.oidc.route)) return gewoon.upsert(id, inhoud, duur);
      geheugenVan(verzoek).verzameld[waar].push(alsObjectrij(soort, id, inhoud as Objectinhoud));
    },
  };
}

/**
 * Takes what was set aside. A request that failed after it gave a code gives that code to nobody. So it is
 * not kept.
 */
export function neemVerzameld(): Verzameld {
  const verzoek = huidigVerzoek();
  const verzameld = geheugen().neemVerzameld();
  return verzoek && heeftAntwoord(verzoek) ? verzameld : { ...verzameld, codes: [] };
}
