import { sql } from 'kysely';
import type { Database } from '../../../store/index.ts';
import { GeweigerdeLevering, type Manifest } from '../lezen/index.ts';

import type { Achterblijver } from './achterblijvers.ts';

/** What a load did, in numbers of lines, enrolments and pupils. */
export interface Laadverslag {
  regels: number;
  /** Lines that were the same the load before. */
  ongewijzigd: number;
  toegevoegd: number;
  gewijzigd: number;
  beeindigd: number;
  geweigerd: number;
  /** Persons on the review list. */
  twijfel: number;
  geidentificeerd: number;
  insz_gewijzigd: number;
  samengevoegd: number;
  /**
   * The number of user names that need a new letter, because another school than the pupil's own now gave
   * what they sign in with.
   */
  gebruikersnamen_afgesloten: number;
  leerlingen_nieuw: number;
  leerlingen_gewijzigd: number;
  scholen_verhuisd: number;
  /**
   * Applications that those schools worked with, and that do not go on under the new number for all pupils.
   */
  achtergebleven: Achterblijver[];
  /** Whether a line could not be read far enough to know whose it is. Nothing ended then. */
  einden_opgeschort: boolean;
  /** How long the load took, in seconds. */
  duur: number;
}

/**
 * @throws GeweigerdeLevering when a later day was loaded before, because an old delivery would take pupils
 * back in time
 */
export async function eisNieuwer(trx: Database, peildatum: string): Promise<void> {
  const { rows } = await sql<{ laatste: string | null }>`
    select max(tellingen ->> 'peildatum') as laatste from verslagen where soort = 'discimus'`.execute(trx);
  const laatste = rows[0]?.laatste;
  if (laatste && laatste > peildatum)
    throw new GeweigerdeLevering(
      'ouder_dan_vorige',
      `Deze levering is van ${peildatum}, en die van ${laatste} is al geladen. Er is niets veranderd. Laad ze met --toch als dat de bedoeling is.`,
    );
}

/** Keeps the report in the register, in the transaction of the load. */
export async function bewaarVerslag(
  trx: Database,
  { soort, peildatum, bestanden }: Manifest,
  verslag: Laadverslag,
  begonnen: Temporal.Instant,
  klaar: Temporal.Instant,
): Promise<void> {
  await trx
    .insertInto('verslagen')
    .values({
      soort: 'discimus',
      begonnen_op: begonnen.toString(),
      klaar_op: klaar.toString(),
      kenmerk: bestanden.find(({ inhoud }) => inhoud === 'inschrijvingen')?.sha256 ?? '',
      tellingen: JSON.stringify({ levering: soort, peildatum, ...verslag }),
    })
    .execute();
}

export interface BewaardVerslag {
  klaar_op: Temporal.Instant;
  /** Loads of earlier versions do not say what stayed behind. */
  tellingen: Omit<Laadverslag, 'achtergebleven'> &
    Partial<Pick<Laadverslag, 'achtergebleven'>> &
    Pick<Manifest, 'peildatum'> & { levering: Manifest['soort'] };
}

/** The last loads, the newest first. */
export async function leesVerslagen(db: Database, aantal: number): Promise<BewaardVerslag[]> {
  const rijen = await db
    .selectFrom('verslagen')
    .select(['klaar_op', 'tellingen'])
    .where('soort', '=', 'discimus')
    .orderBy('klaar_op', 'desc')
    .limit(aantal)
    .execute();
  return rijen as BewaardVerslag[];
}
