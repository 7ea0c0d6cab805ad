import type { Database } from '../../../store/index.ts';

export interface Samenvoeging {
  id: string;
  /** The pupil that stayed. */
  leerling_id: string;
  samengevoegd_op: Temporal.Instant;
  ontkoppeld_op: Temporal.Instant | null;
  /** The user names that sign in to the pupil that stayed. */
  gebruikersnamen: string[];
}

/** Merges, the newest first: those of the pupil with one user name, or the last few. */
export async function leesSamenvoegingen(
  db: Database,
  gebruikersnaam: string | undefined,
  aantal: number,
): Promise<Samenvoeging[]> {
  const alle = db
    .selectFrom('samenvoegingen as s')
    .select((eb) => [
      's.id',
      's.leerling_id',
      's.samengevoegd_op',
      's.ontkoppeld_op',
      eb
        .selectFrom('aanmeldmiddelen as m')
        .innerJoin('accounts as a', 'a.account_uuid', 'm.account_uuid')
        .select((een) => een.fn.coalesce(een.fn.agg<string[]>('array_agg', ['m.gebruikersnaam']), een.val([])).as('n'))
        .whereRef('a.leerling_id', '=', 's.leerling_id')
        .as('gebruikersnamen'),
    ])
    .orderBy('s.id', 'desc')
    .limit(aantal);
  const rijen = await (gebruikersnaam === undefined
    ? alle
    : alle.where('s.leerling_id', 'in', (eb) =>
        eb
          .selectFrom('aanmeldmiddelen as m')
          .innerJoin('accounts as a', 'a.account_uuid', 'm.account_uuid')
          .select('a.leerling_id')
          .where('m.gebruikersnaam', '=', gebruikersnaam),
      )
  ).execute();
  return rijen.map((rij) => ({ ...rij, gebruikersnamen: rij.gebruikersnamen ?? [] }));
}
