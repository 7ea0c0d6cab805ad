import {
  datumveld,
  formulier,
  foutenlijst,
  html,
  keuzelijst,
  keuzerondjes,
  knop,
  knoplink,
  knoppenrij,
  tekstveld,
  vinkje,
  vinkjes,
} from '../../web/index.ts';
import type { Voorbeeldgroep } from './voorbeeld.ts';

const knoppen: Voorbeeldgroep = {
  id: 'knoppen',
  titel: 'Knoppen',
  voorbeelden: [
    {
      naam: 'Knoppen naast elkaar',
      wanneer: 'Eén gewone knop op een pagina: wat de meesten komen doen. De rest is stil.',
      maak: () =>
        knoppenrij(knop({ tekst: 'Bewaar' }), knoplink({ tekst: 'Niet bewaren', adres: '/stijl', soort: 'stil' })),
    },
    {
      naam: 'Knop met gevaar',
      wanneer: 'Voor wat niemand ongedaan maakt. Ze staat op een bevestiging, nooit in een lijst.',
      maak: () => knoppenrij(knop({ tekst: 'Wis deze account', soort: 'gevaar' })),
    },
  ],
};

const velden: Voorbeeldgroep = {
  id: 'velden',
  titel: 'Velden',
  voorbeelden: [
    {
      naam: 'Tekstveld',
      wanneer: 'Een hint zegt vooraf wat er moet staan. Enkel wat leeg mag blijven, zegt dat erbij.',
      maak: () =>
        tekstveld({
          naam: 'roepnaam',
          label: 'Roepnaam',
          hint: 'Zo spreken we je aan.',
          langste: 40,
          magLeeg: true,
        }),
    },
    {
      naam: 'Tekstveld met een fout',
      wanneer: 'De fout zegt wat er mis is en wat helpt. Ze hangt vast aan het veld, ook voor wie luistert.',
      maak: () =>
        tekstveld({
          naam: 'email',
          label: 'E-mailadres',
          soort: 'email',
          autocomplete: 'email',
          hint: 'Bijvoorbeeld an.peeters@school.example',
          waarde: 'an.peeters',
          fout: 'Er ontbreekt een @ in dit adres.',
        }),
    },
    {
      naam: 'Veld om te lezen',
      wanneer: 'Wat hier niet gewijzigd wordt, maar wel mee op papier staat.',
      maak: () => tekstveld({ naam: 'vast', label: 'Gebruikersnaam', waarde: 'leerling.gewoon', alleenLezen: true }),
    },
    {
      naam: 'Keuzelijst',
      wanneer: 'Eén uit zes of meer. Bij minder zijn rondjes sneller.',
      maak: () =>
        keuzelijst({
          naam: 'klas',
          label: 'Klas',
          gekozen: '2B',
          opties: ['1A', '1B', '1C', '2A', '2B', '2C'].map((klas) => ({ waarde: klas, tekst: klas })),
        }),
    },
    {
      naam: 'Keuzerondjes',
      wanneer: 'Eén uit een paar, allemaal in beeld.',
      maak: () =>
        keuzerondjes({
          naam: 'briefsoort',
          label: 'Hoe krijgt de klas haar codes?',
          hint: 'Een strook per leerling knip je uit.',
          gekozen: 'stroken',
          opties: [
            { waarde: 'stroken', tekst: 'Stroken op één blad' },
            { waarde: 'brieven', tekst: 'Een brief per leerling' },
          ],
        }),
    },
    {
      naam: 'Keuzerondjes met een fout',
      wanneer: 'Nooit iets vooraf kiezen waar veel van afhangt; dan kan er wel iets ontbreken.',
      maak: () =>
        keuzerondjes({
          naam: 'afspraak',
          label: 'Gaat je school akkoord?',
          fout: 'Kies ja of neen.',
          opties: [
            { waarde: 'ja', tekst: 'Ja' },
            { waarde: 'neen', tekst: 'Neen' },
          ],
        }),
    },
    {
      naam: 'Vinkje',
      wanneer: 'Ja of neen. Het hele vlak met de woorden kan aangeraakt worden.',
      maak: () => vinkje({ naam: 'gelezen', label: 'Ik heb de afspraak gelezen' }),
    },
    {
      naam: 'Vinkjes',
      wanneer: 'Geen, een of meer uit een paar.',
      maak: () =>
        vinkjes({
          naam: 'graad',
          label: 'Welke graden?',
          magLeeg: true,
          opties: [
            { waarde: '1', tekst: 'Eerste graad', aangevinkt: true },
            { waarde: '2', tekst: 'Tweede graad' },
          ],
        }),
    },
    {
      naam: 'Datum',
      wanneer: 'De dag van iets dat komt of net voorbij is: de browser toont een kalender.',
      maak: () =>
        datumveld({
          naam: 'vanaf',
          label: 'Geldig vanaf',
          waarde: Temporal.PlainDate.from('2026-09-01'),
          vanaf: Temporal.PlainDate.from('2026-09-01'),
          tot: Temporal.PlainDate.from('2027-08-31'),
        }),
    },
  ],
};

const formulieren: Voorbeeldgroep = {
  id: 'formulieren',
  titel: 'Formulieren',
  voorbeelden: [
    {
      naam: 'Formulier',
      wanneer: 'Velden onder elkaar en één knop, die zegt wat er gebeurt. Het gaat altijd door POST.',
      maak: () =>
        formulier({
          adres: '/stijl',
          verborgen: { stap: '1' },
          inhoud: [
            tekstveld({ naam: 'voornaam', label: 'Voornaam', autocomplete: 'off' }),
            tekstveld({ naam: 'familienaam', label: 'Familienaam', autocomplete: 'off' }),
          ],
          verstuur: 'Zoek deze leerling',
        }),
    },
    {
      naam: 'Lijst van fouten',
      wanneer: 'Bovenaan, als er meer dan één veld fout is. Elke regel brengt je bij het veld.',
      maak: () =>
        html`${foutenlijst([
          { naam: 'toets', fout: 'Kies een toets.' },
          { naam: 'tot', fout: 'De laatste dag ligt voor de eerste.' },
        ])}
        ${keuzelijst({
          naam: 'toets',
          label: 'Toets',
          fout: 'Kies een toets.',
          opties: [
            { waarde: '', tekst: '' },
            { waarde: 'wiskunde', tekst: 'Wiskunde, 4e leerjaar' },
          ],
        })}
        ${datumveld({ naam: 'tot', label: 'Laatste dag', fout: 'De laatste dag ligt voor de eerste.' })}`,
    },
  ],
};

export const FORMULIERVOORBEELDEN = [knoppen, velden, formulieren];
