import { sql } from 'kysely';
import type { Database } from '../../../store/index.ts';
import { BLADKOLOMMEN_SQL, type Bladrij, bladtekst } from '../../boom/blad.ts';

/** A row as it stands in the database now. */
export interface Logrij {
  volgnummer: number;
  id: string;
  /** The text of its leaf. */
  tekst: string;
}

/** Rows that are in memory at a time. */
const PER_KEER = 4096;

/**
 * Rows in the order of their numbers. Each statement is short, so that nothing is kept open for hours.
 * @param na only rows with a higher number
 * @param tot the highest number
 */
export async function* leesLogrijen(log: Database, na: number, tot: number): AsyncGenerator<Logrij> {
  let vorige = { volgnummer: na, id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' };
  for (;;) {
    const { rows } = await sql<Bladrij & { volgnummer: string; id: string }>`
      select ${sql.raw(BLADKOLOMMEN_SQL)} from privacylog
      where (privacylog.volgnummer, privacylog.id) > (${vorige.volgnummer}::bigint, ${vorige.id}::uuid)
        and privacylog.volgnummer <= ${tot}::bigint
      order by privacylog.volgnummer, privacylog.id limit ${PER_KEER}`.execute(log);
    for (const rij of rows) {
      vorige = { volgnummer: Number(rij.volgnummer), id: rij.id };
      yield { ...vorige, tekst: bladtekst(rij) };
    }
    if (rows.length < PER_KEER) return;
  }
}

/** Rows that no checkpoint covers yet. */
export interface Onverzegeld {
  aantal: number;
  /** The moment of the oldest one. */
  oudste: Temporal.Instant | null;
}

export async function leesOnverzegeld(log: Database, na: number): Promise<Onverzegeld> {
  const { rows } = await sql<Onverzegeld>`
    select count(*) as aantal, min(tijdstip) as oudste from privacylog where volgnummer > ${na}`.execute(log);
  return rows[0] ?? { aantal: 0, oudste: null };
}
