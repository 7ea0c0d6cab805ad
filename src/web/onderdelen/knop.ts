import { attributen, type Html, html, type Invulling } from '../html.ts';

/** `gewoon` is what most visitors come for, and a page has one. `gevaar` is for what can't be undone. */
export type Knopsoort = 'gewoon' | 'stil' | 'gevaar';

interface Verstuurknop {
  tekst: string;
  soort?: Knopsoort;
  /** What the form sends when this button is pressed. */
  naam?: string;
  waarde?: string;
  /** The `id` of the form that it sends, for a button outside of that form. */
  formulier?: string;
}

/** A button that sends a form. */
export function knop({ tekst, soort = 'gewoon', naam, waarde, formulier }: Verstuurknop): Html {
  const bij = { type: 'submit', class: klasse('', soort), form: formulier, name: naam, value: waarde };
  return html`<button${attributen(bij)}>${tekst}</button>`;
}

/** A link to a page that looks like a button. */
export function knoplink({
  tekst,
  adres,
  soort = 'gewoon',
}: {
  tekst: string;
  adres: string;
  soort?: Knopsoort;
}): Html {
  return html`<a${attributen({ class: klasse('knop', soort), href: adres })}>${tekst}</a>`;
}

/** Buttons stand below each other for a pupil, and beside each other at a desk. */
export function knoppenrij(...knoppen: readonly Invulling[]): Html {
  return html`<div class="knoppen">${knoppen}</div>`;
}

function klasse(eigen: string, soort: Knopsoort): string | undefined {
  return [eigen, soort === 'gewoon' ? '' : soort].filter(Boolean).join(' ') || undefined;
}
