import { type Html, html } from '../../../web/index.ts';

/** The parts of the page, by the `id` of their heading. */
const DELEN = [
  ['gegevens', 'Welke gegevens, en waarom?'],
  ['ontvangers', 'Wie krijgt wat?'],
  ['stroom', 'Tekening'],
  ['doel', 'Waarvoor?'],
  ['grond', 'Mag dat zomaar?'],
  ['wanneer', 'Wanneer?'],
  ['bewaring', 'Hoelang?'],
  ['rechten', 'Wat mag ik vragen?'],
  ['partijen', 'Wie maakte de afspraak?'],
  ['beveiliging', 'Hoe blijven ze veilig?'],
  ['einde', 'Hoe eindigt ze?'],
  ['geschiedenis', 'Vroegere versies'],
  ['woorden', 'Moeilijke woorden'],
] as const;

export function inhoudsopgave(): Html {
  return html`<nav class="inhoudsopgave" aria-label="Op deze pagina"><ul>
${DELEN.map(([id, tekst]) => html`<li><a href="#${id}">${tekst}</a></li>\n`)}</ul></nav>`;
}
