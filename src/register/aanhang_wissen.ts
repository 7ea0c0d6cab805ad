import { sql } from 'kysely';
import type { Database } from '../store/database.ts';
import type { AANHANG } from './aanhang.ts';

type Rij = Record<string, unknown>;

/**
 * Takes rows of a table out of what merges keep to be undone, those of merges inside merges as well: what is erased in the table
 * would stay there, and come back.
 * @returns how many it took out
 */
export async function wisUitSamenvoegingen(
  trx: Database,
  tabel: keyof typeof AANHANG,
  isWeg: (rij: Rij) => boolean,
): Promise<number> {
  const { rows } = await sql<{ id: string; gegevens: unknown }>`select id, gegevens from samenvoegingen
    where jsonb_path_exists(gegevens, ${sql.lit(`$.**.${tabel}[*]`)}) order by id for update`.execute(trx);
  let gewist = 0;
  for (const { id, gegevens } of rows) {
    const { over, weg } = zonderRijen(gegevens, tabel, isWeg);
    if (!weg) continue;
    await sql`update samenvoegingen set gegevens = ${JSON.stringify(over)}::jsonb where id = ${id}`.execute(trx);
    gewist += weg;
  }
  return gewist;
}

/** What is left of `waarde`, and how many rows of the table went out of it. */
export function zonderRijen(
  waarde: unknown,
  tabel: string,
  isWeg: (rij: Rij) => boolean,
): { over: unknown; weg: number } {
  if (typeof waarde !== 'object' || waarde === null) return { over: waarde, weg: 0 };
  if (Array.isArray(waarde)) {
    const delen = waarde.map((een) => zonderRijen(een, tabel, isWeg));
    return { over: delen.map(({ over }) => over), weg: som(delen) };
  }
  const delen = Object.entries(waarde).map(([naam, inhoud]) => {
    if (naam !== tabel) return { naam, ...zonderRijen(inhoud, tabel, isWeg) };
    const over = (inhoud as Rij[]).filter((rij) => !isWeg(rij));
    return { naam, over, weg: (inhoud as Rij[]).length - over.length };
  });
  return { over: Object.fromEntries(delen.map(({ naam, over }) => [naam, over])), weg: som(delen) };
}

function som(delen: readonly { weg: number }[]): number {
  return delen.reduce((totaal, { weg }) => totaal + weg, 0);
}
