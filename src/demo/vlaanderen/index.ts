import { join } from 'node:path';
import { type Aankomsten, eersteAankomsten, voegToe } from './aankomsten.ts';
import { type Land, maakLand, type Wensen } from './land.ts';
import { standVan, type Verandering, veranderingVan } from './levensloop.ts';
import { type Soort, schrijfJson, schrijfLevering } from './levering.ts';
import { type Regel, regelsVan } from './regels.ts';
import type { Schrijfwijze } from './schrijver.ts';
import { NIETS, type Tellingen, tel, telling, telVeranderingen } from './verwacht.ts';
import { peildagVan } from './wijzig.ts';

export interface Opdracht extends Wensen, Schrijfwijze {
  map: string;
  /** Of the nights after the first; that one is always full. */
  soort: Soort;
}

export interface Nachtverslag {
  nacht: number;
  map: string;
  rijen: number;
  gebeurtenissen: Record<string, number>;
}

/** Writes the deliveries, night after night, each in a folder of its own. */
export async function schrijfVlaanderen(opdracht: Opdracht): Promise<Nachtverslag[]> {
  const land = maakLand(opdracht);
  const aankomsten = eersteAankomsten(land);
  let stand = eersteTelling(land);
  const verslagen: Nachtverslag[] = [];
  for (let nacht = 1; nacht <= land.nachten; nacht++) {
    const veranderingen = nacht === 1 ? [] : veranderingenVan(land, nacht);
    for (const { voor, na } of veranderingen) voegToe(land, aankomsten, voor, na);
    stand = telVeranderingen(stand, veranderingen);
    const soort = nacht === 1 ? 'volledig' : opdracht.soort;
    const map = join(opdracht.map, `nacht-${nacht}`);
    const regels =
      soort === 'volledig' ? alleRegels(land, aankomsten, nacht) : gewijzigde(land, aankomsten, veranderingen);
    const bestanden = await schrijfLevering(map, land, nacht, soort, regels, opdracht);
    const gebeurtenissen = telGebeurtenissen(veranderingen);
    const rijen = Object.fromEntries(bestanden.map(({ inhoud, rijen: aantal }) => [inhoud, aantal]));
    await schrijfJson(map, 'verwacht.json', {
      nacht,
      soort,
      peildatum: land.dagen[peildagVan(land, nacht)],
      gebeurtenissen,
      stand,
      rijen,
    });
    verslagen.push({ nacht, map, rijen: rijen.inschrijvingen ?? 0, gebeurtenissen });
  }
  return verslagen;
}

function veranderingenVan(land: Land, nacht: number): Verandering[] {
  const gevonden: Verandering[] = [];
  for (let index = 0; index < land.totaal; index++) {
    const verandering = veranderingVan(land, index, nacht);
    if (verandering) gevonden.push(verandering);
  }
  return gevonden;
}

function eersteTelling(land: Land): Tellingen {
  let som = NIETS;
  for (let index = 0; index < land.leerlingen; index++) {
    const stand = standVan(land, index, 1);
    if (stand) som = tel(som, telling(stand));
  }
  return som;
}

/** School by school: who began there, then who came. */
function* alleRegels(land: Land, aankomsten: Aankomsten, nacht: number): Iterable<string[]> {
  for (const [plaats, { eerste, aantal }] of land.scholen.entries()) {
    for (let index = eerste; index < eerste + aantal; index++) yield* regelsIn(land, aankomsten, plaats, index, nacht);
    for (const index of aankomsten[plaats] ?? []) yield* regelsIn(land, aankomsten, plaats, index, nacht);
  }
}

function* regelsIn(land: Land, aankomsten: Aankomsten, plaats: number, index: number, nacht: number) {
  const stand = standVan(land, index, nacht);
  if (!stand) return;
  for (const { school, velden } of regelsVan(land, aankomsten, stand, true)) if (school === plaats) yield velden;
}

function gewijzigde(land: Land, aankomsten: Aankomsten, veranderingen: Verandering[]): string[][] {
  const regels = veranderingen.flatMap(({ voor, na }): Regel[] => {
    const vroeger = new Set(voor && regelsVan(land, aankomsten, voor, false).map(({ velden }) => velden.join(';')));
    return regelsVan(land, aankomsten, na, false).filter(({ velden }) => !vroeger.has(velden.join(';')));
  });
  return regels.sort((een, ander) => een.school - ander.school).map(({ velden }) => velden);
}

function telGebeurtenissen(veranderingen: Verandering[]): Record<string, number> {
  const groepen = Map.groupBy(veranderingen, ({ gebeurtenis }) => gebeurtenis);
  return Object.fromEntries([...groepen].map(([naam, van]) => [naam, van.length]).sort());
}
