import { z } from 'zod';

/** User names are given out by us, in lower case; what can't be one costs no look-up in the database. */
export const aanmeldformulier = z.object({
  gebruikersnaam: z
    .string()
    .max(200)
    .transform((waarde) => waarde.trim().toLowerCase())
    .pipe(z.string().min(1)),
  wachtwoord: z.string().min(1).max(128),
});

/** What a user name can be; anything else is treated as an unknown one. */
export const GEBRUIKERSNAAM = /^[a-z0-9][a-z0-9.-]{1,63}$/;

/** A hint from the application fills the field only when it can be a user name (ACM sends other things in it as well). */
export function naamUitHint(hint: unknown): string {
  return typeof hint === 'string' && GEBRUIKERSNAAM.test(hint) ? hint : '';
}
