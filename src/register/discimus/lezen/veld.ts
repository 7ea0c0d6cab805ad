import { type Foutcode, REDENEN } from './foutcodes.ts';

/** What a field gives instead of a value. */
export class Fout {
  readonly code: Foutcode;
  constructor(code: Foutcode) {
    this.code = code;
  }
}

/** One per code, made once: a wrong file of a million lines makes no million of them. */
export const FOUT = Object.fromEntries(
  (Object.keys(REDENEN) as Foutcode[]).map((code) => [code, new Fout(code)]),
) as Record<Foutcode, Fout>;

/** Reads one field: its value, or why it has none. */
export type Veld<T> = (tekst: string) => T | Fout;

/** The field may be empty. */
export function ofLeeg<T, L>(veld: Veld<T>, bijLeeg: L): Veld<T | L> {
  return (tekst) => (tekst === '' ? bijLeeg : veld(tekst));
}

export function patroon(vorm: RegExp, code: Foutcode): Veld<string> {
  return (tekst) => (vorm.test(tekst) ? tekst : geenWaarde(tekst, code));
}

export function eenVan<T extends string>(woorden: readonly T[], code: Foutcode): Veld<T> {
  const gekend = new Map<string, T>(woorden.map((woord) => [woord, woord]));
  return (tekst) => gekend.get(tekst) ?? geenWaarde(tekst, code);
}

function geenWaarde(tekst: string, code: Foutcode): Fout {
  return tekst === '' ? FOUT.leeg : FOUT[code];
}
