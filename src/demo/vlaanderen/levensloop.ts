import { beginstand, eersteNacht } from './begin.ts';
import { type Gebeurtenis, gebeurtenisVan, kanGebeuren } from './gebeurtenissen.ts';
import type { Land } from './land.ts';
import type { Stand } from './stand.ts';
import { wijzig } from './wijzig.ts';

/** A pupil as it is on a night: everything that happened before, once more. Undefined when it is not there yet. */
export function standVan(land: Land, index: number, nacht: number): Stand | undefined {
  const eerste = eersteNacht(land, index);
  if (nacht < eerste) return undefined;
  let stand = beginstand(land, index);
  for (let toen = eerste + 1; toen <= nacht; toen++) {
    if (!kanGebeuren(land, index, toen)) continue;
    const gebeurtenis = gebeurtenisVan(land, stand, toen);
    if (gebeurtenis) stand = wijzig(land, stand, gebeurtenis, toen);
  }
  return stand;
}

/** What one night brought a pupil. */
export interface Verandering {
  gebeurtenis: Gebeurtenis | 'nieuw';
  voor: Stand | undefined;
  na: Stand;
}

export function veranderingVan(land: Land, index: number, nacht: number): Verandering | undefined {
  const eerste = eersteNacht(land, index);
  if (nacht === eerste) return { gebeurtenis: 'nieuw', voor: undefined, na: beginstand(land, index) };
  if (nacht < eerste || !kanGebeuren(land, index, nacht)) return undefined;
  const voor = standVan(land, index, nacht - 1);
  const gebeurtenis = voor && gebeurtenisVan(land, voor, nacht);
  return gebeurtenis && { gebeurtenis, voor, na: wijzig(land, voor, gebeurtenis, nacht) };
}
