/** The provider, as `server.ts` wires it. */
export { ontbrekendeGeheimen } from './clients.ts';
export { interactiesVan } from './interacties.ts';
export { kleedDoorstuurpagina } from './paginas.ts';
export { maakProvider } from './provider.ts';
export { leesSleutelstand, roteerSleutels, type Sleutelstand } from './sleutels.ts';
export { sluitClient } from './sluit_client.ts';
export { type LevendeProvider, volgProvider } from './volg_provider.ts';
