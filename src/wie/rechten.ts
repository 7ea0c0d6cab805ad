/**
 * The capacity in which somebody acts. The board of a school is a party to the act; the LeerID-databeheerder does
 * its work in the Schoolloket (S2, manual ch. 2). The operator types commands on the machine.
 */
export type Hoedanigheid = 'schoolbestuur' | 'leerid_databeheerder' | 'operator';

/**
 * What needs a capacity, and which capacities suffice. The act itself says who may end it:
 * `protocol/stopbevoegdheid.ts`.
 */
const WIE_MAG = {
  /**
   * S2, manual ch. 2: only this one starts the sharing. What a board declared before migration 032 does not
   * count.
   */
  klassen_delen: ['leerid_databeheerder'],
  /** S2 art. 9: the school ends it for itself, so its board may end it too (readings 18 and 60). */
  klassen_stoppen: ['leerid_databeheerder', 'schoolbestuur'],
} as const satisfies Record<string, readonly Hoedanigheid[]>;

export type Handeling = keyof typeof WIE_MAG;
export type Bevoegde<H extends Handeling> = (typeof WIE_MAG)[H][number];

export function wieMag<H extends Handeling>(handeling: H): readonly Bevoegde<H>[] {
  return WIE_MAG[handeling];
}

export function mag(wie: Hoedanigheid, handeling: Handeling): boolean {
  return wieMag(handeling).some((een) => een === wie);
}
