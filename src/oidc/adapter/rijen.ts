import { type Kysely, sql } from 'kysely';
import type { Database } from '../../store/database.ts';

/** What every object of OpenID Connect shares, on the library's side and on ours. Times of the library are epoch seconds. */

export type Rij = Record<string, unknown> & { id: string };
export type Inhoud = Record<string, unknown> & { jti?: string; iat?: number; exp?: number };

export type OidcTabel =
  | 'oidc_sessions'
  | 'oidc_interactions'
  | 'oidc_grants'
  | 'oidc_authorization_codes'
  | 'oidc_access_tokens'
  | 'oidc_pushed_authorization_requests'
  | 'oidc_replay_detection';

/** The tables differ in columns, not in how a row is found or kept; here, and only here, they are taken as one shape. */
function alsRijen(db: Database) {
  return db as unknown as Kysely<Record<OidcTabel, Record<string, unknown>>>;
}

/** Identifiers come from the browser: whatever can't be one of ours is not looked up. */
export function isId(waarde: string): boolean {
  return /^[A-Za-z0-9_-]{1,128}$/.test(waarde);
}

export async function zoekRij(
  db: Database,
  tabel: OidcTabel,
  kolommen: readonly string[],
  id: string,
): Promise<Rij | undefined> {
  if (!isId(id)) return undefined;
  return (await alsRijen(db).selectFrom(tabel).select(kolommen).where('id', '=', id).executeTakeFirst()) as
    | Rij
    | undefined;
}

export async function voegToe(db: Database, tabel: OidcTabel, rij: Rij): Promise<void> {
  await alsRijen(db).insertInto(tabel).values(rij).execute();
}

/** For objects that the library saves more than once under the same identifier; `iat`, and so the partition, stays. */
export async function bewaarRij(db: Database, tabel: OidcTabel, rij: Rij): Promise<void> {
  const { id: _zelfde, gemaakt_op: _blijft, ...rest } = rij;
  await alsRijen(db)
    .insertInto(tabel)
    .values(rij)
    .onConflict((conflict) => conflict.columns(['id', 'gemaakt_op']).doUpdateSet(rest))
    .execute();
}

export async function verwijderRij(db: Database, tabel: OidcTabel, id: string): Promise<void> {
  if (isId(id)) await alsRijen(db).deleteFrom(tabel).where('id', '=', id).execute();
}

/** One statement decides who was first. False: somebody else was, or there is no such row. */
export async function verbruikRij(db: Database, tabel: OidcTabel, id: string): Promise<boolean> {
  const { numUpdatedRows } = await alsRijen(db)
    .updateTable(tabel)
    .set({ consumed_op: Temporal.Now.instant().toString() })
    .where('id', '=', id)
    .where('consumed_op', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Adds a row only if its identifier is new, whatever day it was made. False: it was there already. */
export async function voegNieuwToe(db: Database, tabel: OidcTabel, rij: Rij): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${rij.id}, 0))`.execute(trx);
    if (await zoekRij(trx, tabel, ['id'], rij.id)) return false;
    await voegToe(trx, tabel, rij);
    return true;
  });
}

export async function verwijderVanGrant(db: Database, tabel: OidcTabel, grantId: string): Promise<void> {
  if (isId(grantId)) await alsRijen(db).deleteFrom(tabel).where('grant_id', '=', grantId).execute();
}

/** The columns that every object has. */
export function naarBasis(id: string, inhoud: Inhoud) {
  return { id, gemaakt_op: naarTijdstip(inhoud.iat), verloopt_op: naarTijdstip(inhoud.exp) };
}

export function vanBasis(rij: Rij, kind: string): Inhoud {
  return { jti: rij.id, kind, iat: naarSeconden(rij.gemaakt_op), exp: naarSeconden(rij.verloopt_op) };
}

export function naarTijdstip(seconden: number | undefined): string {
  return Temporal.Instant.fromEpochMilliseconds(Math.floor(seconden ?? 0) * 1000).toString();
}

export function naarSeconden(tijdstip: unknown): number {
  return Math.floor((tijdstip as Temporal.Instant).epochMilliseconds / 1000);
}

export function naarJson(waarde: unknown): string | null {
  return waarde === undefined || waarde === null ? null : JSON.stringify(waarde);
}

/** The library tells "absent" by undefined, the database by null. */
export function zonderLege(waarden: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(waarden).filter(([, waarde]) => waarde !== null && waarde !== undefined));
}
