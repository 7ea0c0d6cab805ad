import { inszSoort } from '../../src/register/insz.ts';
import { Herkenning, type Levering, telt } from './levering.ts';

const soortVan = (insz: string | undefined) => (insz === undefined ? undefined : inszSoort(insz));

/** The register that a reader who uses only keys would have after each night. */
export function tellen(nachten: Levering[]) {
  const herkenning = new Herkenning();
  const laatsteInsz = new Map<string, string>();
  return nachten.map(({ inschrijvingen }) => {
    for (const rij of inschrijvingen) herkenning.wie(rij);
    for (const rij of inschrijvingen) if (rij.insz) laatsteInsz.set(herkenning.wie(rij), rij.insz);
    const soorten = herkenning.leerlingen().map((wie) => soortVan(laatsteInsz.get(wie)));
    return {
      leerlingen: soorten.length,
      rijksregister: soorten.filter((soort) => soort === 'rijksregister').length,
      bis: soorten.filter((soort) => soort === 'bis').length,
      zonder_insz: soorten.filter((soort) => soort === undefined).length,
      inschrijvingen: inschrijvingen.length,
      lopend: inschrijvingen.filter((rij) => telt(rij) && rij.tot === '').length,
    };
  });
}
