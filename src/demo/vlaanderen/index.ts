import { join } from 'node:path';
import { type Land, maakLand, type Wensen } from './land/land.ts';
import { eersteAankomsten, voegToe } from './leven/aankomsten.ts';
import { beginstand } from './leven/begin.ts';
import { gewijzigdeLeerlingen, veranderingen } from './leven/levensloop.ts';
import { peildagVan } from './leven/wijzig.ts';
import { type Leveringssoort, schrijfJson, schrijfLevering } from './levering/levering.ts';
import { alleRegels, andereRegels } from './levering/nachtregels.ts';
import type { Schrijfwijze } from './levering/schrijver.ts';
import { NIETS, type Tellingen, tel, telling } from './levering/verwacht.ts';

export interface Opdracht extends Wensen, Schrijfwijze {
  map: string;
  /** The kind of delivery of the nights after the first. The first night is always full. */
  soort: Leveringssoort;
}

export interface Nachtverslag {
  nacht: number;
  map: string;
  rijen: number;
  gebeurtenissen: Record<string, number>;
}

/** Writes the deliveries, night after night, each in its own folder. */
export async function schrijfVlaanderen(opdracht: Opdracht): Promise<Nachtverslag[]> {
  const land = maakLand(opdracht);
  const aankomsten = eersteAankomsten(land);
  let stand = eersteTelling(land);
  const verslagen: Nachtverslag[] = [];
  for (let nacht = 1; nacht <= land.nachten; nacht++) {
    const soort = nacht === 1 ? 'volledig' : opdracht.soort;
    const gewijzigd = nacht === 1 ? [] : gewijzigdeLeerlingen(land, nacht);
    const gebeurtenissen: Record<string, number> = {};
    for (const { gebeurtenis, voor, na } of veranderingen(land, gewijzigd, nacht)) {
      voegToe(land, aankomsten, voor, na);
      stand = tel(tel(stand, voor ? telling(voor) : NIETS, -1), telling(na));
      gebeurtenissen[gebeurtenis] = (gebeurtenissen[gebeurtenis] ?? 0) + 1;
    }
    const map = join(opdracht.map, `nacht-${nacht}`);
    const regels =
      soort === 'volledig' ? alleRegels(land, aankomsten, nacht) : andereRegels(land, aankomsten, gewijzigd, nacht);
    const bestanden = await schrijfLevering(map, land, nacht, soort, regels, opdracht);
    const rijen = Object.fromEntries(bestanden.map(({ inhoud, rijen: aantal }) => [inhoud, aantal]));
    const peildatum = land.dagen[peildagVan(land, nacht)];
    await schrijfJson(map, 'verwacht.json', { nacht, soort, peildatum, gebeurtenissen, stand, rijen });
    verslagen.push({ nacht, map, rijen: rijen.inschrijvingen ?? 0, gebeurtenissen });
  }
  return verslagen;
}

function eersteTelling(land: Land): Tellingen {
  let som = NIETS;
  for (let index = 0; index < land.leerlingen; index++) som = tel(som, telling(beginstand(land, index)));
  return som;
}
