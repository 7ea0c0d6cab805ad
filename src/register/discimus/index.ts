/** The nightly load of Discimus, as the rest of the register uses it. */
export { type Laadbenodigdheden, type Laadopties, laadDiscimus } from './laad_discimus.ts';
export { GeweigerdeLevering, KOLOMMEN } from './lezen/index.ts';
export {
  leesSamenvoegingen,
  maakSamenvoegingOngedaan,
  type Ongedaanmaking,
  vergeetAdressen,
} from './samenvoegen/index.ts';
export {
  type Achterblijver,
  type BewaardVerslag,
  heeftUitval,
  type Laadverslag,
  leesTwijfels,
  leesVerslagen,
  schrijfUitkomst,
  schrijfUitval,
  type Twijfel,
} from './verslag/index.ts';
export type { Laadstap } from './volg_levering.ts';
export type { Twijfelcode } from './werkruimte/index.ts';
