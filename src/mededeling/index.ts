/** The one door, as the other rooms see it. */
export { type Logschrijver, logschrijverMet } from '../privacy/index.ts';
export { deelMee, type Mededelingsvraag } from './deur.ts';
export { WEIGERREDENEN, type Weigerreden } from './toegang.ts';
export { type Leesmoment, leesmoment, type Toegangslezing, type Toegangsrij, toegangSql } from './toegangslezing.ts';
export {
  type Deurbenodigdheden,
  type Toegang,
  type Toegangsantwoord,
  vraagOpen,
  vraagToegang,
} from './vraag_toegang.ts';
