/** What the protocol room shows to the others. */

export { AFGELEID } from './afgeleid.ts';
export { type Akte, alsAkte } from './akte.ts';
export { leesNamen } from './bestand.ts';
export { CATALOGUS, claimsPerScope, type Datum, SCOPES, type Scope } from './catalogus.ts';
export type { Gegevensbron, Inschrijvingsbron } from './gegevensbron.ts';
export {
  eindeInWoorden,
  type Geldigheid,
  isVoorgoedVoorbij,
  nietStopgezet,
  STOPGRONDEN,
  type Stopwoord,
  type Stopzetting,
  stopzettingschema,
} from './geldigheid.ts';
export {
  beoordeelHandtekeningen,
  type Handtekeningen,
  type Handtekeningoordeel,
  handtekeningenschema,
  onderteken,
  type Stuk,
  tekenaarsOp,
  uitlegVan,
} from './handtekening.ts';
export {
  geldigheidOp,
  hoortBijProtocol,
  leesBijlage,
  leesPartijen,
  leesProtocollen,
  leesYamlbestand,
  type Protocoldossier,
  type Protocollen,
  partijenIn,
} from './lees_map.ts';
export { type Gelezen, hashVan, leesProtocol } from './lees_protocol.ts';
export { type Partij, type PubliekeSleutel, publiekeSleutel } from './partij.ts';
export { ontvangendePartijen, type Partijsleutel, partijenBij, partijsleutels } from './partijen.ts';
export { ONDERWIJS, type Protocol, type Voorwaarde } from './schema.ts';
export { clientId, datum, partijId, tekst } from './schema_bouwstenen.ts';
export { MEESTE_BESTANDEN, maakStoplezer, type Stopbericht, vroegste } from './stopbestand.ts';
export { eindeNaOpzegging, keurStops, stopbezwaar } from './stopbevoegdheid.ts';
export { TECHNISCH, TECHNISCHE_CODES, type Technisch } from './technisch.ts';
export { getekendeAkte, ondertekenaars } from './tekenaars.ts';
export {
  binnenVenster,
  deelVoorOntvanger,
  isLeverbaar,
  type Ontvangersdeel,
  openVensters,
  type Venster,
  vensterfouten,
} from './venster.ts';
