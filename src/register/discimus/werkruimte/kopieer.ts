import type { Laadverbinding } from '../../../store/index.ts';
import { TABELLEN_VOORAF } from './tabellen_vooraf.ts';
import type { Kolomtype, Werktabelbeschrijving } from './werkkolommen.ts';

type Vooraf = typeof TABELLEN_VOORAF;
type Vanzelf<T extends keyof Vooraf> = Vooraf[T] extends { vanzelf: infer V } ? keyof V : never;

/** The form in which Node writes a value of each type. */
interface Waarden extends Record<Kolomtype, string | number | boolean> {
  boolean: boolean;
  bytea: Bytes;
  date: string;
  integer: number;
  smallint: number;
  text: string;
  uuid: string;
}

declare const BYTES: unique symbol;
/** Text that `bytes` wrote. PostgreSQL would read plain hexadecimal digits as other bytes. */
type Bytes = string & { [BYTES]: true };

/** A row as it is copied into a table: every column that PostgreSQL does not fill by itself. */
export type Kopierij<T extends keyof Vooraf> = {
  readonly [K in Exclude<keyof Vooraf[T]['kolommen'], Vanzelf<T>>]:
    | (Vooraf[T]['kolommen'][K] extends Kolomtype ? Waarden[Vooraf[T]['kolommen'][K]] : never)
    | null;
};

/** Copies rows into a table of the workspace. */
export function kopieer<T extends keyof Vooraf>(
  verbinding: Laadverbinding,
  tabel: T,
  rijen: Iterable<Kopierij<T>>,
): Promise<void> {
  return kopieerTekst(verbinding, tabel, inStukken(rijen, rijtekst(tabel)));
}

/** The same for rows that are already text (`rijtekst`). */
export function kopieerTekst(
  verbinding: Laadverbinding,
  tabel: keyof Vooraf,
  stukken: Iterable<string> | AsyncIterable<string>,
): Promise<void> {
  return verbinding.kopieerIn(`${tabel} (${kopieerkolommen(tabel).join(', ')})`, stukken);
}

/**
 * Writes a row in the text form of COPY, with nothing for null. No value holds a tab or a line end, because
 * the reader lets none of them through. So the backslash is the only other character with a meaning.
 */
export function rijtekst<T extends keyof Vooraf>(tabel: T): (rij: Kopierij<T>) => string {
  const kolommen = kopieerkolommen(tabel) as (keyof Kopierij<T>)[];
  return (rij) =>
    `${kolommen
      .map((kolom) => rij[kolom])
      .join('\t')
      .replaceAll('\\', '\\\\')}\n`;
}

/** A value of type bytea. */
export function bytes(hex: string): Bytes {
  return `\\x${hex}` as Bytes;
}

function kopieerkolommen(tabel: keyof Vooraf): string[] {
  const { kolommen, vanzelf = {} }: Werktabelbeschrijving = TABELLEN_VOORAF[tabel];
  return Object.keys(kolommen).filter((kolom) => !(kolom in vanzelf));
}

const RIJEN_PER_STUK = 500;

/** Rows in pieces. One by one, they would take thirty times as long. */
function* inStukken<T>(rijen: Iterable<T>, tekst: (rij: T) => string): Generator<string> {
  let stuk: string[] = [];
  for (const rij of rijen) {
    stuk.push(tekst(rij));
    if (stuk.length < RIJEN_PER_STUK) continue;
    yield stuk.join('');
    stuk = [];
  }
  if (stuk.length) yield stuk.join('');
}
