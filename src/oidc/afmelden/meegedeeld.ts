import { type RawBuilder, sql } from 'kysely';

/**
 * Of these rows of `oidc_session_clients` those under which something was handed over, `sub` at least (the mark of `privacylog.ts`):
 * a logout token names a pupil, so nobody else gets one. The lock comes before the mark is read: what is being handed over at this
 * moment is waited for, and what comes later finds its row held or gone and hands nothing over.
 * docs/keuzes/sessies.md#a-logout-is-told-only-to-who-got-the-pupils-sub
 * @param rijen a query for them, as `c`, without an order
 */
export function meegedeeld(rijen: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(with vast as materialized (${rijen} order by c.session_uid, c.client_id for update of c)
    select * from vast where meegedeeld)`;
}
