/** The only way out to an address that somebody else chose, as the other rooms see it. */

export { haal, stuurBericht } from './ophalen.ts';
