import type { Land } from '../land/land.ts';
import { BEREIK, doelVanNacht, kiesGewogen } from '../land/toeval.ts';
import {
  andereGroep,
  andereSchool,
  huidigePlaats,
  isDubbel,
  isTijdelijk,
  type Leerlingstand,
  wisseltSleutel,
} from './leerlingstand.ts';

/** What may happen to a pupil in a night. At most one of these happens. */
export type Gebeurtenis =
  | 'identificatie'
  | 'sleutelwissel'
  | 'bis_naar_rijksregister'
  | 'samenvoeging'
  | 'realisatie'
  | 'terugkeer'
  | 'verhuizing'
  | 'naam'
  | 'email'
  | 'groep'
  | 'vestigingsplaats'
  | 'uitschrijving'
  | 'verdwijning';

const GEWONE: [Gebeurtenis, number][] = [
  ['verhuizing', 25],
  ['groep', 20],
  ['email', 15],
  ['naam', 12],
  ['vestigingsplaats', 9],
  ['uitschrijving', 9],
  ['verdwijning', 3],
];
const GEWICHTEN = GEWONE.map(([, gewicht]) => gewicht);

/**
 * These concern few pupils. So each such pupil has them more often than the others, or a small population
 * would show none.
 */
const MEESTAL = 20;
const BIJZONDERE: readonly (readonly [Gebeurtenis, number, (stand: Leerlingstand, land: Land) => boolean])[] = [
  ['samenvoeging', MEESTAL, isDubbel],
  ['bis_naar_rijksregister', 10, ({ profiel, geidentificeerd }) => profiel === 'bis' && !geidentificeerd],
  ['sleutelwissel', 10, (stand, land) => isTijdelijk(stand) && wisseltSleutel(land, stand)],
  ['identificatie', 10, isTijdelijk],
  ['realisatie', MEESTAL, ({ plaatsen }) => plaatsen.some(isVoorlopig)],
  ['terugkeer', 5, (stand) => !huidigePlaats(stand)],
];

/**
 * A cheap check, true for every pupil to whom something happens. For most pupils nothing more is computed.
 */
export function kanGebeuren(land: Land, index: number, nacht: number): boolean {
  return land.toeval(index, doelVanNacht(nacht, 'of')) < MEESTAL * land.verandering * BEREIK;
}

/** What happens to this pupil in this night, given his state after the night before. */
export function gebeurtenisVan(land: Land, stand: Leerlingstand, nacht: number): Gebeurtenis | undefined {
  const worp = land.toeval(stand.index, doelVanNacht(nacht, 'of')) / BEREIK / land.verandering;
  const bijzonder = BIJZONDERE.find(([, , geldt]) => geldt(stand, land));
  if (bijzonder) return worp < bijzonder[1] ? bijzonder[0] : undefined;
  if (worp >= 1) return undefined;
  const [gewoon] = GEWONE[kiesGewogen(land.toeval(stand.index, doelVanNacht(nacht, 'wat')), GEWICHTEN)] ?? ['naam'];
  return kanHier(land, stand, gewoon, nacht) ? gewoon : 'naam';
}

function kanHier(land: Land, stand: Leerlingstand, gebeurtenis: Gebeurtenis, nacht: number): boolean {
  const plaats = huidigePlaats(stand);
  if (!plaats) return false;
  if (gebeurtenis === 'verhuizing') return andereSchool(land, stand, doelVanNacht(nacht, 'waarheen')) !== null;
  if (gebeurtenis === 'groep') return andereGroep(land, plaats) !== null;
  if (gebeurtenis === 'vestigingsplaats') return (land.scholen[plaats.school]?.vestigingen ?? 1) > 1;
  return true;
}

export function isVoorlopig({ status }: { status: string }): boolean {
  return status === 'aanmelding' || status === 'uitgesteld';
}
