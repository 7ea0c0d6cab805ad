import { z } from 'zod';

/** LeerID gives out user names, in lower case. A name that can't be one costs no look-up in the database. */
const gebruikersnaam = z
  .string()
  .max(200)
  .transform((waarde) => waarde.trim().toLowerCase())
  .pipe(z.string().min(1));

/**
 * One keyboard writes é as one character, another as two. Every password that comes in is brought to one
 * form.
 */
const wachtwoord = z.string().normalize('NFC');

export const aanmeldformulier = z.object({ gebruikersnaam, wachtwoord: wachtwoord.min(1).max(128) });

/**
 * Sent first without a password, to check the code, and then with one. The password rules say what is wrong
 * with it.
 */
export const activeerformulier = z.object({
  gebruikersnaam,
  code: z.string().min(1).max(100),
  wachtwoord: wachtwoord.optional(),
  nogmaals: wachtwoord.optional(),
});

/** The form of a user name. Anything else is treated as an unknown name. */
export const GEBRUIKERSNAAM = /^[a-z0-9][a-z0-9.-]{1,63}$/;

/** Replaces every name that can't be a user name. Nobody has this one. */
export function alsNaam(getypt: string): string {
  return GEBRUIKERSNAAM.test(getypt) ? getypt : '-';
}

/**
 * A hint from the application fills the field only when it can be a user name (ACM sends other things in it
 * as well).
 */
export function naamUitHint(hint: unknown): string {
  return typeof hint === 'string' && GEBRUIKERSNAAM.test(hint) ? hint : '';
}
