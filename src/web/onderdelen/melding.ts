import { attributen, type Html, html, type Invulling } from '../html.ts';

export type Meldingsoort = 'info' | 'goed' | 'let_op' | 'fout';

/** A screen reader reads a fault at once. It reads a success when it has nothing else to say (WCAG 4.1.3). */
const ROLLEN: Record<Meldingsoort, string | undefined> = {
  info: undefined,
  goed: 'status',
  let_op: undefined,
  fout: 'alert',
};

/** The shape also shows the kind of news, because not everybody sees the colours (WCAG 1.4.1). */
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

/** A notice that there is nothing to show yet. It says why, and what to do now. */
export function leeg({ titel, uitleg, verder }: { titel: string; uitleg: string; verder?: Html }): Html {
  return html`<div class="leeg"><p><b>${titel}</b></p><p>${uitleg}</p>${verder}</div>`;
}

/** A state in a few words, for a row of a table. The words tell it. The colour only helps the eye. */
export function etiket({ soort, tekst }: { soort: Meldingsoort | 'stil'; tekst: string }): Html {
  return html`<span class="etiket ${soort}">${tekst}</span>`;
}
