import { type Kysely, sql } from 'kysely';

/**
 * Messages to the contacts of parties about their acts. The index makes each one exist once, whichever node finds it
 * first and however often. A row is kept: it shows that the party was told, and in which words.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
create table berichten (
  id uuid primary key default uuidv7(),
  protocol text not null,
  kenmerk text not null,
  soort text not null,
  dag date not null,
  partij text not null,
  kanaal text not null check (kanaal in ('email', 'webhook')),
  adres text not null,
  onderwerp text not null check (onderwerp !~ '[[:cntrl:]]'),
  tekst text not null,
  gemaakt_op timestamptz not null,
  verzonden_op timestamptz,
  vervallen_op timestamptz,
  pogingen int not null default 0 check (pogingen >= 0),
  fout text,
  constraint verzonden_of_vervallen check (num_nonnulls(verzonden_op, vervallen_op) < 2)
);
create unique index berichten_een_keer_idx on berichten (protocol, kenmerk, partij, kanaal, adres);
create index berichten_wachtend_idx on berichten (gemaakt_op) where verzonden_op is null and vervallen_op is null;`)
    .execute(db);
}
