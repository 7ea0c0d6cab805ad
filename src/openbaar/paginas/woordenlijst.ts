import { type Html, html } from '../../web/index.ts';

/** The words of the law and of education that a page can't do without. Pages link to them by `id`. */
const WOORDEN = [
  [
    'protocol',
    'Protocol',
    'Een ondertekende afspraak over welke gegevens van leerlingen gedeeld worden, met wie, waarom en hoelang.',
  ],
  ['avg', 'AVG', 'De Algemene Verordening Gegevensbescherming: de Europese privacywet.'],
  ['rechtsgrond', 'Rechtsgrond', 'De reden uit de wet waarom iemand gegevens mag gebruiken.'],
  ['dpo', 'DPO', 'De functionaris voor gegevensbescherming: de persoon die in een organisatie op de privacy let.'],
  ['dpia', 'DPIA', 'Een onderzoek vooraf: wat kan er misgaan met de gegevens, en wat doen we daartegen?'],
  ['vtc', 'Vlaamse Toezichtcommissie (VTC)', 'De dienst die nagaat of Vlaamse overheden de privacywet volgen.'],
  ['verwerker', 'Verwerker', 'Iemand die met gegevens werkt in opdracht van een ander, en er zelf niets over beslist.'],
  [
    'hash',
    'Vingerafdruk (SHA-256)',
    'Een lange code die uit een tekst berekend wordt. Verandert er één letter, dan verandert de code. Zo zie je dat je de echte tekst hebt.',
  ],
  ['acm', 'ACM', 'Het toegangsbeheer van de Vlaamse overheid.'],
  ['agodi', 'AGODI', 'Het Agentschap voor Onderwijsdiensten van de Vlaamse overheid.'],
  ['discimus', 'Discimus', 'De databank van AGODI met de inschrijvingen van alle leerlingen in Vlaanderen.'],
  ['dov', 'DOV', 'Het Departement Onderwijs en Vorming van de Vlaamse overheid.'],
  ['insz', 'INSZ', 'Het nummer van iemand bij de overheid. Meestal is dat het rijksregisternummer.'],
] as const;

export function woordenlijst(): Html {
  return html`<h2 id="woorden">Moeilijke woorden</h2>
<dl class="gegevens">${WOORDEN.map(([id, woord, uitleg]) => html`<div><dt id="woord-${id}">${woord}</dt><dd>${uitleg}</dd></div>\n`)}</dl>`;
}
