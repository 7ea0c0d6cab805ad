/** The provider, as `server.ts` wires it. */
export { ontbrekendeGeheimen } from './clients.ts';
export { interactiesVan } from './interacties.ts';
export { kleedDoorstuurpagina } from './paginas.ts';
export { maakProvider } from './provider.ts';
export { leesOndertekensleutels } from './sleutels.ts';
