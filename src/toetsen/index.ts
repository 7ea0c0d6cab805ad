/** Assigned tests, as the other rooms see them. */
export { proefToetstoewijzingen, TOETSBEWARING, wisToetsenElkeNacht, wisToetstoewijzingen } from './toetsbewaring.ts';
export { bewaringVanToetsen } from './termijn.ts';
export { leesToegewezenToetsen } from './toewijzing.ts';
