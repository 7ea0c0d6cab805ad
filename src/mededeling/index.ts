/** The one door, as the other rooms see it. */
export { deelMee, type Vraag } from './mededeling.ts';
export { type Leesmoment, leesmoment, type Poortlezing, type Poortrij, poortSql } from './poortlezing.ts';
export { WEIGERINGEN, type Weigering } from './toegang.ts';
export {
  type Deurbenodigdheden,
  type Toegang,
  type Toegangsantwoord,
  vraagOpen,
  vraagToegang,
} from './vraag_toegang.ts';
