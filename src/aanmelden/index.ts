/** What the sign-in room shows to the others. */

export {
  aanmeldadres,
  aanmeldroutes,
  type Interactie,
  type Interacties,
} from './aanmeldroutes.ts';
export { naamUitHint } from './formuliervelden.ts';
export {
  type Briefgegevens,
  geefActivatiecodes,
  type Keuze,
  kiesMiddelen,
  type Middel,
  type Schoolkeuze,
} from './geef_codes.ts';
export { LUKT_HET_NIET } from './lukt_het_niet.ts';
export { maakRemmen } from './pogingen/remmen.ts';
export { maakWachtrij } from './wachtrij.ts';
export { hashWachtwoord } from './wachtwoorden/wachtwoord.ts';
export { weigeringstekst } from './weigeringstekst.ts';
