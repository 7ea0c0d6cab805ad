/** Signing in, as the other rooms see it. */

export { wijzigWachtwoord } from './meld_aan.ts';
export { type Aanmeldbenodigdheden, aanmeldadres, aanmeldroutes, type Interactie, type Interacties } from './routes.ts';
export { hashWachtwoord } from './wachtwoord.ts';
