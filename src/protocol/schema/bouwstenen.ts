import { z } from 'zod';

/** The building blocks of the protocol and party files: texts, dates, terms and company numbers. */

/** What `leerid … nieuw` leaves open. An act where it is still there can't be signed. */
const OPEN = /^INVULLEN\b/;

export const ingevuld = z
  .string()
  .trim()
  .min(1, 'mag niet leeg zijn')
  .refine((waarde) => !OPEN.test(waarde), 'moet nog ingevuld worden');

/**
 * A terminal would obey control characters. Invisible characters, and those that turn the order of writing, let
 * a text look like another one. A text of more lines has line feeds.
 * docs/keuzes/akten.md#a-file-that-is-signed-hides-no-characters
 */
const ONZICHTBAAR = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

export const tekst = ingevuld.refine((waarde) => !ONZICHTBAAR.test(waarde), 'geen stuurtekens of onzichtbare tekens');

/** How a party, an application or a round is called on pages and in the log. */
export const eigennaam = tekst.refine((waarde) => !waarde.includes('\n'), 'op één regel');

function leesbaarAls(lees: (waarde: string) => unknown) {
  return (waarde: string) => {
    try {
      lees(waarde);
      return true;
    } catch {
      return false;
    }
  };
}

/** Names a party, a protocol or a recipient. */
export const partijId = z.string().regex(/^[a-z][a-z0-9-]{1,40}$/, 'kleine letters, cijfers en koppeltekens');

/** Names an application, in its dossier and in an act that is for that one alone. */
export const clientId = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{2,63}$/, '3 tot 64 letters, cijfers, punten en streepjes');

export const datum = z
  .string('een datum als JJJJ-MM-DD')
  .regex(/^\d{4}-\d{2}-\d{2}$/, { error: 'een datum als JJJJ-MM-DD', abort: true })
  .refine(
    leesbaarAls((waarde) => Temporal.PlainDate.from(waarde)),
    'deze dag bestaat niet',
  );

export const duur = z.string().refine(
  leesbaarAls((waarde) => Temporal.Duration.from(waarde)),
  'een termijn als P3Y, P6M of P10D',
);

/** A day that returns every year, as MM-DD. */
export const maanddag = z
  .string()
  .regex(/^\d{2}-\d{2}$/, { error: 'een dag als MM-DD', abort: true })
  .refine(
    leesbaarAls((waarde) => Temporal.PlainMonthDay.from(waarde, { overflow: 'reject' })),
    'deze dag bestaat niet',
  );

/**
 * Company and establishment numbers have a check: the last two digits are 97 minus the remainder modulo 97.
 */
function controlegetalKlopt(nummer: string): boolean {
  const cijfers = nummer.replaceAll('.', '');
  return 97 - (Number(cijfers.slice(0, -2)) % 97) === Number(cijfers.slice(-2));
}

export const kboNummer = z
  .string()
  .regex(/^\d{4}\.\d{3}\.\d{3}$/, { error: 'een ondernemingsnummer als 0123.456.789', abort: true })
  .refine(controlegetalKlopt, 'het controlegetal van dit ondernemingsnummer klopt niet');

export const vestigingsnummer = z
  .string()
  .regex(/^\d\.\d{3}\.\d{3}\.\d{3}$/, { error: 'een vestigingsnummer als 2.123.456.789', abort: true })
  .refine(controlegetalKlopt, 'het controlegetal van dit vestigingsnummer klopt niet');
