import type { Land } from '../land/land.ts';
import type { Aankomsten } from '../leven/aankomsten.ts';
import { leerlingstandVan, type Verandering, veranderingVan } from '../leven/levensloop.ts';
import { type Leveringsregel, regelsVan } from './regels.ts';

/** A full delivery, school by school: first the pupils who began there, then those who came. */
export function* alleRegels(land: Land, aankomsten: Aankomsten, nacht: number): Iterable<string[]> {
  for (const [plaats, { eerste, aantal }] of land.scholen.entries()) {
    for (let index = eerste; index < eerste + aantal; index++) yield* regelsIn(land, aankomsten, plaats, index, nacht);
    for (const index of aankomsten[plaats] ?? []) yield* regelsIn(land, aankomsten, plaats, index, nacht);
  }
}

function* regelsIn(land: Land, aankomsten: Aankomsten, plaats: number, index: number, nacht: number) {
  const stand = leerlingstandVan(land, index, nacht);
  if (!stand) return;
  for (const { school, velden } of regelsVan(land, aankomsten, stand, true)) if (school === plaats) yield velden;
}

/** A delivery of changes, school by school: the lines that were absent or different the night before. */
export function* andereRegels(
  land: Land,
  aankomsten: Aankomsten,
  gewijzigd: number[],
  nacht: number,
): Iterable<string[]> {
  const perSchool: number[][] = land.scholen.map(() => []);
  for (const index of gewijzigd)
    for (const school of new Set(verschil(land, aankomsten, index, nacht).map((regel) => regel.school)))
      perSchool[school]?.push(index);
  for (const [plaats, indexen] of perSchool.entries())
    for (const index of indexen)
      for (const { school, velden } of verschil(land, aankomsten, index, nacht)) if (school === plaats) yield velden;
}

function verschil(land: Land, aankomsten: Aankomsten, index: number, nacht: number): Leveringsregel[] {
  const { voor, na }: Partial<Verandering> = veranderingVan(land, index, nacht) ?? {};
  const vroeger = new Set(voor && regelsVan(land, aankomsten, voor, false).map(({ velden }) => velden.join(';')));
  return na ? regelsVan(land, aankomsten, na, false).filter(({ velden }) => !vroeger.has(velden.join(';'))) : [];
}
