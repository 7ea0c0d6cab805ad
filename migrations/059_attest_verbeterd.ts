import { type Kysely, sql } from 'kysely';

/**
 * An attest can be wrong, and the row stays. So a second one may stand beside it, with the next number. It may also
 * be about one keeper of a recipient: an act can give two of them another term.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
alter table vernietigingsattesten
  add column volgnummer int not null default 1 check (volgnummer > 0),
  add column bij text not null default '' check (length(bij) <= 1000);
alter table vernietigingsattesten drop constraint vernietigingsattesten_pkey;
alter table vernietigingsattesten add primary key (protocol, ontvanger, volgnummer);`)
    .execute(db);
}
