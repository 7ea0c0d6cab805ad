import { attributen, type Html, html, type Invulling } from '../html.ts';

/** `gewoon` is what most visitors come for: one on a page. `gevaar` is for what can't be undone. */
export type Knopsoort = 'gewoon' | 'stil' | 'gevaar';

interface Verstuurknop {
  tekst: string;
  soort?: Knopsoort;
  /** What the form sends when this button is pressed. */
  naam?: string;
  waarde?: string;
  /** The `id` of the form that it sends, for a button outside of it. */
  formulier?: string;
}

/** Sends a form. */
export function knop({ tekst, soort = 'gewoon', naam, waarde, formulier }: Verstuurknop): Html {
  const bij = { type: 'submit', class: klasse('', soort), form: formulier, name: naam, value: waarde };
  return html`<button${attributen(bij)}>${tekst}</button>`;
}

/** Goes to a page, and looks like a button. */
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

/** Below each other for a pupil, beside each other at a desk. */
export function knoppenrij(...knoppen: readonly Invulling[]): Html {
  return html`<div class="knoppen">${knoppen}</div>`;
}

function klasse(eigen: string, soort: Knopsoort): string | undefined {
  return [eigen, soort === 'gewoon' ? '' : soort].filter(Boolean).join(' ') || undefined;
}
