import { tabellenVan, takenVan } from '../../../src/kamer.ts';
import { HUIS } from '../../../src/kamers.ts';

/** What the rooms ask of a database: the same for every test. */
export const INRICHTING = { taken: takenVan(HUIS.kamers), tabellen: tabellenVan(HUIS.kamers) };
