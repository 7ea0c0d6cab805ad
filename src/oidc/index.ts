/**
 * What OpenID Connect offers to the command line: ending sessions with their messages to the applications,
 * and retention. The server opens the room by `kamer.ts`.
 */
export { maakAfmelder } from './afmelden/afmelder.ts';
export { sluitClient } from './afmelden/sluiting.ts';
export { startBezorger } from './berichten/bezorger.ts';
export { bewaar } from './bewaartaak.ts';
export { metAfmelder } from './opdrachten/met_afmelder.ts';
