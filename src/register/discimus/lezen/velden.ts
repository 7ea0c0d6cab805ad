import { isEmailadres } from '../../emailadres.ts';
import { eenVan, FOUT, patroon, type Veld } from './veld.ts';

/** The small fields: codes, numbers and words. Names are in tekst.ts, days in dagen.ts, the INSZ in inszveld.ts. */

export const instellingsnummer = patroon(/^[0-9]{6}$/, 'instellingsnummer_vorm');

export const stamnummer = patroon(/^[0-9]{7}$/, 'stamnummer_vorm');

export const groepcode = patroon(/^[0-9]{1,6}$/, 'groep_vorm');

export const sleutel = patroon(/^[A-Za-z0-9-]{1,40}$/, 'sleutel_vorm');

export const hoofdstructuur = eenVan(
  ['111', '121', '211', '221', '311', '312', '315', '321'],
  'hoofdstructuur_onbekend',
);

export const status = eenVan(
  ['gerealiseerd', 'niet_gerealiseerd', 'uitgesteld', 'parallel', 'aanmelding'],
  'status_onbekend',
);

export const vestigingsplaats: Veld<number> = (tekst) =>
  /^(?:0?[1-9]|[1-9][0-9])$/.test(tekst) ? Number(tekst) : tekst === '' ? FOUT.leeg : FOUT.vestigingsplaats_vorm;

export const jaOfNee: Veld<boolean> = (tekst) =>
  tekst === 'ja' || (tekst === 'nee' ? false : tekst === '' ? FOUT.leeg : FOUT.ja_of_nee);

export const email: Veld<string> = (tekst) => (isEmailadres(tekst) ? tekst : FOUT.email_vorm);
