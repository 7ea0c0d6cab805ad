/**
 * What OpenID Connect offers to the command line: ending sessions and telling the applications, retention. The server opens it
 * by `kamer.ts`.
 */
export { maakAfmelder } from './afmelden/afmelder.ts';
export { sluitClient } from './afmelden/sluiting.ts';
export { startBezorger } from './berichten/bezorger.ts';
export { bewaar } from './bewaartaak.ts';
export { metAfmelder } from './opdrachten/met_afmelder.ts';
