import { aanmelden } from './aanmelden/kamer.ts';
import { berichten } from './berichten/kamer.ts';
import type { Instellingen } from './config.ts';
import { Huis } from './huis.ts';
import type { Kern } from './kamer.ts';
import { klasinformatie } from './klasinformatie/kamer.ts';
import { mededeling } from './mededeling/kamer.ts';
import { oidc } from './oidc/kamer.ts';
import { openbaar } from './openbaar/kamer.ts';
import { privacy } from './privacy/kamer.ts';
import { protocol } from './protocol/kamer.ts';
import { register } from './register/kamer.ts';
import { store } from './store/kamer.ts';
import { toepassingen } from './toepassingen/kamer.ts';
import { toetsen } from './toetsen/kamer.ts';
import type { Koekjesstempel, Verzegelaar } from './web/index.ts';

/** What the server has before any room is open. */
export type Begane = Kern & { instellingen: Instellingen; stempel: Koekjesstempel; verzegeldKoekje: Verzegelaar };

/** The rooms, each after those that give it what it needs. A new room is one more line here. */
export const HUIS = new Huis<Begane>()
  .met(store)
  .met(protocol)
  .met(privacy)
  .met(register)
  .met(toepassingen)
  .met(openbaar)
  .met(berichten)
  .met(klasinformatie)
  .met(toetsen)
  .met(mededeling)
  .met(oidc)
  .met(aanmelden);
