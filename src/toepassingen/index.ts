/** What the applications room shows to the others. */

export { leesAktestanden } from './akten/aktestanden.ts';
export { leesBewaardeAkten } from './akten/bewaarde_akten.ts';
export { type BewaardeTeksten, leesBewaardeTeksten } from './akten/bewaarde_teksten.ts';
export { leesEerdere } from './akten/eerdere_handtekeningen.ts';
export { levenslopenOp, levenslopenVanBewaarde } from './akten/levenslopen.ts';
export { type Keuring, keurVersie } from './akten/versiekeuring.ts';
export { bewaarVersie, leesLatereTekst, leesVersie, leesVersies, telVersies, type Versie } from './akten/versies.ts';
export { type Afbouwstand, type Attest, afbouwVan, leesAttesten } from './attesten.ts';
export type { Dossier } from './dossiers/dossier.ts';
export { type DossierOnderProtocol, legOnderProtocol } from './dossiers/dossier_onder_protocol.ts';
export { handtekeningbestand } from './dossiers/dossierhandtekening.ts';
export { type Dossierbestand, leesDossiers } from './dossiers/lees_dossiers.ts';
export { leesToepassingen, type PerTekst, type Toepassing, type Toepassingen } from './dossiers/lees_toepassingen.ts';
export { geheimnaam } from './geheimnaam.ts';
export { type Houder, houderbezwaar, inWoorden as partijInWoorden, leesHouders } from './houders.ts';
export { leesOpenrijen } from './openrijen.ts';
export { draagOver } from './overdracht.ts';
export {
  alsSchoolkeuzes,
  type KeuzeVanSchool,
  type Schoolkeuzerij,
  type Schoolkeuzes,
  samenwerkendeScholenSql,
  schoolkeuzeSql,
  schoolkeuzesSql,
} from './samenwerking.ts';
export { leesStops, legStopVast } from './stops.ts';
export { type AktekennisVoorOpdracht, leesAktekennisVoorOpdracht } from './volgen/aktekennis_voor_opdracht.ts';
export type { Ontvanger } from './volgen/openstelling.ts';
export { type Clientgeheimen, volgClientgeheimen } from './volgen/volg_clientgeheimen.ts';
export { type LevendeToepassingen, volgToepassingen } from './volgen/volg_toepassingen.ts';
