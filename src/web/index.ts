/** Shared HTTP, as the other rooms see it. */
export { volgVerbindingen } from './afsluiten.ts';
export { leesAssets } from './assets.ts';
export {
  Bezoekersfout,
  FOUTEN,
  type Foutmelding,
  foutafhandeling,
  isDatabaseWeg,
  NAAR_BEGIN,
  toonFout,
  type Uitweg,
} from './fouten.ts';
export { leesHerkomst } from './herkomst.ts';
export { hostkoekje, koekjesstempel, padkoekje } from './koekjes.ts';
export { beveiligingskoppen, staDoelenToe } from './koppen.ts';
export { begrensPijplijn } from './pijplijn.ts';
export {
  alleenEigenAdres,
  alleenEigenFormulieren,
  alsWeg,
  leesFormulier,
  spoornummer,
  statusVoorLog,
} from './verzoek.ts';
export { eisVrijePoort } from './vrije_poort.ts';
export { toonPagina } from './weergave.ts';
