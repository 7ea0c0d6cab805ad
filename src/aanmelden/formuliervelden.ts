import { z } from 'zod';

/** User names are given out by us, in lower case; what can't be one costs no look-up in the database. */
const gebruikersnaam = z
  .string()
  .max(200)
  .transform((waarde) => waarde.trim().toLowerCase())
  .pipe(z.string().min(1));

/** One keyboard writes é as one character, another as two: taken as one wherever a password comes in. */
const wachtwoord = z.string().normalize('NFC');

export const aanmeldformulier = z.object({ gebruikersnaam, wachtwoord: wachtwoord.min(1).max(128) });

/** First without a password, to learn whether the code is right; then with. What is wrong with it, the rules tell. */
export const activeerformulier = z.object({
  gebruikersnaam,
  code: z.string().min(1).max(100),
  wachtwoord: wachtwoord.optional(),
  nogmaals: wachtwoord.optional(),
});

/** What a user name can be; anything else is treated as an unknown one. */
export const GEBRUIKERSNAAM = /^[a-z0-9][a-z0-9.-]{1,63}$/;

/** Stands for every name that can't be one: nobody has it. */
export function alsNaam(getypt: string): string {
  return GEBRUIKERSNAAM.test(getypt) ? getypt : '-';
}

/** A hint from the application fills the field only when it can be a user name (ACM sends other things in it as well). */
export function naamUitHint(hint: unknown): string {
  return typeof hint === 'string' && GEBRUIKERSNAAM.test(hint) ? hint : '';
}
