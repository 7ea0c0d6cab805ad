import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The parts of the style sheet, in the order in which they count. Later parts may overrule earlier ones, so
 * the modes (small screens, contrast, print) come last. Order does this and not `@layer`: browsers of before
 * 2022, which old tablets at schools still have, drop a whole layer
 * (docs/keuzes/paginas.md#parts-of-the-style-sheet-count-in-order).
 */
export const STIJLDELEN = [
  'kleuren',
  'basis',
  'kader',
  'formulier',
  'knoppen',
  'meldingen',
  'gegevens',
  'tabel',
  'leesblad',
  'stroombeeld',
  'navigatie',
  'stappen',
  'smal',
  'contrast',
  'afdruk',
] as const;

/** One style sheet of all parts: a page asks for one file. */
export function stijlblad(): string {
  return STIJLDELEN.map(leesStijldeel).join('\n');
}

export function leesStijldeel(deel: (typeof STIJLDELEN)[number]): string {
  return readFileSync(join(import.meta.dirname, 'stijl', `${deel}.css`), 'utf8');
}
