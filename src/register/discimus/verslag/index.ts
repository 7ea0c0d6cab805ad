/** What a load reports about itself, and what it leaves to people. */
export { type Achterblijver, leesAchterblijvers } from './achterblijvers.ts';
export { eisWeinigEinden, eisWeinigUitval } from './drempels.ts';
export { type BewaardVerslag, bewaarVerslag, eisNieuwer, type Laadverslag, leesVerslagen } from './ladingsverslag.ts';
export { telBesluiten, telUitval } from './tellingen.ts';
export { leesTwijfels, type Twijfel, vergeetOpgeloste } from './twijfellijst.ts';
export { heeftUitval, schrijfUitkomst, schrijfUitval } from './uitval.ts';
