/** Signing in, as the other rooms see it. */

export { wijzigWachtwoord } from './meld_aan.ts';
export { maakRemmen } from './remmen.ts';
export { type Aanmeldbenodigdheden, aanmeldadres, aanmeldroutes, type Interactie, type Interacties } from './routes.ts';
export { maakWachtrij } from './wachtrij.ts';
export { hashWachtwoord } from './wachtwoord.ts';
