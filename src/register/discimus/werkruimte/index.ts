/** The temporary tables of a load, as its sub-rooms use them. */
export { code, codes, GEKEND, NIET_TOEGEPAST, TWIJFELS, type Twijfelcode, ZEKER } from './besluiten.ts';
export { bytes, type Kopierij, kopieer, kopieerTekst, rijtekst } from './kopieer.ts';
export { maakWerkruimte, maakWerktabel, voerUit, type Werkkolom, werk } from './werkruimte.ts';
