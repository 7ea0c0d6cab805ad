/** What the protocol room shows to the others. */

export { type Akte, alsAkte } from './akte.ts';
export { AFGELEID } from './catalogus/afgeleide_gegevens.ts';
export { isTelling } from './catalogus/aggregaten.ts';
export { CATALOGUS, claimsPerScope, type Datum, SCOPES, type Scope } from './catalogus/catalogus.ts';
export type { Gegevensbron, Inschrijvingsbron } from './catalogus/gegevensbron.ts';
export { TECHNISCH, TECHNISCHE_CODES, type Technisch } from './catalogus/technisch.ts';
export { type Geldigheid, stopgezet } from './geldigheid.ts';
export { type Afbouwplicht, afbouw } from './levensloop/afbouw.ts';
export {
  type Fase,
  type Levensfeiten,
  type Levensloop,
  levensloop,
  type Versiestand,
  type Vooruitzicht,
} from './levensloop/aktelevensloop.ts';
export type { Akteneinde } from './levensloop/einde.ts';
export { hoogstens } from './levensloop/hoogstens.ts';
export { alsVersietekst } from './levensloop/versietekst.ts';
export { leesNamen } from './lezen/bestand.ts';
export {
  leesPartijcontacten,
  leesPartijgetuigen,
  type Partijcontacten,
  type Partijgetuigen,
} from './lezen/lees_bereikbaarheid.ts';
export {
  geldigheidOp,
  leesPartijen,
  leesProtocollen,
  leesYamlbestand,
  type Protocollen,
  partijenIn,
} from './lezen/lees_map.ts';
export { type GelezenBestand, hashVan, leesProtocol } from './lezen/lees_protocol.ts';
export {
  hoortBijProtocol,
  hoortBijTekst,
  leesBijlage,
  leesVersienummers,
  type Protocoldossier,
  tekstmap,
} from './lezen/lees_teksten.ts';
export { bijNieuweFouten } from './lezen/nieuwe_fouten.ts';
export { MEESTE_BESTANDEN, maakStoplezer, type Stopbericht, vroegste } from './lezen/stopbestand.ts';
export type { Contact } from './ondertekening/contact.ts';
export {
  beoordeelHandtekeningen,
  type GetekendStuk,
  type Handtekeningen,
  type Handtekeningoordeel,
  handtekeningenschema,
  onderteken,
  tekenaarsOp,
  uitlegVan,
} from './ondertekening/handtekening.ts';
export { type Partij, type PubliekeSleutel, publiekeSleutel } from './ondertekening/partij.ts';
export { ontvangendePartijen, type Partijsleutel, partijenBij, partijsleutels } from './ondertekening/partijen.ts';
export { getekendeAkte, ondertekenaars } from './ondertekening/tekenaars.ts';
export { deelVoorOntvanger, isLeverbaar, type Ontvangersdeel, type Vormmakers } from './ontvangersdeel.ts';
export { clientId, datum, eigennaam, partijId, tekst } from './schema/bouwstenen.ts';
export { ONDERWIJS, type Protocol, protocolschema, STROMEN, type Stroom, type Voorwaarde } from './schema/schema.ts';
export { eindeBijRegistratie, eindeNaOpzegging, keurStops, stopbezwaar } from './stopbevoegdheid.ts';
export {
  eindeInWoorden,
  isGestopt,
  STOPGRONDEN,
  type Stopwoord,
  type Stopzetting,
  stopzettingschema,
} from './stopzetting.ts';
export { binnenVenster, openVensters, type Venster, vensterfouten } from './venster.ts';
export { verschilVan } from './verschil/aktenverschil.ts';
export { stroomInWoorden } from './verschil/gegevensverschil.ts';
export { volzin, type Wijziging } from './verschil/wijziging.ts';
export { dagInWoorden, maanddagInWoorden, opsomming, termijnInWoorden } from './woorden.ts';
