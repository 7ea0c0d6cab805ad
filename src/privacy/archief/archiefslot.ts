import { sql } from 'kysely';
import type { Database } from '../../store/index.ts';
import { Archieffout } from './archieffout.ts';

/**
 * Makes sure that one command at a time archives. The lock belongs to one connection of PostgreSQL: it is free as
 * soon as the command is gone, and a command that lost its connection can't go on.
 * @param doe works on that connection
 * @throws Archieffout `bezet`
 */
export function metArchiefslot<T>(db: Database, doe: (vast: Database) => Promise<T>): Promise<T> {
  return db.connection().execute(async (vast) => {
    const { rows } = await sql<{ genomen: boolean }>`select pg_try_advisory_lock(${SLOT}) as genomen`.execute(vast);
    if (!rows[0]?.genomen) throw new Archieffout('bezet', 'privacylog', 'een andere opdracht archiveert nu');
    try {
      return await doe(vast);
    } finally {
      await sql`select pg_advisory_unlock(${SLOT})`.execute(vast).catch(() => {});
    }
  });
}

const SLOT = sql`hashtext('leerid.privacylogarchief')`;
