/** What all commands share: what they are given and say, their database, their questions, their files. */

export { alsAantal, alsDag, alsMaand, alsPoort, alsUuid, alsZin } from './argumenten.ts';
export { maakBestand, maakGeheimBestand, wijzigBestand } from './configbestand.ts';
export { eisDatabaseadres, eisGeheim, heeftGeheim } from './eis_geheim.ts';
export { alsGeenLading } from './geen_lading.ts';
export { metDatabase } from './met_database.ts';
export { dagVanMoment, minuut } from './moment.ts';
export { geblokkeerd, onbekend } from './naamfouten.ts';
export { spreekNederlands } from './nederlands.ts';
export { ACCOUNTGROEP, opdrachtgroep } from './opdrachtgroep.ts';
export { maakTijdbalk, type Tijdbalk } from './tijdbalk.ts';
export {
  type Bestandsuitkomst,
  type Huisomgeving,
  type Omgeving,
  schrijf,
  schrijfBytes,
  type Uitkomst,
} from './uitkomst.ts';
export { eisPlaatsVoor, eisSchrijfbareMap, schrijfVerslagbestand, vindPlaatsVoor } from './verslagbestand.ts';
export { type Terminal, terminal, vraagBevestiging } from './vraag_bevestiging.ts';
