import {
  alleVan,
  bundelopdracht,
  LEVEND,
  recordsetSql,
  type Vraagkolommen,
  vraagtype,
  WACHT_NIET,
} from '../../store/index.ts';
import type { Objectrij, Objectsoort } from './objectsoort.ts';

/**
 * The statements that look up, keep, use and delete an object of OpenID Connect. They are the same for every
 * kind.
 */

/** Identifiers come from the browser. A text that can't be one of ours is not looked up. */
export function isId(waarde: string): boolean {
  return /^[A-Za-z0-9_-]{1,128}$/.test(waarde);
}

const OP_ID = { id: 'text' } as const;

/** The first row that matches, as a subquery, whatever day it was made on. */
export function zoekSql({ tabel, kolommen, verder }: Objectsoort, waar: string): string {
  const namen = [...kolommen.map(({ naam }) => naam), ...(verder ? [verder] : [])];
  return `select id, date_part('epoch', gemaakt_op) as iat, date_part('epoch', verloopt_op) as exp,
    ${namen.join(', ')} from ${tabel} where ${waar} and ${LEVEND} limit 1`;
}

export function leesOpdracht<Rij>(soort: Objectsoort<Rij>) {
  return bundelopdracht({
    vraag: OP_ID,
    tabel: alleVan<Objectrij & Rij>('rij'),
    sql: ({ vragen, v, kolommen }) => `
      select ${v.i}, ${kolommen} from ${vragen}
      cross join lateral (${zoekSql(soort, `id = ${v.id}`)}) rij`,
  });
}

/** The columns of a row to keep, as a question brings them. JSON travels as text: see `objectsoort.ts`. */
export function teBewaren({ kolommen }: Objectsoort): Vraagkolommen {
  const eigen = kolommen.map(({ naam, type }) => [naam, vraagtype(type === 'json' ? 'text' : type)]);
  return { id: 'text', iat: 'bigint', exp: 'bigint', ...Object.fromEntries(eigen) };
}

/**
 * Rows that may be there already are locked in one order, so that two statements never wait for each other.
 * @param bron where the questions `v` come from, and a condition on them
 */
export function bewaarSql({ tabel, kolommen, herschrijfbaar, samen, vluchtig }: Objectsoort, bron: string): string {
  const namen = kolommen.map(({ naam }) => naam);
  const waarden = kolommen.map(({ naam, type }) => (type === 'json' ? `v.${naam}::json` : `v.${naam}`));
  // `gemaakt_op` does not change, so the row stays in its partition.
  const opnieuw = ['verloopt_op', ...namen].map((naam) => `${naam} = ${samen?.[naam] ?? `excluded.${naam}`}`);
  return `insert into ${tabel} as oud (id, gemaakt_op, verloopt_op, ${namen.join(', ')})
    select v.id, to_timestamp(v.iat), to_timestamp(v.exp), ${waarden.join(', ')} from ${bron}
    ${vluchtig ? WACHT_NIET : ''}
    ${herschrijfbaar ? `order by v.id on conflict (id, gemaakt_op) do update set ${opnieuw.join(', ')}` : ''}`;
}

/**
 * Rows that questions bring along in a column of JSON, as the source of `bewaarSql`.
 * @param bron where the questions come from
 * @param kolom the SQL of that column, an array of rows
 */
export function meegebracht(soort: Objectsoort, bron: string, kolom: string): string {
  return `(select rij.* from ${bron} cross join lateral ${recordsetSql('rij', kolom, teBewaren(soort))}) v`;
}

export function bewaarOpdracht(soort: Objectsoort) {
  return bundelopdracht({ vraag: teBewaren(soort), sql: ({ vragen }) => bewaarSql(soort, vragen) });
}

/**
 * Marks an object as used. There is no answer when another request used it before, or when there is no such
 * row.
 */
export function verbruikOpdracht({ tabel }: Objectsoort) {
  return bundelopdracht({
    vraag: OP_ID,
    sql: ({ vragen, v }) => `
      with v as materialized (select ${v.id}, min(${v.i}) as i from ${vragen} group by ${v.id}),
      verbruikt as (
        update ${tabel} set consumed_op = now()
        where id = any(array(select ${v.id} from v order by ${v.id})) and consumed_op is null and ${LEVEND}
        returning id
      )
      select ${v.i} from v join verbruikt using (id)`,
  });
}

export function verwijderOpdracht({ tabel }: Objectsoort) {
  return bundelopdracht({
    vraag: OP_ID,
    sql: ({ vragen, v }) =>
      `delete from ${tabel} where id = any(array(select ${v.id} from ${vragen} order by ${v.id}))`,
  });
}

/** Deletes all that came from one grant. */
export function intrekOpdracht({ tabel }: Objectsoort) {
  return bundelopdracht({
    vraag: { grant_id: 'text' },
    sql: ({ vragen, v }) =>
      `delete from ${tabel} where grant_id = any(array(select ${v.grant_id} from ${vragen} order by ${v.grant_id}))`,
  });
}
