/** Shared HTTP, as the other rooms see it. */
export { volgVerbindingen } from './afsluiten.ts';
export { assetadres, leesAssets } from './assets.ts';
export { leesFormulier } from './formulierlezer.ts';
export { foutafhandeling, isDatabaseWeg, toonFout } from './fouten.ts';
export { Bezoekersfout, FOUTEN, type Foutmelding, NAAR_BEGIN, type Uitweg } from './foutmelding.ts';
export { leesHerkomst } from './herkomst.ts';
export { attributen, type Html, html, type Invulling, vertrouwd } from './html.ts';
export { hostkoekje, type Koekjesstempel, koekjesstempel, padkoekje } from './koekjes.ts';
export { beveiligingskoppen, staDoelenToe, staVolgenToe } from './koppen.ts';
export { logFout, type Waar } from './logregel.ts';
export * from './onderdelen/index.ts';
export { begrensPijplijn } from './pijplijn.ts';
export { type Verzegelaar, verzegeldeKoekjes } from './verzegelde_koekjes.ts';
export {
  alleenEigenAdres,
  alleenEigenFormulieren,
  alsWeg,
  spoornummer,
  statusVoorLog,
} from './verzoek.ts';
export { eisVrijePoort } from './vrije_poort.ts';
export { toonPagina } from './weergave.ts';
