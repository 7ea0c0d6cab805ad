import { sql } from 'kysely';
import type { Database } from '../../../src/store/index.ts';

/**
 * Forgets every text that was in force, which no account of a server can. Tests of one file share a database, and
 * each begins with its acts for the first time.
 */
export async function vergeetVersies(db: Database): Promise<void> {
  const tabellen = ['protocolhandtekeningen', 'protocolversies'];
  await db.transaction().execute(async (trx) => {
    await sql`delete from open_toepassingen`.execute(trx);
    for (const tabel of tabellen) {
      await sql`alter table ${sql.table(tabel)} disable trigger user`.execute(trx);
      await sql`delete from ${sql.table(tabel)}`.execute(trx);
      await sql`alter table ${sql.table(tabel)} enable trigger user`.execute(trx);
    }
  });
}
