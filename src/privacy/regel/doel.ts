/**
 * For what purpose data leave, or are looked at, as a code. The act says it in words (art. 2 of each). A sign-in has
 * a purpose of its own, since there are millions a day; `uitvoering_protocol` is everything else that an act gives.
 * The others are purposes of people who look a pupil up.
 */
export const DOELEN = [
  'toegang_tot_toepassing',
  'uitvoering_protocol',
  'hulp_aan_leerling',
  'registerbeheer',
  'inzageverzoek',
  'toezicht',
] as const;
export type Doel = (typeof DOELEN)[number];

/** What people look a pupil up for. */
export const OPZOEKDOELEN = ['hulp_aan_leerling', 'registerbeheer', 'inzageverzoek', 'toezicht'] as const;
export type Opzoekdoel = (typeof OPZOEKDOELEN)[number];
