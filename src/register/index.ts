/** What the register shows to the other rooms. */

export { accountsVan, blokkeerLeerling, deblokkeerLeerling, leerlingVan, neemLeerling } from './account.ts';
export { wisUitSamenvoegingen, zoekInSamenvoegingen, zonderRijen } from './bewaring/aanhang_wissen.ts';
export { type Bewaartermijnen, bewaargrens } from './bewaring/bewaartermijn.ts';
export { type Bewaartelling, handhaafBewaring, proefBewaring } from './bewaring/bewaring.ts';
export { schrijfBewaringsverslag } from './bewaring/bewaringsverslag.ts';
export { reeksen } from './bewaring/reeksen.ts';
export {
  type Achterblijver,
  type BewaardVerslag,
  GeweigerdeLevering,
  heeftUitval,
  KOLOMMEN,
  type Laadbenodigdheden,
  type Laadopties,
  type Laadstap,
  type Laadverslag,
  laadDiscimus,
  leesSamenvoegingen,
  leesTwijfels,
  leesVerslagen,
  maakSamenvoegingOngedaan,
  type Ongedaanmaking,
  schrijfUitkomst,
  schrijfUitval,
  type Twijfel,
  type Twijfelcode,
} from './discimus/index.ts';
export { isEmailadres } from './emailadres.ts';
export { type Emailstand, geefEmail, leesEmailstand } from './gegeven_email.ts';
export { actieveInschrijvingen, isActief, laatsteDagSql } from './inschrijving.ts';
export { inszControle, inszHash } from './insz.ts';
export { type Inschrijving, type Leerling, leerlingSql, leerlingVanAccount } from './leerling.ts';
export { koppelTwijfel, type Twijfelbeslissing } from './wie_is_wie/koppel_twijfel.ts';
export { leesOnbevestigde } from './wie_is_wie/onbevestigde_inschrijvingen.ts';
