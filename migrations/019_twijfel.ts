import { type Kysely, sql } from 'kysely';

/**
 * What a doubt about a person leaves behind. `gezegd` is the hash of what a line says of its pupil (names, birth date) and of its school:
 * with it the operator can accept that very thing, of that school, and nothing else. An enrolment that came by a weak key, in a
 * school where the pupil was not before, waits for somebody who knows. Doubts of before come back with the next full delivery.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
delete from beoordelingen where reden in ('andere_persoon_onder_insz', 'andere_persoon_onder_sleutel');
alter table beoordelingen add column gezegd text;
create table aanvaardingen (
  leerling_id uuid not null references leerlingen on delete cascade,
  gezegd text not null,
  vastgelegd_op timestamptz not null,
  primary key (leerling_id, gezegd)
);
alter table inschrijvingen add column onbevestigd_sinds timestamptz;
create index on inschrijvingen (instellingsnummer) where onbevestigd_sinds is not null;`)
    .execute(db);
}
