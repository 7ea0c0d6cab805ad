import type { EenKamer } from '../kamer.ts';
import type { Klok } from '../klok.ts';
import { type Bewaartelling, type Bewaartermijnen, handhaafBewaring } from '../register/index.ts';
import type { Taak, Werkrooster } from '../store/index.ts';
import { type Afmelder, meldAccountsAf } from './afmelden/meld_af.ts';

/** In the night, between the load of the register and the first pupils. */
export const BEWARING: Taak = { naam: 'bewaring', elke: '30 3 * * *' };

export type Bewaarbenodigdheden = Afmelder & {
  klok: Klok;
  bewaartermijnen: Bewaartermijnen;
  kamers: readonly EenKamer[];
};

/** Erases what lasted its term. Applications where such an account is signed in hear of it. */
export function bewaar({ klok, bewaartermijnen, kamers, ...nodig }: Bewaarbenodigdheden): Promise<Bewaartelling> {
  return handhaafBewaring({
    db: nodig.db,
    klok,
    termijnen: bewaartermijnen,
    kamers,
    beeindig: (trx, accounts) => meldAccountsAf(nodig, trx, accounts),
  });
}

export async function bewaarElkeNacht(
  nodig: Bewaarbenodigdheden & { rooster: Werkrooster },
  meld: (telling: Bewaartelling) => void,
): Promise<void> {
  await nodig.rooster.neemAan(BEWARING.naam, async () => meld(await bewaar(nodig)));
}
