/** What may stand between the braces of `html`. Nothing at all (undefined, null, false) writes nothing. */
export type Invulling = Html | string | number | undefined | null | false | readonly Invulling[];

/**
 * Names and values of attributes. `true` writes the bare name, `false` and `undefined` leave the attribute
 * out.
 */
export type Attributen = Readonly<Record<string, string | number | boolean | undefined>>;

/**
 * A piece of a page that is safe to send. Only `html`, `attributen` and `vertrouwd` make one.
 * Why no template library: docs/keuzes/paginas.md#pages-are-typed-functions-that-escape-by-default.
 */
export class Html {
  readonly #tekst: string;

  constructor(tekst: string) {
    this.#tekst = tekst;
  }

  toString(): string {
    return this.#tekst;
  }
}

/**
 * Writes a piece of a page. A value that is not itself `Html` is escaped, both for text and for quoted
 * attributes. Write quotes around every attribute, or use `attributen`.
 */
export function html(vast: TemplateStringsArray, ...waarden: readonly Invulling[]): Html {
  let tekst = vast[0] ?? '';
  for (let plek = 0; plek < waarden.length; plek++) tekst += alsTekst(waarden[plek]) + (vast[plek + 1] ?? '');
  return new Html(tekst);
}

/** Attributes. A space stands before each of them. */
export function attributen(alle: Attributen): Html {
  let tekst = '';
  for (const naam in alle) {
    const waarde = alle[naam];
    if (waarde === undefined || waarde === false) continue;
    tekst += waarde === true ? ` ${naam}` : ` ${naam}="${ontsnap(String(waarde))}"`;
  }
  return new Html(tekst);
}

/** Takes text as it is. Use it only for text of our own, or of the library that has already escaped it. */
export function vertrouwd(tekst: string): Html {
  return new Html(tekst);
}

function alsTekst(waarde: Invulling): string {
  if (waarde === undefined || waarde === null || waarde === false) return '';
  if (waarde instanceof Html) return waarde.toString();
  if (typeof waarde === 'object') return waarde.map(alsTekst).join('');
  return ontsnap(String(waarde));
}

const TEKENS: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function ontsnap(tekst: string): string {
  return tekst.replace(/[&<>"']/g, (teken) => TEKENS[teken] ?? teken);
}
