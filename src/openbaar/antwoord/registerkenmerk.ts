import type { Levensloop } from '../../protocol/index.ts';
import type { Registerfeiten } from '../publicatie/publiceer.ts';

/**
 * Makes a text that changes with anything that a page shows. Every visit asks for it, so what is still the same
 * object is not written down again.
 */
export function maakKenmerk(): (feiten: Registerfeiten) => string {
  let gezien: (Pick<Registerfeiten, 'levenslopen' | 'bewaard'> & { levens: string }) | undefined;
  return ({ levenslopen, bewaard, toepassingen }) => {
    if (!gezien || gezien.bewaard !== bewaard || !zijnDezelfde(gezien.levenslopen, levenslopen))
      gezien = { levenslopen, bewaard, levens: JSON.stringify(levenslopen.map((een) => kernVan(een, bewaard))) };
    return gezien.levens + JSON.stringify(toepassingen);
  };
}

function zijnDezelfde(een: readonly Levensloop[], ander: readonly Levensloop[]): boolean {
  return een.length === ander.length && een.every((levensloop, plaats) => levensloop === ander[plaats]);
}

/** Texts are known by their hash. */
function kernVan(
  { naam, versies, tekst, opzegging, einde, komt }: Levensloop,
  bewaard: Registerfeiten['bewaard'],
): unknown {
  return [
    ...[naam, tekst?.hash, opzegging, einde, komt],
    versies.map(({ hash, fase, begint, eindigt }) => [hash, fase, begint, eindigt, bewaard.get(hash)?.tekenaars]),
  ];
}
