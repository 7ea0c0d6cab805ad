/** The provider, as `server.ts` wires it. */

import './nodelijn.ts';

export { type Afmelder, eindigSessie, meldAccountsAf, meldAf, vergeetVertrokken } from './afmelden/afmelden.ts';
export { meldGeraakteAf } from './afmelden/na_lading.ts';
export { beeindigSessiesVan } from './afmelden/sessie_einde.ts';
export { sluitClient } from './afmelden/sluiting.ts';
export { startBezorger } from './berichten/bezorger.ts';
export { leesNietBezorgd, ruimBerichtenOp } from './berichten/wachtende_berichten.ts';
export { BEWARING, bewaar, bewaarElkeNacht } from './bewaring.ts';
export { geheimnaam, ontbrekendeGeheimen } from './clients/geheimcontrole.ts';
export { enkelOpenbareCors } from './eindpunten/cors.ts';
export { hervatZonderVraag } from './eindpunten/hervatting.ts';
export { enkelWareMetadata } from './eindpunten/metadata.ts';
export { noemMethodes } from './eindpunten/methodes.ts';
export { postAlsGet } from './eindpunten/post_als_get.ts';
export { enkelEigenAfmelding } from './paginas/afmeldpaginas.ts';
export { kleedDoorstuurpagina } from './paginas/doorstuurpagina.ts';
export { meldOnbereikbaar } from './paginas/foutpagina.ts';
export { startpagina } from './paginas/startpagina.ts';
export { maakProvider } from './provider.ts';
export {
  leesActieveSleutels,
  leesSleutelstand,
  roteerSleutels,
  type Sleutelstand,
} from './sleutels/ondertekensleutels.ts';
export { interactiesVan } from './toegang/interacties.ts';
export { stuurBericht } from './uitgaand/ophalen.ts';
export { maakNaamzegel } from './verzoek/naamzegel.ts';
export { type LevendeProvider, volgProvider } from './volg_provider.ts';
