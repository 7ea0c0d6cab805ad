/** Classes of pupils, as the other rooms see them. */
export {
  type Intrekking,
  leesAkkoorden,
  stopAkkoord,
  telbezwaar,
  type Verklaring,
  verklaarAkkoord,
} from './akkoord.ts';
export { leesKlassen, leesKlassenVan } from './klas.ts';
