/** What the applications room shows to the others. */

export { leesAktestanden } from './aktestanden.ts';
export { leesBewaardeAkten } from './bewaarde_akten.ts';
export { type Clientgeheimen, type MeldGeheim, volgClientgeheimen } from './clientgeheimen.ts';
export type { Dossier } from './dossier.ts';
export { leesEerdere } from './eerdere_handtekeningen.ts';
export { type Houder, houderbezwaar, inWoorden as partijInWoorden, leesHouders } from './houders.ts';
export { koppel } from './koppel.ts';
export { type Dossierbestand, leesDossiers } from './lees_dossiers.ts';
export { leesToepassingen, type Toepassing, type Toepassingen } from './lees_toepassingen.ts';
export { handtekeningbestand } from './ondertekening.ts';
export { leesOpenrijen } from './openrijen.ts';
export type { Ontvanger } from './openstelling.ts';
export { draagOver } from './overdracht.ts';
export { alsSchoolkeuzes, type Schoolkeuzerij, type Schoolkeuzes, schoolkeuzesSql } from './samenwerking.ts';
export { leesStops, legStopVast } from './stops.ts';
export { type Keuring, keurVersie } from './versiekeuring.ts';
export { bewaarVersie, leesLatereTekst, leesVersie, leesVersies, type Versie } from './versies.ts';
export { type LevendeToepassingen, volgToepassingen } from './volg_toepassingen.ts';
