import type { Land } from '../land/land.ts';
import { beginstand, eersteNacht } from './begin.ts';
import type { Leerlingstand } from './leerlingstand.ts';
import { type Gebeurtenis, gebeurtenisVan, kanGebeuren } from './levensgebeurtenissen.ts';
import { hernummer, krijgtNieuwNummer, wijzig } from './wijzig.ts';

/** What one night changed for a pupil. */
export interface Verandering {
  gebeurtenis: Gebeurtenis | 'nieuw' | 'nieuw_schoolnummer';
  voor: Leerlingstand | undefined;
  na: Leerlingstand;
}

/**
 * A pupil as he is on a night, computed from everything that happened before. Undefined when he is not there
 * yet.
 */
export function leerlingstandVan(land: Land, index: number, nacht: number): Leerlingstand | undefined {
  const eerste = eersteNacht(land, index);
  if (nacht < eerste) return undefined;
  let stand = beginstand(land, index);
  for (let toen = eerste + 1; toen <= nacht; toen++) stand = stap(land, stand, toen)?.na ?? stand;
  return stand;
}

export function veranderingVan(land: Land, index: number, nacht: number): Verandering | undefined {
  const eerste = eersteNacht(land, index);
  if (nacht === eerste) return { gebeurtenis: 'nieuw', voor: undefined, na: beginstand(land, index) };
  if (nacht < eerste || !(kanGebeuren(land, index, nacht) || heeftFusie(land, index, nacht))) return undefined;
  const voor = leerlingstandVan(land, index, nacht - 1);
  return voor && stap(land, voor, nacht);
}

/** The pupils to whom something happens in a night. */
export function gewijzigdeLeerlingen(land: Land, nacht: number): number[] {
  const gevonden: number[] = [];
  for (let index = 0; index < land.totaal; index++) if (veranderingVan(land, index, nacht)) gevonden.push(index);
  return gevonden;
}

export function* veranderingen(land: Land, indexen: number[], nacht: number): Iterable<Verandering> {
  for (const index of indexen) {
    const verandering = veranderingVan(land, index, nacht);
    if (verandering) yield verandering;
  }
}

/**
 * One night further. A school's new number comes first: a pupil who gets it has no other change that night.
 */
function stap(land: Land, voor: Leerlingstand, nacht: number): Verandering | undefined {
  if (heeftFusie(land, voor.index, nacht) && voor.plaatsen.some((plaats) => krijgtNieuwNummer(land, plaats, nacht)))
    return { gebeurtenis: 'nieuw_schoolnummer', voor, na: hernummer(land, voor, nacht) };
  if (!kanGebeuren(land, voor.index, nacht)) return undefined;
  const gebeurtenis = gebeurtenisVan(land, voor, nacht);
  return gebeurtenis && { gebeurtenis, voor, na: wijzig(land, voor, gebeurtenis, nacht) };
}

function heeftFusie(land: Land, index: number, nacht: number): boolean {
  return land.scholen[land.thuis[index] ?? 0]?.opvolging?.nacht === nacht;
}
