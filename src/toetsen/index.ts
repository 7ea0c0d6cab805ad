/** Assigned tests, as the other rooms see them. */

export { bewaringVanToetsen } from './termijn.ts';
export { proefToetstoewijzingen, TOETSBEWARING, wisToetsenElkeNacht, wisToetstoewijzingen } from './toetsbewaring.ts';
export { leesToegewezenToetsen } from './toewijzing.ts';
