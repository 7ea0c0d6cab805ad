/** What happened to the rows of a tile, told from the sealed hashes and those of the rows that are there now. */

export type Rijcode =
  | 'rij_gewijzigd'
  | 'rij_verwijderd'
  | 'rij_ingevoegd'
  | 'rijen_verplaatst'
  | 'bundel_verwisseld'
  | 'bundel_onleesbaar';

export interface Duiding {
  code: Rijcode;
  /** The first place in the tile where it shows. */
  index: number;
  /** On how many places the row is not the sealed one. */
  aantal: number;
  /** Whether from there on all rows of the tile are missing. */
  totEinde: boolean;
}

/**
 * @param verzegeld the hashes of the tile
 * @param gevonden those of the rows; undefined where a row is missing
 * @returns undefined when all rows are the sealed ones
 */
export function duidRijen(
  verzegeld: readonly string[],
  gevonden: readonly (string | undefined)[],
): Duiding | undefined {
  const lengte = Math.max(verzegeld.length, gevonden.length);
  const anders = Array.from({ length: lengte }, (_, i) => i).filter((i) => verzegeld[i] !== gevonden[i]);
  const [index] = anders;
  if (index === undefined) return undefined;
  const totEinde = anders.length === lengte - index && anders.every((i) => gevonden[i] === undefined);
  return { code: codeVoor(verzegeld, gevonden, index), index, aantal: anders.length, totEinde };
}

function codeVoor(verzegeld: readonly string[], gevonden: readonly (string | undefined)[], i: number): Rijcode {
  const [hoort, staat] = [verzegeld[i], gevonden[i]];
  if (hoort === undefined) return 'rij_ingevoegd';
  if (staat === undefined) return 'rij_verwijderd';
  const [bekend, elders] = [verzegeld.includes(staat), gevonden.includes(hoort)];
  const dubbel = gevonden.indexOf(staat) !== gevonden.lastIndexOf(staat);
  if (bekend && elders && !dubbel) return 'rijen_verplaatst';
  if (gevonden[i + 1] === hoort) return 'rij_ingevoegd';
  if (verzegeld[i + 1] === staat) return 'rij_verwijderd';
  if (verzegeld.length > 1 && !gevonden.some((een) => een !== undefined && verzegeld.includes(een)))
    return 'bundel_verwisseld';
  return 'rij_gewijzigd';
}
