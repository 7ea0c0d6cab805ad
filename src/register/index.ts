/** What the register shows to the other rooms. */
export { accountVan, blokkeerAccount, deblokkeerAccount } from './account.ts';
export { type Bewaartelling, handhaafBewaring, proefBewaring } from './bewaring.ts';
export { type Laadbenodigdheden, type Laadopties, laadDiscimus } from './discimus/laad.ts';
export { schrijfUitkomst, schrijfUitval } from './discimus/uitval.ts';
export type { Laadverslag } from './discimus/verslag.ts';
export { Weigering } from './discimus/weigering.ts';
export { actieveInschrijvingen, isActief } from './inschrijving.ts';
export { inszHash } from './insz.ts';
export { type Inschrijving, type Leerling, leerlingSql, leerlingVanAccount } from './leerling.ts';
export { type Ontkoppeling, ontkoppel } from './ontkoppel.ts';
