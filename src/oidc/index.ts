/**
 * What OpenID Connect offers to commands: ending sessions and telling the applications, keys, retention. The server opens it
 * by `kamer.ts`.
 */
export { type Afmelder, eindigSessie, meldAccountsAf, meldAf } from './afmelden/meld_af.ts';
export { meldGeraakteAf } from './afmelden/na_lading.ts';
export { beeindigSessiesVan } from './afmelden/sessie_einde.ts';
export { sluitClient } from './afmelden/sluiting.ts';
export { startBezorger } from './berichten/bezorger.ts';
export { leesNietBezorgd } from './berichten/wachtende_berichten.ts';
export { bewaar } from './bewaartaak.ts';
export { leesActieveSleutels, leesSleutelstand } from './sleutels/ondertekensleutels.ts';
export { roteerSleutels } from './sleutels/sleutelrotatie.ts';
