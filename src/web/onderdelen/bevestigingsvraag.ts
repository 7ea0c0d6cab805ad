import { attributen, type Html, html, type Invulling } from '../html.ts';
import { verborgenVelden } from './formulier.ts';
import { knop, knoplink } from './knop.ts';
import { tekstveld } from './tekstveld.ts';

/**
 * The page before something happens that affects many or that can't be undone: what, to whom, to how many.
 */
export function bevestigingsvraag(vraag: {
  /** A question that the button answers: "12 accounts blokkeren?" */
  vraag: string;
  /** Who is affected: a name, a class, a list. */
  wie: Invulling;
  /** How many are affected. The server counted them a moment ago. */
  aantal: string;
  /** What will happen, in the order in which people notice it. */
  gevolgen: readonly string[];
  adres: string;
  /** The words on the button. They say what it does, never "OK". */
  doe: string;
  /** The way out. It changes nothing. */
  nietDoen: { tekst: string; adres: string };
  /** Whether it can't be undone, or takes something away. */
  gevaarlijk?: boolean;
  /**
   * For the worst cases: the visitor must first type this word. The form sends it under the name `bevestig`.
   */
  overtypen?: { woord: string; fout?: string };
  verborgen?: Readonly<Record<string, string>>;
}): Html {
  const { overtypen, verborgen, gevaarlijk = false } = vraag;
  return html`<h1>${vraag.vraag}</h1>
<dl class="gegevens">
  <div><dt>Voor wie</dt><dd>${vraag.wie}</dd></div>
  <div><dt>Hoeveel</dt><dd>${vraag.aantal}</dd></div>
</dl>
<h2>Wat gebeurt er?</h2>
<ul class="gevolgen">${vraag.gevolgen.map((een) => html`<li>${een}</li>`)}</ul>
<form${attributen({ method: 'post', action: vraag.adres, class: 'bevestiging' })}>
  ${verborgen && verborgenVelden(verborgen)}
  ${
    overtypen &&
    tekstveld({
      naam: 'bevestig',
      label: `Typ ${overtypen.woord} om te bevestigen`,
      fout: overtypen.fout,
      autocomplete: 'off',
      letterlijk: 'klein',
    })
  }
  <div class="knoppen">
    ${knop({ tekst: vraag.doe, soort: gevaarlijk ? 'gevaar' : 'gewoon' })}
    ${knoplink({ ...vraag.nietDoen, soort: 'stil' })}
  </div>
</form>`;
}
