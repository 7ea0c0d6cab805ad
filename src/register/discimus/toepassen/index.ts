/** What the delivery changes in the register, once it is known who is who. */
export { beeindigVerdwenen, telLopende } from './einden.ts';
export { leesGeraakten, vindVertrokkenen } from './geraakte_accounts.ts';
export { identificeer, wijzigInsz } from './identificatie.ts';
export { volgInschrijvingen } from './inschrijvingen.ts';
export { werkLeerlingenBij } from './leerlinggegevens.ts';
export { voegLeerlingenToe } from './nieuwe_leerlingen.ts';
export { maakOnbevestigd, VIND_ONBEVESTIGDE } from './onbevestigd.ts';
