import { sql } from 'kysely';
import type { GeraaktAccount } from '../../kamer.ts';
import type { Database } from '../../store/index.ts';
import { meegedeeld } from './meegedeeld.ts';
import { type KondigAan, vernieuwGeneratie, verwijderSessies } from './sessie_einde.ts';

/**
 * Ends the sessions of these accounts in the transaction of a load, and writes the messages to the
 * applications. A load touches many accounts, and at night almost nobody is signed in. So only an account
 * that is signed in takes more than a line.
 * @param geraakt batches in the order of `account_uuid`, each account once
 */
export async function beeindigGeraakten(
  trx: Database,
  geraakt: AsyncIterable<readonly GeraaktAccount[]>,
  kondigAan: KondigAan,
): Promise<void> {
  const open: OpenSessie[] = [];
  for await (const deel of geraakt) {
    await vernieuwGeneratie(trx, sql`select unnest(${deel.map(({ account_uuid }) => account_uuid)}::uuid[])`);
    open.push(...(await leesOpenSessies(trx, deel)));
  }
  // Whatever ends sessions uses the same order (meegedeeld.ts). Otherwise two that end the same sessions
  // could wait for each other.
  open.sort((een, ander) => (een.uid < ander.uid ? -1 : 1));
  for (let van = 0; van < open.length; van += PER_KEER) await beeindig(trx, open.slice(van, van + PER_KEER), kondigAan);
}

/** Sessions at a time. So no statement grows with the number of pupils who are signed in. */
const PER_KEER = 5_000;

interface OpenSessie extends GeraaktAccount {
  uid: string;
}

async function leesOpenSessies(trx: Database, geraakt: readonly GeraaktAccount[]): Promise<OpenSessie[]> {
  const leerlingen = new Map(geraakt.map(({ account_uuid, leerling_id }) => [account_uuid, leerling_id]));
  const { rows } = await sql<{ uid: string; account_uuid: string }>`
    select distinct uid, account_uuid from oidc_sessions where account_uuid = any(${[...leerlingen.keys()]}::uuid[])`.execute(
    trx,
  );
  return rows.map((rij) => ({ ...rij, leerling_id: leerlingen.get(rij.account_uuid) as string }));
}

async function beeindig(trx: Database, open: readonly OpenSessie[], kondigAan: KondigAan): Promise<void> {
  // A session that belongs to another account by now is left alone.
  const sessies = sql`json_to_recordset(${JSON.stringify(open)}::json) as g (uid text, account_uuid uuid, leerling_id uuid)
    join oidc_sessions s using (uid, account_uuid)`;
  // This names the pupil from before the load. After a merge, the applications still know that pupil by its
  // `sub`.
  await kondigAan(
    trx,
    sql`select distinct client_id, leerling_id, sid, session_uid from ${meegedeeld(
      sql`select c.*, g.leerling_id from ${sessies} join oidc_session_clients c on c.session_uid = g.uid`,
    )} c`,
  );
  await verwijderSessies(trx, sql`select g.uid from ${sessies}`);
}
