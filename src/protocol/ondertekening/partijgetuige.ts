import { z } from 'zod';

/**
 * The witness that a party runs: it cosigns the checkpoints of the privacy log (C2SP tlog-witness). Its address may
 * be private and need not be https: whoever answers proves by a key of this file that he is the witness.
 */
export const partijgetuigeschema = z.strictObject({
  /** The submission prefix, without slash at its end. */
  adres: z.url({ protocol: /^https?$/, error: 'een adres als https://getuige.school.example' }).refine((adres) => {
    const { username, password, hash, search } = new URL(adres);
    return `${username}${password}${hash}${search}` === '' && !adres.endsWith('/');
  }, 'zonder gebruikersnaam, vraagteken, # of slotstreep'),
  /** Verifier keys of type 0x04 (C2SP tlog-cosignature). Two of them while a key is being replaced. */
  sleutels: z
    .array(z.string().regex(/^[^\s+\p{Cc}]+\+[0-9a-f]{8}\+[A-Za-z0-9+/]{44}$/u, 'een vkey: naam+id+sleutel'))
    .min(1, 'minstens een sleutel')
    .max(2, 'hoogstens twee sleutels'),
});

export type Partijgetuige = z.infer<typeof partijgetuigeschema>;
