import { sql } from 'kysely';
import type { Database } from '../../store/index.ts';

export interface Twijfel {
  id: string;
  reden: string;
  instellingsnummer: string;
  stamnummer: string | null;
  regel: number;
  eerst_gezien_op: Temporal.Instant;
  laatst_gezien_op: Temporal.Instant;
}

/** The review list, the oldest first; never with who it is about. */
export function leesTwijfels(db: Database): Promise<Twijfel[]> {
  return db
    .selectFrom('beoordelingen')
    .select(['id', 'reden', 'instellingsnummer', 'stamnummer', 'regel', 'eerst_gezien_op', 'laatst_gezien_op'])
    .orderBy('eerst_gezien_op')
    .orderBy('regel')
    .execute();
}

/** A full delivery says all there is to say: what it did not bring up was put right at the source. */
export async function vergeetOpgeloste(trx: Database, nu: Temporal.Instant): Promise<void> {
  await sql`delete from beoordelingen where laatst_gezien_op < ${nu.toString()}::timestamptz`.execute(trx);
}
