import { setTimeout } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Database } from '../../store/index.ts';

/** Up to which number the log is complete: no row with a lower number can still appear. */

/** Milliseconds between two looks, and of all of them together. A writer of the log takes a few. */
const TUSSEN = 50;
const GEDULD = 5_000;

/**
 * An insert locks the table, takes its number, and keeps the lock until its transaction is over. So the last number
 * is read first, and then who holds that lock. Once those are over, each row up to that number is there or never
 * comes. A load of the register, or whatever else takes long, does not count: it holds no such lock.
 * docs/keuzes/privacylog.md#the-sealer-waits-for-writers-of-the-log-alone
 * @returns undefined as long as the log never had a row
 * @throws Error that says which connections keep the log open, if they do so for long. The next turn tries again
 */
export async function leesGrens(db: Database): Promise<number | undefined> {
  const { rows } = await sql<{ laatste: number | null }>`
    select pg_sequence_last_value('privacylog_volgnummer') as laatste`.execute(db);
  const laatste = rows[0]?.laatste ?? undefined;
  if (laatste !== undefined) await wachtOpSchrijvers(db);
  return laatste;
}

async function wachtOpSchrijvers(db: Database): Promise<void> {
  const tot = performance.now() + GEDULD;
  let schrijvers = await leesSchrijvers(db);
  while (schrijvers.length > 0) {
    if (performance.now() > tot) {
      const wie = schrijvers.map(({ pid }) => pid ?? 'een voorbereide transactie').join(', ');
      throw new Error(`het privacylog wordt opengehouden door een transactie die niet eindigt (pid ${wie})`);
    }
    await setTimeout(TUSSEN);
    const nog = new Set((await leesSchrijvers(db)).map(({ transactie }) => transactie));
    schrijvers = schrijvers.filter(({ transactie }) => nog.has(transactie));
  }
}

interface Schrijver {
  transactie: string;
  /** Of the process of PostgreSQL. Null for a prepared transaction. */
  pid: number | null;
}

/** Transactions that may have written to the log, or to one of its months. */
async function leesSchrijvers(db: Database): Promise<Schrijver[]> {
  const { rows } = await sql<Schrijver>`
    select distinct virtualtransaction as transactie, pid from pg_locks
    where locktype = 'relation' and granted and mode = 'RowExclusiveLock'
      and database = (select oid from pg_database where datname = current_database())
      and relation in (select relid from pg_partition_tree('privacylog'))`.execute(db);
  return rows;
}
