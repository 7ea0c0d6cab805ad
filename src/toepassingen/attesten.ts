import type { Selectable } from 'kysely';
import { type Afbouwplicht, afbouw, type Levensloop } from '../protocol/index.ts';
import type { Database, Tabellen } from '../store/index.ts';

/** The word of a recipient that it destroyed what it received. It is said once, and stays. */
export type Attest = Selectable<Tabellen['vernietigingsattesten']>;

/** A duty after the end of an act, with the attest that it was met. */
export interface Afbouwstand extends Afbouwplicht {
  protocol: string;
  attest: Attest | undefined;
  /** Its last day is past, and nobody attested. */
  isTeLaat: boolean;
}

export async function leesAttesten(db: Database): Promise<Attest[]> {
  return db.selectFrom('vernietigingsattesten').selectAll().orderBy('protocol').orderBy('ontvanger').execute();
}

/** @returns false where the recipient attested before. Its first word stays */
export async function legAttestVast(
  db: Database,
  attest: Omit<Attest, 'vastgelegd_op'>,
  nu: Temporal.Instant,
): Promise<boolean> {
  const rij = await db
    .insertInto('vernietigingsattesten')
    .values({ ...attest, vastgelegd_op: nu.toString() })
    .onConflict((conflict) => conflict.columns(['protocol', 'ontvanger']).doNothing())
    .returning('protocol')
    .executeTakeFirst();
  return rij !== undefined;
}

/** Every duty of the acts that ended, met or not. Who reminds recipients takes those without an attest. */
export function afbouwVan(
  lopen: Iterable<Levensloop>,
  attesten: readonly Attest[],
  vandaag: Temporal.PlainDate,
): Afbouwstand[] {
  return [...lopen].flatMap(({ naam, tekst, einde, isVoorbij }) => {
    if (!tekst || !einde || !isVoorbij) return [];
    return afbouw(tekst.protocol, einde.vanaf).map((plicht) => {
      const attest = attesten.find((een) => een.protocol === naam && een.ontvanger === plicht.ontvanger);
      const isTeLaat = !attest && Temporal.PlainDate.compare(plicht.uiterlijk, vandaag) < 0;
      return { protocol: naam, ...plicht, attest, isTeLaat };
    });
  });
}
