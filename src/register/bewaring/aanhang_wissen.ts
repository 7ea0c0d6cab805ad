import { sql } from 'kysely';
import type { Leerlingreeks } from '../../kamer.ts';
import type { Database } from '../../store/index.ts';

type Aanhangrij = Record<string, unknown>;

/** A merge without the rows that have to go. */
export interface Opgekuist {
  id: string;
  over: unknown;
  /** How many rows it is less. */
  weg: number;
}

/**
 * Merges of pupils in a stretch that keep such rows of a table to be undone, those of merges inside merges as well: what is erased
 * in the table would stay there, and come back.
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

/** What is left of `waarde`, and how many rows of the table went out of it. */
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
