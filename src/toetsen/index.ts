/** What the tests room shows to the others. */

export { bewaringVanToetsen } from './termijn.ts';
export { proefToetstoewijzingen, TOETSBEWARING, wisToetsenElkeNacht, wisToetstoewijzingen } from './toetsbewaring.ts';
export { leesToegewezenToetsen } from './toewijzing.ts';
