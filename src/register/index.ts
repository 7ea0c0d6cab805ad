/** What the register shows to the other rooms. */
export { wisUitSamenvoegingen } from './aanhang_wissen.ts';
export { accountsVan, blokkeerLeerling, deblokkeerLeerling, leerlingVan, neemLeerling } from './account.ts';
export { BEWARING_KLAS, type Bewaartermijnen } from './bewaartermijn.ts';
export { type Bewaartelling, handhaafBewaring, proefBewaring } from './bewaring.ts';
export { leesOnbevestigde } from './discimus/bevestiging.ts';
export { KOLOMMEN } from './discimus/kolommen.ts';
export { type Laadbenodigdheden, type Laadopties, type Laadstap, laadDiscimus } from './discimus/laad.ts';
export { leesTwijfels, type Twijfel } from './discimus/twijfellijst.ts';
export { heeftUitval, schrijfUitkomst, schrijfUitval } from './discimus/uitval.ts';
export { type BewaardVerslag, type Laadverslag, leesVerslagen } from './discimus/verslag.ts';
export { Weigering } from './discimus/weigering.ts';
export { actieveInschrijvingen, isActief } from './inschrijving.ts';
export { inszHash } from './insz.ts';
export { type Koppeling, koppel } from './koppel.ts';
export { type Inschrijving, type Leerling, leerlingSql, leerlingVanAccount } from './leerling.ts';
export { type Ontkoppeling, ontkoppel } from './ontkoppel.ts';
export { leesSamenvoegingen, type Samenvoeging } from './samenvoegingen.ts';
