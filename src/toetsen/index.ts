/** What the tests room shows to the others. */

export { proefToetstoewijzingen, TOETSBEWARING, wisToetsenElkeNacht, wisToetstoewijzingen } from './toetsbewaring.ts';
export { bewaarvensters } from './toetstermijn.ts';
export { leesToegewezenToetsen, leesToegewezenToetsenVan } from './toewijzing.ts';
