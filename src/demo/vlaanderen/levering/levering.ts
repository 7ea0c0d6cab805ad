import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { KOLOMMEN } from '../../../register/discimus/index.ts';
import { bestaat } from '../land/fusies.ts';
import { GROEPEN } from '../land/groepen.ts';
import type { Land } from '../land/land.ts';
import type { School } from '../land/scholen.ts';
import { peildagVan } from '../leven/wijzig.ts';
import { type Leveringsbestand, type Schrijfwijze, schrijfLeveringsbestand } from './schrijver.ts';

export type Leveringssoort = 'volledig' | 'wijzigingen';

/** One night's folder: the files, and the manifest that names them. */
export async function schrijfLevering(
  map: string,
  land: Land,
  nacht: number,
  soort: Leveringssoort,
  regels: Iterable<string[]>,
  wijze: Schrijfwijze,
): Promise<Leveringsbestand[]> {
  await mkdir(map, { recursive: true });
  const bestanden = [
    await schrijfLeveringsbestand(
      map,
      'scholen',
      ['instellingsnummer', 'naam', 'erkend', 'opvolger'],
      scholen(land, nacht),
      wijze,
    ),
    await schrijfLeveringsbestand(
      map,
      'vestigingsplaatsen',
      ['instellingsnummer', 'vestigingsplaats', 'naam'],
      vestigingsplaatsen(land, nacht),
      wijze,
    ),
    await schrijfLeveringsbestand(
      map,
      'administratieve_groepen',
      ['code', 'omschrijving'],
      GROEPEN.map(({ code, omschrijving }) => [code, omschrijving]),
      wijze,
    ),
    await schrijfLeveringsbestand(map, 'inschrijvingen', KOLOMMEN.inschrijvingen, regels, wijze),
  ];
  await schrijfJson(map, 'manifest.json', {
    vorm: 1,
    soort,
    schooljaar: `${land.jaar}-${land.jaar + 1}`,
    peildatum: land.dagen[peildagVan(land, nacht)],
    bestanden,
  });
  return bestanden;
}

function bestaande(land: Land, nacht: number): School[] {
  return land.scholen.filter((school) => bestaat(school, land.scholen, nacht));
}

function scholen(land: Land, nacht: number): string[][] {
  return bestaande(land, nacht).map(({ nummer, naam, erkend, opvolging }) => {
    const opvolger = opvolging && opvolging.nacht <= nacht ? land.scholen[opvolging.school]?.nummer : undefined;
    return [nummer, naam, erkend ? 'ja' : 'nee', opvolger ?? ''];
  });
}

function vestigingsplaatsen(land: Land, nacht: number): string[][] {
  return bestaande(land, nacht).flatMap(({ nummer, naam, vestigingen }) =>
    Array.from({ length: vestigingen }, (_, plaats) => [nummer, String(plaats + 1), `${naam}, plaats ${plaats + 1}`]),
  );
}

export function schrijfJson(map: string, naam: string, inhoud: unknown): Promise<void> {
  return writeFile(join(map, naam), `${JSON.stringify(inhoud, null, 2)}\n`);
}
