import { isUtf8 } from 'node:buffer';
import { splitsRegels } from './csv.ts';
import type { Foutcode } from './fouten.ts';
import type { Kolom } from './kolommen.ts';
import type { Ruweregel } from './regelsnijder.ts';

/** The fields of a line in the order of the header, or why there are none. */
export type Gesplitst = readonly string[] | { kolom: Kolom | null; code: Foutcode };

/** Whether a line can be read at all; what is in it is not looked at yet. */
export function ruweFout({ bytes, te_lang }: Ruweregel): Foutcode | undefined {
  if (te_lang) return 'regel_te_lang';
  if (bytes.length === 0) return 'regel_leeg';
  return isUtf8(bytes) ? undefined : 'geen_utf8';
}

export function csvRecords(regels: readonly string[], aantalVelden: number): Gesplitst[] {
  return splitsRegels(regels).map((velden) => {
    if (!velden) return fout('quotes');
    return velden.length === aantalVelden ? velden : fout('aantal_velden');
  });
}

/** Fields in the order of our own columns. Each must be there, as in a CSV: a name misspelt would empty a column unseen. */
export function jsonRecord(regel: string, kolommen: readonly Kolom[]): Gesplitst {
  let rauw: unknown;
  try {
    rauw = JSON.parse(regel);
  } catch {
    return fout('geen_json');
  }
  if (!isTeksten(rauw)) return fout('geen_object_van_teksten');
  const ontbreekt = kolommen.find((kolom) => !Object.hasOwn(rauw, kolom));
  if (ontbreekt) return fout('kolom_ontbreekt', ontbreekt);
  return kolommen.map((kolom) => rauw[kolom] ?? '');
}

function isTeksten(rauw: unknown): rauw is { [kolom: string]: string } {
  if (typeof rauw !== 'object' || rauw === null || Array.isArray(rauw)) return false;
  for (const waarde of Object.values(rauw)) if (typeof waarde !== 'string') return false;
  return true;
}

const fout = (code: Foutcode, kolom: Kolom | null = null) => ({ kolom, code });
