import { type Kysely, sql } from 'kysely';

/**
 * Witnesses cosign checkpoints of the privacy log.
 * - A cosignature is proof: it is only added. A checkpoint of another size has cosignatures of its own.
 * - How each witness stands is one row, which is changed: which size it cosigned last, whether it answers, and when it
 *   is asked again. Whoever moves that moment on asks; no other node does meanwhile.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
create table medeondertekeningen (
  omvang bigint not null references privacylogcheckpoints,
  partij text not null,
  sleutelnummer text not null check (sleutelnummer ~ '^[0-9a-f]{8}$'),
  regel text not null check (regel ~ '^— [^[:space:]]+ [A-Za-z0-9+/]+={0,2}\\n$'),
  gezet_op timestamptz not null,
  primary key (omvang, partij, sleutelnummer)
);
create function medeondertekening_blijft() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  raise exception 'medeondertekeningen: cosignatures are never changed or removed';
end $$;
create trigger medeondertekening_blijft before update or delete on medeondertekeningen
  for each row execute function medeondertekening_blijft();
create trigger medeondertekeningen_blijven before truncate on medeondertekeningen
  for each statement execute function medeondertekening_blijft();

create table getuigenstanden (
  partij text primary key,
  omvang bigint,
  stand text not null check (stand in ('nieuw', 'volgt', 'zwijgt', 'weigert')),
  reden text,
  sinds timestamptz not null default now(),
  pogingen int not null default 0 check (pogingen >= 0),
  volgende_op timestamptz not null,
  constraint wie_niet_volgt_heeft_reden check ((reden is not null) = (stand in ('zwijgt', 'weigert')))
);`)
    .execute(db);
}
