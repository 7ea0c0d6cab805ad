import type { School } from './scholen.ts';
import { DOEL, kies, type Toeval } from './toeval.ts';

/**
 * Only small schools merge: each of their pupils gets a second line, and a night should change about one line
 * in a hundred.
 */
const KLEIN = 150;
const LEERLINGEN_PER_FUSIE = 600_000;
const MEESTE_NACHTEN = 60;

/**
 * Schools that may continue under a new number, in that order. Nobody moves to one of them, so that only
 * pupils who began there are concerned. Their number does not depend on the nights, so the first night is the
 * same for one night and for ten.
 */
export function kiesReserve(toeval: Toeval, scholen: School[], leerlingen: number): number[] {
  const klein = [...scholen.keys()].filter((plaats) => {
    const { soort, aantal = 0 } = scholen[plaats] ?? {};
    return soort === scholen[0]?.soort && aantal >= 10 && aantal < KLEIN;
  });
  const aantal = Math.min(Math.floor(klein.length / 2), MEESTE_NACHTEN * perNacht(leerlingen));
  return Array.from({ length: aantal }, (_, een) =>
    klein.splice(kies(toeval(een, DOEL.fusie), klein.length), 1),
  ).flat();
}

/**
 * Each night after the first, some schools of the reserve get a new number, after all other numbers. The
 * stamnummers stay.
 */
export function voegFusiesToe(scholen: School[], reserve: number[], leerlingen: number, nachten: number): void {
  reserve.slice(0, (nachten - 1) * perNacht(leerlingen)).forEach((oud, beurt) => {
    const school = scholen[oud];
    if (!school) return;
    const nieuw = scholen.length;
    school.opvolging = { nacht: 2 + Math.floor(beurt / perNacht(leerlingen)), school: nieuw };
    scholen.push({ ...school, nummer: String(900_001 + nieuw), voorganger: oud, opvolging: null });
  });
}

function perNacht(leerlingen: number): number {
  return Math.ceil(leerlingen / LEERLINGEN_PER_FUSIE);
}

/** Whether a school has its number on this night already. */
export function bestaat({ voorganger }: School, scholen: School[], nacht: number): boolean {
  if (voorganger === null) return true;
  return (scholen[voorganger]?.opvolging?.nacht ?? 0) <= nacht;
}
