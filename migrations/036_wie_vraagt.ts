import { type Kysely, sql } from 'kysely';

/**
 * The privacy log tells who acted, for what purpose and by which flow, and a row need not be about one pupil. What stands there is the
 * sign-in of a pupil himself: the defaults say so. They are for rows of before and for nodes of before that still write.
 * - The words are enums: four bytes each, in a table that gets millions of rows a day.
 * - A pupil who acts himself is `leerling_id`; his id does not stand in the row twice.
 * - No row is read for the checks while sign-ins wait (`not valid`): rows of before meet them by their defaults.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
create type privacylog_wie as enum ('leerling', 'client', 'pakket', 'medewerker', 'operator', 'machine');
create type privacylog_doel as enum ('toegang_tot_toepassing');
create type privacylog_stroom as enum ('bij_aanmelding', 'op_aanvraag', 'periodiek', 'eenmalig');
alter table privacylog
  add column wie_soort privacylog_wie not null default 'leerling',
  add column wie_id text,
  add column doel privacylog_doel not null default 'toegang_tot_toepassing',
  add column stroom privacylog_stroom not null default 'bij_aanmelding',
  alter column leerling_id drop not null,
  alter column account_uuid drop not null,
  add constraint wie_is_bekend check (
    case wie_soort when 'leerling' then wie_id is null and leerling_id is not null
      else wie_id is not null and wie_id <> '' end) not valid,
  add constraint leerling_met_account check (num_nonnulls(leerling_id, account_uuid) in (0, 2)) not valid,
  add constraint aanmelding_door_leerling check (stroom <> 'bij_aanmelding' or wie_soort = 'leerling') not valid,
  add constraint aanvraag_over_leerling check (stroom <> 'op_aanvraag' or leerling_id is not null) not valid;`)
    .execute(db);
}
