/** Classes of pupils, as the other rooms see them. */
export {
  type Intrekking,
  leesAkkoorden,
  stopAkkoord,
  telbezwaar,
  type Verklaring,
  verklaarAkkoord,
  WIE_AANZET,
} from './akkoord.ts';
export { leesKlassen } from './klas.ts';
export type { Hoedanigheid } from './tabellen.ts';
