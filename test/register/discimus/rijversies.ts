import { sql } from 'kysely';
import type { Database } from '../../../src/store/index.ts';

const REGISTER = [
  'leerlingen',
  'accounts',
  'aanmeldmiddelen',
  'inschrijvingen',
  'historiek_account_uuid',
  'vroegere_sleutels',
  'scheidingen',
  'samenvoegingen',
  'scholen',
  'vestigingsplaatsen',
  'administratieve_groepen',
  'gebruikersnaamstammen',
] as const;

/** The place of every row of the register, and the transaction that last wrote it. Any write changes this. */
export async function rijversies(db: Database): Promise<string> {
  const delen = REGISTER.map((tabel) => sql`select ${sql.lit(tabel)} || xmin || ctid as rij from ${sql.table(tabel)}`);
  const { rows } = await sql<{ versies: string }>`
    select md5(coalesce(string_agg(rij, ' ' order by rij), '')) as versies from (${sql.join(delen, sql` union all `)})`.execute(
    db,
  );
  return rows[0]?.versies ?? '';
}
