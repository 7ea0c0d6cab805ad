import { type Html, html } from '../../web/index.ts';

/** The way out of the pages for a code: to the sign-in page that the pupil came from, or to the start. */
export function terugweg(terug: string | undefined): Html {
  const weg = terug ? html`<a href="${terug}">Ik heb al een wachtwoord</a>` : html`<a href="/">Naar het begin</a>`;
  return html`<p class="onder">${weg}</p>`;
}
