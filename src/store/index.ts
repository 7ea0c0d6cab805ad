/**
 * What the store shows to the other rooms. The embedded PostgreSQL is not here, because production must never
 * load it.
 */
export { type AntwoordOp, bundelopdracht, vraagGebundeld, vraagSamen } from './bundel.ts';
export { type Database, openDatabase } from './database.ts';
export { herhaal } from './herhaal.ts';
export { hooguit } from './hooguit.ts';
export {
  alleVan,
  jsonSql,
  kolom,
  kolommenSql,
  type RijVan,
  recordsetSql,
  type Vraagkolommen,
  type VraagVan,
  vraagtype,
} from './kolommen.ts';
export { migreer } from './migreer.ts';
export { omBeurt } from './om_beurt.ts';
export { LEVEND, onderhoudPartities } from './partities.ts';
export type { Dag, Json, JsonOfNiets, Tabellen, Tijdstip, TijdstipOfNiets, TijdstipVanzelf } from './tabellen.ts';
export type { Recht } from './tabelrechten.ts';
export { eisVasteGeheimen, legGeheimenVast } from './vaste_geheimen.ts';
export { databaseadres } from './verbindingen/databaseadres.ts';
export { isDatabasefout, isVerbindingsfout, nietKlaargemaakt } from './verbindingen/databasefout.ts';
export { type Laadverbinding, metLaadverbinding, zonderIndexen } from './verbindingen/laadverbinding.ts';
export { type Nevenverbindingen, openNevenverbindingen } from './verbindingen/nevenverbindingen.ts';
export { bereidVoor } from './voorbereiding.ts';
export { WACHT_NIET } from './wacht_niet.ts';
export { startWerkrooster, type Taak, type Werkrooster } from './werkrooster.ts';
