import { sql } from 'kysely';
import type { Database } from '../../../store/index.ts';
import { BLADKOLOMMEN_SQL, type Bladrij, bladtekst } from '../../boom/blad.ts';
import type { Bevinding } from '../bevinding.ts';

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
  /** The moment of the oldest one, as far as it is one of this century. */
  oudste: Temporal.Instant | null;
}

export async function leesOnverzegeld(log: Database, na: number): Promise<Onverzegeld> {
  const { rows } = await sql<Onverzegeld>`
    select count(*) as aantal, min(tijdstip) filter (
      where tijdstip >= '2000-01-01T00:00:00Z' and tijdstip < '2100-01-01T00:00:00Z') as oudste from privacylog where volgnummer > ${na}`.execute(
    log,
  );
  return rows[0] ?? { aantal: 0, oudste: null };
}

/** Numbers behind the last sealed one that are looked at, the highest first. */
const HOOGSTENS = 50;

/**
 * Rows with a number that the sequence did not give yet. No server seals them before the sequence is there, if ever: so
 * somebody else wrote them. The rows are read before the sequence, which goes on meanwhile.
 * @param na the last number that is sealed
 * @param omvang of the tree
 */
export async function vindBuitenReeks(
  log: Database,
  dienst: Database,
  na: number,
  omvang: number,
): Promise<Bevinding[]> {
  const { rows } = await sql<{ volgnummer: string; id: string }>`
    select volgnummer::text, id from privacylog where volgnummer > ${na} order by privacylog.volgnummer desc limit ${HOOGSTENS}`.execute(
    log,
  );
  const { rows: reeks } = await sql<{ laatste: string | null }>`
    select pg_sequence_last_value('privacylog_volgnummer')::text as laatste`.execute(dienst);
  const laatste = BigInt(reeks[0]?.laatste ?? 0);
  return rows
    .filter(({ volgnummer }) => BigInt(volgnummer) > laatste)
    .map(({ volgnummer, id }) => ({
      code: 'rij_ingevoegd',
      plaats: omvang,
      rij: { id },
      wat: `volgnummer ${volgnummer}`,
    }));
}
