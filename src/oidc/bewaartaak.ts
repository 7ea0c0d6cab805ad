import type { EenKamer } from '../kamer.ts';
import type { Klok } from '../klok.ts';
import { type Bewaartelling, type Bewaartermijnen, handhaafBewaring } from '../register/index.ts';
import type { Taak, Werkrooster } from '../store/index.ts';
import { type Afmelder, meldAccountsAf } from './afmelden/meld_af.ts';

/** Every night, after the load of the register and before the first pupils. */
export const BEWARING: Taak = { naam: 'bewaring', elke: '30 3 * * *' };

export type Bewaarbenodigdheden = Afmelder & {
  klok: Klok;
  bewaartermijnen: Bewaartermijnen;
  kamers: readonly EenKamer[];
};

/** Erases what was kept for its term. Where such an account is signed in, the applications hear of it. */
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
