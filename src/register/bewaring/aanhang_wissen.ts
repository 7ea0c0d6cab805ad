import { sql } from 'kysely';
import type { Leerlingreeks } from '../../kamer.ts';
import type { Database } from '../../store/index.ts';

type Aanhangrij = Record<string, unknown>;

/** A merge without the rows that must be erased. */
export interface Opgekuist {
  id: string;
  over: unknown;
  /** How many rows were taken out. */
  weg: number;
}

/**
 * Merges of pupils in this range that keep such rows of a table for their undoing, merges inside merges
 * included. Without this, rows that are erased in the table would stay in the merge and come back when it is
 * undone.
 */
export async function zoekInSamenvoegingen(
  db: Database,
  { na, tot }: Leerlingreeks,
  tabel: string,
  isWeg: (rij: Aanhangrij) => boolean,
): Promise<Opgekuist[]> {
  const { rows } = await sql<{ id: string; gegevens: unknown }>`select id, gegevens from samenvoegingen
    where leerling_id > ${na} and leerling_id <= ${tot}
      and jsonb_path_exists(gegevens, ${sql.lit(`$.**.${tabel}[*]`)})`.execute(db);
  return rows.map(({ id, gegevens }) => ({ id, ...zonderRijen(gegevens, tabel, isWeg) })).filter(({ weg }) => weg > 0);
}

export async function wisUitSamenvoegingen(trx: Database, opgekuist: readonly Opgekuist[]): Promise<void> {
  for (const { id, over } of opgekuist)
    await sql`update samenvoegingen set gegevens = ${JSON.stringify(over)}::jsonb where id = ${id}`.execute(trx);
}

/** What is left of `waarde`, and how many rows of the table were taken out. */
export function zonderRijen(
  waarde: unknown,
  tabel: string,
  isWeg: (rij: Aanhangrij) => boolean,
): { over: unknown; weg: number } {
  if (typeof waarde !== 'object' || waarde === null) return { over: waarde, weg: 0 };
  if (Array.isArray(waarde)) {
    const delen = waarde.map((een) => zonderRijen(een, tabel, isWeg));
    return { over: delen.map(({ over }) => over), weg: som(delen) };
  }
  const delen = Object.entries(waarde).map(([naam, inhoud]) => {
    if (naam !== tabel) return { naam, ...zonderRijen(inhoud, tabel, isWeg) };
    const over = (inhoud as Aanhangrij[]).filter((rij) => !isWeg(rij));
    return { naam, over, weg: (inhoud as Aanhangrij[]).length - over.length };
  });
  return { over: Object.fromEntries(delen.map(({ naam, over }) => [naam, over])), weg: som(delen) };
}

function som(delen: readonly { weg: number }[]): number {
  return delen.reduce((totaal, { weg }) => totaal + weg, 0);
}
