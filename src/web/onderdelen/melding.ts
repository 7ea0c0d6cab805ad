import { attributen, type Html, html, type Invulling } from '../html.ts';

export type Meldingsoort = 'info' | 'goed' | 'let_op' | 'fout';

/** A screen reader reads a fault at once, and what went well when it has nothing else to say (WCAG 4.1.3). */
const ROLLEN: Record<Meldingsoort, string | undefined> = {
  info: undefined,
  goed: 'status',
  let_op: undefined,
  fout: 'alert',
};

/** The shape shows the kind of news too, because not everybody sees the colours (WCAG 1.4.1). */
export function melding(nieuws: {
  soort: Meldingsoort;
  tekst: Invulling;
  /** What the visitor can do about it. */
  raad?: string | undefined;
  /** Lets a field refer to this notice. */
  id?: string;
}): Html {
  const { soort, tekst, raad, id } = nieuws;
  const doos = attributen({ class: `melding ${soort}`, role: ROLLEN[soort], id });
  return html`<p${doos}>${tekst}${raad && html` <span class="raad">${raad}</span>`}</p>`;
}

/** There is nothing to show yet: why, and what to do now. */
export function leeg({ titel, uitleg, verder }: { titel: string; uitleg: string; verder?: Html }): Html {
  return html`<div class="leeg"><p><b>${titel}</b></p><p>${uitleg}</p>${verder}</div>`;
}

/** A state in a few words, for a row of a table. The words tell it; the colour only helps the eye. */
export function etiket({ soort, tekst }: { soort: Meldingsoort | 'stil'; tekst: string }): Html {
  return html`<span class="etiket ${soort}">${tekst}</span>`;
}
