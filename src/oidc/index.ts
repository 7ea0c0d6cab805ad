/** The provider, as `server.ts` wires it. */

import './nodelijn.ts';

export { type Afmelder, eindigSessie, meldAccountsAf, meldAf, vergeetVertrokken } from './afmelden.ts';
export { enkelEigenAfmelding } from './afmeldpaginas.ts';
export { leesNietBezorgd, ruimBerichtenOp } from './berichtenrij.ts';
export { BEWARING, bewaar, bewaarElkeNacht } from './bewaring.ts';
export { startBezorger } from './bezorger.ts';
export { geheimnaam, ontbrekendeGeheimen } from './clients.ts';
export { enkelOpenbareCors } from './cors.ts';
export { meldGeraakteAf } from './geraakt.ts';
export { interactiesVan } from './interacties.ts';
export { enkelWareMetadata } from './metadata.ts';
export { noemMethodes } from './methodes.ts';
export { maakNaamzegel } from './naamzegel.ts';
export { stuurBericht } from './ophalen.ts';
export { hervatZonderVraag, kleedDoorstuurpagina, meldOnbereikbaar } from './paginas.ts';
export { postAlsGet } from './post_als_get.ts';
export { maakProvider } from './provider.ts';
export { beeindigSessiesVan } from './sessie.ts';
export { leesActieveSleutels, leesSleutelstand, roteerSleutels, type Sleutelstand } from './sleutels.ts';
export { sluitClient } from './sluiting.ts';
export { startpagina } from './startpagina.ts';
export { type LevendeProvider, volgProvider } from './volg_provider.ts';
