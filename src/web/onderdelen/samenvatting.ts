import { attributen, type Html, html, type Invulling } from '../html.ts';

interface Samenvattingsregel {
  term: string;
  waarde: Invulling;
  /** The address where this can be changed. */
  wijzig?: string;
}

/** A list of names with their values: what was filled in, or what is known. */
export function samenvatting(regels: readonly Samenvattingsregel[]): Html {
  return html`<dl class="gegevens">
  ${regels.map(
    ({ term, waarde, wijzig }) =>
      html`<div><dt>${term}</dt><dd>${waarde}</dd>${
        wijzig &&
        html`<dd class="wijzig"><a${attributen({ href: wijzig })}>Wijzig<span class="onzichtbaar"> ${term.toLowerCase()}</span></a></dd>`
      }</div>`,
  )}
</dl>`;
}

/** Text that few people need to read. It is hidden until the visitor opens it. */
export function uitklap(kop: string, inhoud: Invulling): Html {
  return html`<details>
  <summary>${kop}</summary>
  ${inhoud}
</details>`;
}
