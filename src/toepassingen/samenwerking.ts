import type { Database } from '../store/database.ts';

/** What a school and the Schoolloket decided about one pupil and one application. */
export interface Schoolkeuzes {
  /** Schools of the pupil that work with the application today. */
  samenwerkendeScholen: ReadonlySet<string>;
  zichtbaar: boolean;
}

export async function leesSchoolkeuzes(
  db: Database,
  leerlingId: string,
  clientId: string,
  vandaag: Temporal.PlainDate,
): Promise<Schoolkeuzes> {
  const dag = vandaag.toString();
  const [scholen, zichtbaar] = await Promise.all([
    db
      .selectFrom('samenwerkingen')
      .select('instellingsnummer')
      .where('client_id', '=', clientId)
      .where('van', '<=', dag)
      .where((eb) => eb.or([eb('tot', 'is', null), eb('tot', '>=', dag)]))
      .where('instellingsnummer', 'in', (eb) =>
        eb.selectFrom('inschrijvingen').select('instellingsnummer').where('leerling_id', '=', leerlingId),
      )
      .execute(),
    db
      .selectFrom('zichtbaarheid')
      .select('client_id')
      .where('leerling_id', '=', leerlingId)
      .where('client_id', '=', clientId)
      .executeTakeFirst(),
  ]);
  return {
    samenwerkendeScholen: new Set(scholen.map(({ instellingsnummer }) => instellingsnummer)),
    zichtbaar: zichtbaar !== undefined,
  };
}
