/** What the register shows to the other rooms. */

export { accountsVan, blokkeerLeerling, deblokkeerLeerling, leerlingVan, neemLeerling } from './account.ts';
export { wisUitSamenvoegingen, zoekInSamenvoegingen } from './bewaring/aanhang_wissen.ts';
export { BEWARING_KLAS, type Bewaartermijnen } from './bewaring/bewaartermijn.ts';
export { type Bewaartelling, handhaafBewaring, proefBewaring } from './bewaring/bewaring.ts';
export { vensters } from './bewaring/verlopen.ts';
export { type Laadbenodigdheden, type Laadopties, type Laadstap, laadDiscimus } from './discimus/laad_discimus.ts';
export { Weigering } from './discimus/lezen/geweigerde_levering.ts';
export { KOLOMMEN } from './discimus/lezen/leveringskolommen.ts';
export type { Achterblijver } from './discimus/scholen/schoolkeuzes.ts';
export { leesOnbevestigde } from './discimus/toepassen/onbevestigd.ts';
export { type BewaardVerslag, type Laadverslag, leesVerslagen } from './discimus/verslag/ladingsverslag.ts';
export { leesTwijfels, type Twijfel } from './discimus/verslag/twijfellijst.ts';
export { heeftUitval, schrijfUitkomst, schrijfUitval } from './discimus/verslag/uitval.ts';
export { isEmailadres } from './emailadres.ts';
export { type Emailstand, geefEmail, leesEmailstand } from './gegeven_email.ts';
export { actieveInschrijvingen, isActief } from './inschrijving.ts';
export { inszControle, inszHash } from './insz.ts';
export { type Inschrijving, type Leerling, leerlingSql, leerlingVanAccount } from './leerling.ts';
export { koppelTwijfel, type Twijfelbeslissing } from './wie_is_wie/koppel_twijfel.ts';
export { type Ontkoppeling, ontkoppel } from './wie_is_wie/ontkoppel.ts';
export { leesSamenvoegingen, type Samenvoeging } from './wie_is_wie/samenvoegingen.ts';
