/** The privacy log, as the other rooms see it. */

export { beginGetuige } from './getuigen/begin_getuige.ts';
export { maakGetuigensleutel } from './getuigen/getuigensleutel.ts';
export { AANLEIDINGEN } from './regel/aanleiding.ts';
export { DOELEN, OPZOEKDOELEN, type Opzoekdoel } from './regel/doel.ts';
export { metDoel } from './regel/doeloptie.ts';
export { type Logschrijver, logschrijverMet } from './regel/logopdracht.ts';
export { OPZOEKGEGEVENS, type Opzoekgegeven } from './regel/opzoekgegevens.ts';
export {
  type Operatoropzoeking,
  type Opzoeking,
  schrijfOperatoropzoeking,
  schrijfOpzoeking,
} from './regel/opzoeking.ts';
export { type Grondslag, type Mededelingsbewijs, schrijfPrivacylog } from './regel/privacylog.ts';
export { type Bewijsgroep, type Groepslid, type Mededelingsbewijzen, schrijfPrivacylogs } from './regel/privacylogs.ts';
export { leesLogsleutels, originVan, zorgVoorLogsleutel } from './zegel/logsleutels.ts';
