import type { Afmelder, EenKamer } from '../kamer.ts';
import type { Klok } from '../klok.ts';
import { type Bewaartelling, type Bewaartermijnen, handhaafBewaring } from '../register/index.ts';
import type { Taak, Werkrooster } from '../store/index.ts';

/** Every night, after the load of the register and before the first pupils. */
export const BEWARING: Taak = { naam: 'bewaring', elke: '30 3 * * *' };

export interface Bewaarbenodigdheden {
  afmelder: Afmelder;
  klok: Klok;
  bewaartermijnen: Bewaartermijnen;
  kamers: readonly EenKamer[];
}

/**
 * Erases what was kept until its term ended. When such an account is signed in, its applications get a
 * message.
 */
export function bewaar({ afmelder, klok, bewaartermijnen, kamers }: Bewaarbenodigdheden): Promise<Bewaartelling> {
  return handhaafBewaring({
    db: afmelder.db,
    klok,
    termijnen: bewaartermijnen,
    kamers,
    beeindig: afmelder.meldAccountsAf,
  });
}

export async function bewaarElkeNacht(
  nodig: Bewaarbenodigdheden & { rooster: Werkrooster },
  meld: (telling: Bewaartelling) => void,
): Promise<void> {
  await nodig.rooster.neemAan(BEWARING.naam, async () => meld(await bewaar(nodig)));
}
