import { type Kysely, sql } from 'kysely';

/**
 * Which applications are open, and what is needed to tell one that it closed after its dossier is gone. Who removes a row ends, in
 * the same transaction, all that the application got since: so that a closing happens once, however many nodes saw it or died.
 * `lezing` tells which reading of the configuration keeps it open, `bevestigd_op` when some node last found it so.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
create table open_toepassingen (
  client_id text primary key,
  protocol text not null,
  tot date,
  lezing text not null,
  backchannel_logout_uri text,
  id_token_signed_response_alg text not null,
  geopend_op timestamptz not null default now(),
  bevestigd_op timestamptz not null default now()
) with (fillfactor = 50);`)
    .execute(db);
}
