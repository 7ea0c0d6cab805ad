/**
 * What the register shows to the other rooms. The load of the register has a face of its own,
 * `discimus/index.ts`, because a server never needs it.
 */

export { accountsVan, blokkeerLeerling, deblokkeerLeerling, leerlingVan, neemLeerling } from './account.ts';
export { wisUitSamenvoegingen, zoekInSamenvoegingen, zonderRijen } from './bewaring/aanhang_wissen.ts';
export { type Bewaartermijnen, bewaargrens } from './bewaring/bewaartermijn.ts';
export { type Bewaartelling, handhaafBewaring, proefBewaring } from './bewaring/bewaring.ts';
export { schrijfBewaringsverslag } from './bewaring/bewaringsverslag.ts';
export { reeksen } from './bewaring/reeksen.ts';
export { isEmailadres } from './emailadres.ts';
export { isIemandGeblokkeerdSinds } from './geblokkeerd_sinds.ts';
export { actieveInschrijvingen, isActief, laatsteDagSql } from './inschrijving.ts';
export { alsLeerling, type Inschrijvingsrij, inschrijvingsrijenSql } from './inschrijvingsrij.ts';
export { inszControle, inszHash } from './insz.ts';
export { type Inschrijving, type Leerling, leerlingSql, leerlingVanAccount } from './leerling.ts';
export {
  kiesAlle,
  kiesOpSleutel,
  kiesVanSchool,
  type Leerlingkeuze,
  type Leerlingsleutel,
} from './leerlingkeuze.ts';
export { leesSamenvoegstand } from './samenvoegstand.ts';
export { leesLeerlingVanAccount, leesVroegereLeerlingen } from './vroegere_leerling.ts';
export { koppelTwijfel, type Twijfelbeslissing } from './wie_is_wie/koppel_twijfel.ts';
export { leesOnbevestigde, type OnbevestigdeInschrijving } from './wie_is_wie/onbevestigde_inschrijvingen.ts';
