import type { Gegevensbron } from './gegevensbron.ts';

/** A claim that says several data at once. It needs no line in a protocol: it leaves only where each of them may, and is them. */
export interface Afgeleid {
  claim: string;
  scope: 'profile';
  naam: string;
  /** Codes of the data in it. */
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
