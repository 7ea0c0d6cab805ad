/** The components of all pages. `npm run demo` shows each of them at `/stijl`. */
export { bevestigingsvraag } from './bevestigingsvraag.ts';
export { bladeren } from './bladeren.ts';
export { datumveld } from './datumveld.ts';
export { filterformulier } from './filterformulier.ts';
export { formulier, foutenlijst, verborgenVelden } from './formulier.ts';
export { inKader, type Pagina } from './kader.ts';
export { keuzelijst, keuzerondjes, vinkje, vinkjes } from './keuzevelden.ts';
export { knop, knoplink, knoppenrij } from './knop.ts';
export { etiket, leeg, type Meldingsoort, melding } from './melding.ts';
export { kruimelpad, taalkeuze, tabbladen } from './navigatie.ts';
export { samenvatting, uitklap } from './samenvatting.ts';
export { stappen, voortgang } from './stappen.ts';
export { tabel } from './tabel.ts';
export { tekstveld } from './tekstveld.ts';
