/** The one door, as the other rooms see it. */
export { type Logschrijver, logschrijverMet } from '../privacy/index.ts';
export type { Bulkbenodigdheden } from './bulk/bulkbenodigdheden.ts';
export { deelMeeInBulk } from './bulk/deel_mee_in_bulk.ts';
export { deelMeeOpAanvraag } from './bulk/deel_mee_op_aanvraag.ts';
export { deelMeeZonderLeerling, type Tellingenvraag, type Telrij } from './bulk/deel_mee_zonder_leerling.ts';
export { vraagOntvangst } from './bulk/poort.ts';
export { deelMee, type Mededelingsvraag } from './deur.ts';
export type { Bestemming, Gelegenheid, Leerlingenvraag, Mededeling, Ontvangst, Vrager } from './deurwoorden.ts';
export { type Leesmoment, leesmoment } from './leesmoment.ts';
export { leverTellingen } from './leveringen/maken/lever_tellingen.ts';
export { leesOnbevestigdeLeveringen } from './leveringen/rij/lees_leveringen.ts';
export {
  heleDoelgroep,
  leerlingenMet,
  leerlingenVanSchool,
  type Selectie,
} from './selectie.ts';
export { WEIGERREDENEN, type Weigerreden } from './toegang.ts';
export { type Toegangslezing, type Toegangsrij, toegangSql } from './toegangslezing.ts';
export {
  type Deurbenodigdheden,
  type Toegang,
  type Toegangsantwoord,
  vraagOpen,
  vraagToegang,
} from './vraag_toegang.ts';
export { type Weigercode, Weigering } from './weigering.ts';
