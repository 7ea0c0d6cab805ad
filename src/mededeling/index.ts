/** The one door, as the other rooms see it. */
export {
  type Deurbenodigdheden,
  deelMee,
  type Toegang,
  type Toegangsantwoord,
  type Vraag,
  vraagOpen,
  vraagToegang,
} from './mededeling.ts';
export { type Poortrij, poortSql } from './poortlezing.ts';
export { WEIGERINGEN, type Weigering } from './toegang.ts';
