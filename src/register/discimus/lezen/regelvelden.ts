import { isUtf8 } from 'node:buffer';
import { splitsRegel } from './csv.ts';
import type { Foutcode } from './foutcodes.ts';
import type { Leveringskolom } from './leveringskolommen.ts';
import type { Ruweregel } from './regelsnijder.ts';

/** The fields of a line in a fixed order, or why there are none. */
export type Regelvelden = readonly string[] | { kolom: Leveringskolom | null; code: Foutcode };

/** Turns bytes into fields. It does not look at the content of a field. */
export function leesVelden({ bytes, te_lang }: Ruweregel, splits: (tekst: string) => Regelvelden): Regelvelden {
  if (te_lang) return fout('regel_te_lang');
  if (bytes.length === 0) return fout('regel_leeg');
  if (!isUtf8(bytes)) return fout('geen_utf8');
  return splits(bytes.toString('utf8'));
}

/**
 * Makes the function that cuts a line into fields.
 * @param kop the columns of a CSV; without it the lines are JSON, and their fields come in the order of
 * `kolommen`
 */
export function splitser(
  kop: readonly string[] | undefined,
  kolommen: readonly Leveringskolom[],
): (tekst: string) => Regelvelden {
  return kop ? (tekst) => csvVelden(tekst, kop.length) : (tekst) => jsonVelden(tekst, kolommen);
}

/** Fields in the order of the header. */
export function csvVelden(regel: string, aantal: number): Regelvelden {
  const velden = splitsRegel(regel);
  if (!velden) return fout('quotes');
  return velden.length === aantal ? velden : fout('aantal_velden');
}

/**
 * Fields in the order of our own columns. Each must be there, as in a CSV. Otherwise a misspelt name would
 * empty a column, and nobody would notice.
 */
export function jsonVelden(regel: string, kolommen: readonly Leveringskolom[]): Regelvelden {
  let rauw: unknown;
  try {
    rauw = JSON.parse(regel);
  } catch {
    return fout('geen_json');
  }
  if (!isTeksten(rauw)) return fout('geen_object_van_teksten');
  const velden: string[] = [];
  for (const kolom of kolommen) {
    const veld = rauw[kolom];
    if (veld === undefined) return fout('kolom_ontbreekt', kolom);
    velden.push(veld);
  }
  return velden;
}

function isTeksten(rauw: unknown): rauw is Record<string, string> {
  if (typeof rauw !== 'object' || rauw === null || Array.isArray(rauw)) return false;
  for (const kolom in rauw) if (typeof (rauw as Record<string, unknown>)[kolom] !== 'string') return false;
  return true;
}

function fout(code: Foutcode, kolom: Leveringskolom | null = null): Regelvelden {
  return { kolom, code };
}
