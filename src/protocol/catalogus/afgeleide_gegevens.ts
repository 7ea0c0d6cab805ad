import type { Gegevensbron } from './gegevensbron.ts';

/**
 * A claim that combines several data. No protocol lists it: it leaves only where each of its data may leave.
 */
export interface Afgeleid {
  claim: string;
  scope: 'profile';
  naam: string;
  /** Codes of the data that it combines. */
  uit: readonly string[];
  lees(bron: Gegevensbron): string;
}

export const AFGELEID: readonly Afgeleid[] = [
  {
    claim: 'name',
    scope: 'profile',
    naam: 'Voornaam en naam',
    uit: ['voornaam', 'naam'],
    lees: ({ voornaam, naam }) => `${voornaam} ${naam}`,
  },
];
