import type { Selectable } from 'kysely';
import { type Afbouwplicht, afbouw, type Levensloop, type Versiestand } from '../protocol/index.ts';
import type { Database, Tabellen } from '../store/index.ts';

/**
 * The word of a recipient that it destroyed what it received. It stays. One that was wrong is followed by another,
 * with the next number: the last one counts.
 */
export type Attest = Selectable<Tabellen['vernietigingsattesten']>;

/** A duty after the end of an act, with the attest that it was met. */
export interface Afbouwstand extends Afbouwplicht {
  protocol: string;
  attest: Attest | undefined;
  /** Its last day is past, and nobody attested. */
  isTeLaat: boolean;
}

export async function leesAttesten(db: Database): Promise<Attest[]> {
  return db
    .selectFrom('vernietigingsattesten')
    .selectAll()
    .orderBy('protocol')
    .orderBy('ontvanger')
    .orderBy('volgnummer')
    .execute();
}

/** @returns false where an attest with this number is there already. That one stays */
export async function legAttestVast(
  db: Database,
  attest: Omit<Attest, 'vastgelegd_op'>,
  nu: Temporal.Instant,
): Promise<boolean> {
  const rij = await db
    .insertInto('vernietigingsattesten')
    .values({ ...attest, vastgelegd_op: nu.toString() })
    .onConflict((conflict) => conflict.columns(['protocol', 'ontvanger', 'volgnummer']).doNothing())
    .returning('protocol')
    .executeTakeFirst();
  return rij !== undefined;
}

/**
 * Every duty of the texts that ended, met or not. Who reminds recipients takes those without an attest.
 * docs/keuzes/levensloop.md#after-the-end-each-term-runs-from-the-last-day
 */
export function afbouwVan(
  lopen: Iterable<Levensloop>,
  attesten: readonly Attest[],
  vandaag: Temporal.PlainDate,
): Afbouwstand[] {
  return [...lopen].flatMap(({ naam, versies }) => {
    const begonnen = versies.filter((versie) => heeftGegolden(versie, vandaag));
    return begonnen.flatMap((versie, plaats) =>
      plichtenVan(versie, begonnen.slice(plaats + 1), vandaag).map((plicht) => {
        const laatste = attesten.findLast((een) => een.protocol === naam && geldtVoor(een, plicht));
        const attest = laatste && dekt(laatste, plicht) ? laatste : undefined;
        const isTeLaat = !attest && Temporal.PlainDate.compare(plicht.uiterlijk, vandaag) < 0;
        return { protocol: naam, ...plicht, attest, isTeLaat };
      }),
    );
  });
}

/** Its first day is past, it began before it ended, and it is no text that the parties of an older one refused. */
function heeftGegolden({ begint, eindigt, geldigheid }: Versiestand, vandaag: Temporal.PlainDate): boolean {
  const { compare } = Temporal.PlainDate;
  if (!begint || compare(begint, vandaag) > 0 || (eindigt && compare(begint, eindigt) >= 0)) return false;
  return geldigheid.in_werking || geldigheid.reden !== 'geen_opvolger';
}

/**
 * The duties of a text that no longer holds. What a later text gives the same recipient goes on under that text:
 * its duty comes at the end of that one.
 */
function plichtenVan(
  { protocol, eindigt }: Versiestand,
  later: readonly Versiestand[],
  vandaag: Temporal.PlainDate,
): Afbouwplicht[] {
  if (!eindigt || Temporal.PlainDate.compare(eindigt, vandaag) > 0) return [];
  const nogGegeven = later.flatMap((versie) => afbouw(versie.protocol, eindigt));
  return afbouw(protocol, eindigt).flatMap((plicht) => {
    const verder = new Set(
      nogGegeven.filter(({ ontvanger }) => ontvanger === plicht.ontvanger).flatMap(({ gegevens }) => gegevens),
    );
    const gegevens = plicht.gegevens.filter((code) => !verder.has(code));
    return gegevens.length ? [{ ...plicht, gegevens }] : [];
  });
}

/** Of the recipient as a whole, or of the one keeper that the act names. */
export function geldtVoor({ ontvanger, bij }: Pick<Attest, 'ontvanger' | 'bij'>, plicht: Afbouwplicht): boolean {
  return ontvanger === plicht.ontvanger && (bij === '' || bij === plicht.bij);
}

/** A destruction covers what was handed over until its day, and nothing that came after it. */
export function dekt({ vernietigd_op }: Pick<Attest, 'vernietigd_op'>, { laatsteDag }: Afbouwplicht): boolean {
  return Temporal.PlainDate.compare(vernietigd_op, laatsteDag) >= 0;
}
