import { sql } from 'kysely';
import type { Database } from '../store/database.ts';

/** What a school and the Schoolloket decided about one pupil and one application. */
export interface Schoolkeuzes {
  /** Schools of the pupil that work with the application today. */
  samenwerkendeScholen: ReadonlySet<string>;
  zichtbaar: boolean;
}

/** In one round trip, by the account, so that it can run beside the reading of the pupil. */
export async function leesSchoolkeuzes(
  db: Database,
  accountUuid: string,
  clientId: string,
  vandaag: Temporal.PlainDate,
): Promise<Schoolkeuzes> {
  const dag = vandaag.toString();
  const { rows } = await sql<{ scholen: string[]; zichtbaar: boolean }>`
    select
      array(
        select s.instellingsnummer from samenwerkingen s
        where s.client_id = ${clientId} and s.van <= ${dag} and (s.tot is null or s.tot >= ${dag})
          and s.instellingsnummer in (select i.instellingsnummer from inschrijvingen i where i.leerling_id = a.leerling_id)
      ) as scholen,
      exists(select from zichtbaarheid z where z.leerling_id = a.leerling_id and z.client_id = ${clientId}) as zichtbaar
    from accounts a where a.account_uuid = ${accountUuid}`.execute(db);
  return { samenwerkendeScholen: new Set(rows[0]?.scholen), zichtbaar: rows[0]?.zichtbaar ?? false };
}
