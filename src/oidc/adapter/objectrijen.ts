import { bundelopdracht, LEVEND } from '../../store/index.ts';

/** What every object of OpenID Connect shares, on the library's side and on ours. Times are the library's epoch seconds. */

export type Objectrij = Record<string, unknown> & { id: string };
export type Objectinhoud = Record<string, unknown> & { jti?: string; iat?: number; exp?: number };

export type OidcTabel =
  | 'oidc_sessions'
  | 'oidc_interactions'
  | 'oidc_grants'
  | 'oidc_authorization_codes'
  | 'oidc_access_tokens'
  | 'oidc_pushed_authorization_requests'
  | 'oidc_replay_detection';

interface Vorm {
  tabel: OidcTabel;
  kolommen: readonly { naam: string; type: string }[];
  herschrijfbaar?: true;
  samen?: Readonly<Record<string, string>>;
  vluchtig?: true;
  verder?: string;
}

/** Identifiers come from the browser: whatever can't be one of ours is not looked up. */
export function isId(waarde: string): boolean {
  return /^[A-Za-z0-9_-]{1,128}$/.test(waarde);
}

/** The row that fits, as a subquery: the first one in whatever day it was made. */
export function zoekSql({ tabel, kolommen, verder }: Vorm, waar: string): string {
  const namen = [...kolommen.map(({ naam }) => naam), ...(verder ? [verder] : [])];
  return `select id, date_part('epoch', gemaakt_op) as iat, date_part('epoch', verloopt_op) as exp,
    ${namen.join(', ')} from ${tabel} where ${waar} and ${LEVEND} limit 1`;
}

export function leesOpdracht(vorm: Vorm) {
  return bundelopdracht<{ id: string }, Objectrij>(`
    select v.i, rij.* from json_to_recordset($1::json) as v(i int, id text)
    cross join lateral (${zoekSql(vorm, 'id = v.id')}) rij`);
}

/** How the questions of a statement become rows: `json` travels as text, see `soorten.ts`. */
export function vragenSql({ kolommen }: Vorm, verder = ''): string {
  const typen = kolommen.map(({ naam, type }) => `${naam} ${type === 'json' ? 'text' : type}`);
  return `json_to_recordset($1::json) as v(i int, id text, iat bigint, exp bigint, ${typen.join(', ')}${verder})`;
}

/**
 * For this transaction alone: its commit does not wait for the disk. A plain restart loses nothing, a crash of PostgreSQL the
 * last half second.
 */
const WACHT_NIET = `cross join (select set_config('synchronous_commit', 'off', true)) wacht_niet`;

/** @param bron where the questions `v` come from, and a condition on them */
export function bewaarSql({ tabel, kolommen, herschrijfbaar, samen, vluchtig }: Vorm, bron: string): string {
  const namen = kolommen.map(({ naam }) => naam);
  const waarden = kolommen.map(({ naam, type }) => (type === 'json' ? `v.${naam}::json` : `v.${naam}`));
  // `gemaakt_op`, and so the partition, stays.
  const opnieuw = ['verloopt_op', ...namen].map((naam) => `${naam} = ${samen?.[naam] ?? `excluded.${naam}`}`);
  return `insert into ${tabel} as oud (id, gemaakt_op, verloopt_op, ${namen.join(', ')})
    select v.id, to_timestamp(v.iat), to_timestamp(v.exp), ${waarden.join(', ')} from ${bron}
    ${vluchtig ? WACHT_NIET : ''}
    ${herschrijfbaar ? `on conflict (id, gemaakt_op) do update set ${opnieuw.join(', ')}` : ''}`;
}

export function bewaarOpdracht(vorm: Vorm) {
  return bundelopdracht<Objectrij>(bewaarSql(vorm, vragenSql(vorm)));
}

/** One statement decides who was first. No answer: somebody else was, or there is no such row. */
export function verbruikOpdracht({ tabel }: Vorm) {
  return bundelopdracht<{ id: string }>(`
    with v as materialized (
      select id, min(i) as i from json_to_recordset($1::json) as v(i int, id text) group by id
    ), verbruikt as (
      update ${tabel} set consumed_op = now() where id = any(array(select id from v order by id)) and consumed_op is null
      returning id
    )
    select v.i from v join verbruikt using (id)`);
}

export function verwijderOpdracht({ tabel }: Pick<Vorm, 'tabel'>) {
  return bundelopdracht<{ id: string }>(`
    delete from ${tabel} where id = any(array(select id from json_to_recordset($1::json) as v(id text) order by id))`);
}

/** All that came from one grant. */
export function intrekOpdracht({ tabel }: Pick<Vorm, 'tabel'>) {
  return bundelopdracht<{ id: string }>(`
    delete from ${tabel} where grant_id = any(array(select id from json_to_recordset($1::json) as v(id text) order by id))`);
}
