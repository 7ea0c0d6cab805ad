import { createHash } from 'node:crypto';
import { type Selectable, sql } from 'kysely';
import type { Database, Tabellen } from '../store/index.ts';
import type { Toepassing } from './dossiers/lees_toepassingen.ts';

/** The rows of the applications that are open, whichever node opened them. */

export type Openrij = Selectable<Tabellen['open_toepassingen']>;

/**
 * Identifies one reading of an application. When two nodes have different readings, one of them has a newer
 * folder, and neither knows which.
 */
export function lezingVan({ dossier, protocolHash }: Toepassing): string {
  return createHash('sha256')
    .update(JSON.stringify([dossier, protocolHash]))
    .digest('hex');
}

/** What a node writes about an application that it found open. */
export function alsOpenrij(toepassing: Toepassing) {
  const { dossier, protocol, protocolHash } = toepassing;
  return {
    client_id: dossier.client_id,
    protocol: protocol.protocol,
    tot: protocol.looptijd.tot ?? null,
    lezing: lezingVan(toepassing),
    protocol_hash: protocolHash,
    backchannel_logout_uri: dossier.backchannel_logout_uri ?? null,
    id_token_signed_response_alg: dossier.id_token.id_token_signed_response_alg,
  };
}

export async function leesOpenrijen(db: Database): Promise<Openrij[]> {
  return db.selectFrom('open_toepassingen').selectAll().orderBy('client_id').execute();
}

/**
 * Confirms that these applications are still open. Gives the time of opening of those that still have a row.
 */
export async function bevestigOpenrijen(
  db: Database,
  clients: readonly string[],
): Promise<Map<string, Temporal.Instant>> {
  const rijen = await db
    .updateTable('open_toepassingen')
    .set({ bevestigd_op: sql<string>`clock_timestamp()` })
    .where(sql<boolean>`client_id = any(${clients}::text[])`)
    .returning(['client_id', 'geopend_op'])
    .execute();
  return new Map(rijen.map(({ client_id, geopend_op }) => [client_id, geopend_op]));
}

/** Writes what this node reads now about an open application. Gives the time of its opening. */
export async function vernieuwOpenrij(
  db: Database,
  toepassing: Toepassing,
  houder: number,
): Promise<Temporal.Instant | undefined> {
  const { client_id, ...rij } = alsOpenrij(toepassing);
  const vernieuwd = await db
    .updateTable('open_toepassingen')
    .set({ ...rij, houder, bevestigd_op: sql<string>`clock_timestamp()` })
    .where('client_id', '=', client_id)
    .returning('geopend_op')
    .executeTakeFirst();
  return vernieuwd?.geopend_op;
}

/**
 * Do not wait for a table that somebody else locked. The door is shut meanwhile, and the next turn tries
 * again.
 */
const GEDULD = '1s';

/** Only one node at a time opens or closes an application. */
export function opSlot<T>(
  db: Database,
  clientId: string,
  doe: (trx: Database, rij: Openrij | undefined) => Promise<T>,
): Promise<T> {
  return db.transaction().execute(async (trx) => {
    await sql`select set_config('lock_timeout', ${GEDULD}, true)`.execute(trx);
    return doe(trx, await grijpSlot(trx, clientId));
  });
}

/** Until the end of the transaction nobody else opens, closes or hands over this application. */
export async function grijpSlot(trx: Database, clientId: string): Promise<Openrij | undefined> {
  await sql`select pg_advisory_xact_lock(hashtext('leerid.toepassing'), hashtext(${clientId}))`.execute(trx);
  return trx
    .selectFrom('open_toepassingen')
    .selectAll()
    .where('client_id', '=', clientId)
    .forUpdate()
    .executeTakeFirst();
}
