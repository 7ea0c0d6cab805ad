import type { DuckDBValue } from '@duckdb/node-api';
import { BLADKOLOMMEN, type Bladkolom, type Bladrij } from '../boom/blad.ts';

/**
 * The columns of an archive file: those of a leaf, typed as in PostgreSQL, and `plaats`, the place in the tree.
 * A file of before a column was added lacks it.
 */
const SOORTEN: Record<Bladkolom, 'uuid' | 'bigint' | 'timestamptz' | 'varchar' | 'varchar[]'> = {
  aanleiding: 'varchar',
  account_uuid: 'uuid',
  artikelen: 'varchar[]',
  client_id: 'varchar',
  doel: 'varchar',
  gegevens: 'varchar[]',
  hoedanigheid: 'varchar',
  id: 'uuid',
  leerling_id: 'uuid',
  levering_id: 'uuid',
  onder_artikelen: 'varchar[]',
  onder_protocol: 'varchar',
  onder_protocol_hash: 'varchar',
  onder_rechtsgrond: 'varchar',
  ontvanger: 'varchar',
  protocol: 'varchar',
  protocol_hash: 'varchar',
  rechtsgrond: 'varchar',
  stroom: 'varchar',
  tijdstip: 'timestamptz',
  volgnummer: 'bigint',
  wie_id: 'varchar',
  wie_soort: 'varchar',
  zout: 'uuid',
};

export const isLijst = (kolom: Bladkolom): boolean => SOORTEN[kolom] === 'varchar[]';

/** Rows are put ready as text, as a leaf has them, and get their types when the file is written. */
export const MAAK_ARCHIEFRIJEN_SQL = `create table archiefrijen (plaats bigint, ${BLADKOLOMMEN.map(
  (kolom) => `${kolom} ${isLijst(kolom) ? 'varchar[]' : 'varchar'}`,
).join(', ')})`;

export const GETYPEERD_SQL = `plaats, ${BLADKOLOMMEN.map((kolom) => `${kolom}::${SOORTEN[kolom]} as ${kolom}`).join(', ')}`;

/**
 * The columns as text again, as a leaf has them: the moment in UTC with six decimals.
 * @param aanwezig the columns that the file has
 */
export function leesSql(aanwezig: ReadonlySet<string>): string {
  const kolommen = BLADKOLOMMEN.map((kolom) => {
    if (!aanwezig.has(kolom)) return `null as ${kolom}`;
    if (kolom === 'tijdstip')
      return `strftime(make_timestamp(epoch_us(tijdstip)), '%Y-%m-%dT%H:%M:%S.%fZ') as tijdstip`;
    return isLijst(kolom) ? kolom : `${kolom}::varchar as ${kolom}`;
  });
  return `plaats, ${kolommen.join(', ')}`;
}

/** A row of a leaf and its place. */
export interface Archiefrij {
  /** From 0. */
  plaats: number;
  rij: Bladrij;
}

/** A row of the reader's `select` above. */
export function alsArchiefrij([plaats, ...waarden]: readonly DuckDBValue[]): Archiefrij {
  const rij: Partial<Record<Bladkolom, string | readonly string[] | null>> = {};
  for (const [i, kolom] of BLADKOLOMMEN.entries()) rij[kolom] = alsWaarde(waarden[i] ?? null);
  return { plaats: Number(plaats), rij };
}

function alsWaarde(waarde: DuckDBValue): string | readonly string[] | null {
  if (waarde === null || typeof waarde === 'string') return waarde;
  return (waarde as { items: readonly string[] }).items;
}
