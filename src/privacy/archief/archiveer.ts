import { existsSync } from 'node:fs';
import { unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database } from '../../store/index.ts';
import { type Archiefmaand, bestandsnaam, sha256Van } from './archiefbestand.ts';
import { Archieffout } from './archieffout.ts';
import {
  leesArchiefstand,
  leesMaandenInDatabase,
  maakMaandtabel,
  onthoudMaand,
  telRijen,
  verwijderMaand,
} from './archiefmaanden.ts';
import { type Archieftermijnen, isLangVoorbij } from './archieftermijnen.ts';
import { telDubbele } from './dubbele_rijen.ts';
import { kijkMaandNa, type Maandinhoud } from './kijk_maand_na.ts';
import { schrijfMaand } from './schrijf_maand.ts';

export interface Archiefplek {
  /** Of the owner of the tables. */
  db: Database;
  map: string;
  nu: Temporal.Instant;
}

/** Told while a month is worked on. */
export type Archiefvoortgang = (maand: string, stap: 'schrijven' | 'nakijken', rijen: number, totaal: number) => void;

/** Months whose term in the database is over, the oldest first. */
export async function teArchiveren(
  { db, nu }: Archiefplek,
  { inDatabase }: Archieftermijnen,
  totEnMet?: string,
): Promise<string[]> {
  const maanden = await leesMaandenInDatabase(db);
  return maanden
    .map(({ maand }) => maand)
    .filter((maand) => isLangVoorbij(maand, inDatabase, nu) && (totEnMet === undefined || maand <= totEnMet));
}

/**
 * Moves a month from the database to a file. Each step can be done again: a file appears whole or not at all, is held
 * against the tree before it counts, and only then do the rows leave the database. Whatever was killed goes on here.
 * @throws Archieffout; the rows are then still in the database
 */
export async function archiveerMaand(plek: Archiefplek, maand: string, meld: Archiefvoortgang): Promise<Archiefmaand> {
  const { db, map, nu } = plek;
  await zorgVoorTabel(db, maand);
  const eerdere = (await leesArchiefstand(db)).filter((een) => een.maand === maand && een.uit_database_op);
  const deel = eerdere.length + 1;
  const bestand = bestandsnaam(maand, deel);
  const pad = join(map, bestand);
  const totaal = await telRijen(db, maand);
  const inhoud = await zorgVoorBestand(plek, { maand, pad, totaal }, meld);
  await eisNietDubbel(map, pad, eerdere);
  const gezien = { maand, deel, bestand, sha256: await sha256Van(pad), ...inhoud };
  await onthoudMaand(db, gezien, nu);
  if (!(await verwijderMaand(db, gezien, nu)))
    throw new Archieffout('bezet', maand, 'er kwam intussen een rij bij; probeer het opnieuw');
  return gezien;
}

/** Rows of a month that has no table get one. */
async function zorgVoorTabel(db: Database, maand: string): Promise<void> {
  const stand = (await leesMaandenInDatabase(db)).find((een) => een.maand === maand);
  if (!stand?.heeftTabel) await maakMaandtabel(db, maand);
}

/** Writes the file, unless it is there and holds the whole month. */
async function zorgVoorBestand(
  { db }: Archiefplek,
  { maand, pad, totaal }: { maand: string; pad: string; totaal: number },
  meld: Archiefvoortgang,
): Promise<Maandinhoud> {
  const kijkNa = () => kijkMaandNa(db, maand, pad, (rijen) => meld(maand, 'nakijken', rijen, totaal));
  const alDaar = existsSync(pad) ? await kijkNa() : undefined;
  if (alDaar?.rijen === totaal) return alDaar;
  if (alDaar && alDaar.rijen > totaal)
    throw new Archieffout(
      'opnieuw_rijen',
      pad,
      'het bestand heeft rijen die niet in de database staan; leg het elders en ga na waarom',
    );
  await schrijfMaand(db, maand, pad, (rijen) => meld(maand, 'schrijven', rijen, totaal));
  return kijkNa();
}

async function eisNietDubbel(map: string, pad: string, eerdere: readonly Archiefmaand[]): Promise<void> {
  const oude = eerdere.map(({ bestand }) => join(map, bestand)).filter((een) => existsSync(een));
  const dubbel = oude.length ? await telDubbele(pad, oude) : 0;
  if (dubbel === 0) return;
  await unlink(pad);
  const uitleg = `${dubbel} rijen staan al in het archief en opnieuw in de database; is er een reservekopie teruggezet?`;
  throw new Archieffout('opnieuw_rijen', pad, uitleg);
}
