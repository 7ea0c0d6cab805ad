import { type RawBuilder, sql } from 'kysely';

/**
 * Keeps those rows of `oidc_session_clients` under which something was handed over, at least `sub`. The
 * privacy log marks these rows (`logopdracht.ts`). A logout token names a pupil, so no other application gets
 * one. The rows are locked before the mark is read. So this waits for a handing-over of the same moment. A
 * later handing-over finds its row locked or gone, and hands nothing over.
 * docs/keuzes/sessies.md#a-logout-is-told-only-to-who-got-the-pupils-sub
 * @param rijen a query for the rows, as `c`, without an order
 */
export function meegedeeld(rijen: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(with vast as materialized (${rijen} order by c.session_uid, c.client_id for update of c)
    select * from vast where meegedeeld)`;
}
