import {
  bladeren,
  filterformulier,
  keuzelijst,
  kruimelpad,
  leeg,
  stappen,
  taalkeuze,
  tabbladen,
  tabel,
  tekstveld,
} from '../../web/index.ts';
import type { Voorbeeldgroep } from './voorbeeld.ts';

const KLASSEN = [
  { klas: '1A', graad: '1', leerlingen: 24, actief: 22, brieven: 24 },
  { klas: '1B', graad: '1', leerlingen: 23, actief: 23, brieven: 23 },
  { klas: '2A', graad: '1', leerlingen: 21, actief: 12, brieven: 9 },
];

const tabellen: Voorbeeldgroep = {
  id: 'tabellen',
  titel: 'Tabellen en lijsten',
  voorbeelden: [
    {
      naam: 'Tabel die kaarten wordt',
      wanneer: 'Elke rij gaat over één ding. Op een klein scherm wordt een rij een kaart.',
      maak: () =>
        tabel({
          bijschrift: 'Klassen van de eerste graad',
          kolommen: [
            { kop: 'Klas', isRijkop: true, cel: ({ klas }) => klas, sorteer: { adres: '/stijl', nu: 'oplopend' } },
            { kop: 'Leerlingen', isGetal: true, cel: ({ leerlingen }) => leerlingen, sorteer: { adres: '/stijl' } },
            { kop: 'Actief', isGetal: true, cel: ({ actief }) => actief },
          ],
          rijen: KLASSEN,
        }),
    },
    {
      naam: 'Tabel die schuift',
      wanneer: 'Wie kolommen vergelijkt, heeft ze naast elkaar nodig: de tabel schuift, de pagina niet.',
      maak: () =>
        tabel({
          bijschrift: 'Codes en brieven',
          smal: 'schuiven',
          kolommen: [
            { kop: 'Klas', isRijkop: true, cel: ({ klas }) => klas },
            { kop: 'Graad', isGetal: true, cel: ({ graad }) => graad },
            { kop: 'Leerlingen', isGetal: true, cel: ({ leerlingen }) => leerlingen },
            { kop: 'Met een wachtwoord', isGetal: true, cel: ({ actief }) => actief },
            { kop: 'Brieven afgedrukt', isGetal: true, cel: ({ brieven }) => brieven },
          ],
          rijen: KLASSEN,
        }),
    },
    {
      naam: 'Tabel zonder rijen',
      wanneer: 'In de plaats van een lege tabel komt waarom ze leeg is.',
      maak: () =>
        tabel({
          bijschrift: 'Klassen van de derde graad',
          kolommen: [{ kop: 'Klas', isRijkop: true, cel: ({ klas }) => klas }],
          rijen: KLASSEN.filter(({ graad }) => graad === '3'),
          leeg: leeg({ titel: 'Geen klassen', uitleg: 'Je school heeft geen derde graad.' }),
        }),
    },
    {
      naam: 'Filter',
      wanneer: 'Boven een lange lijst. Wie een naam typt, verstuurt ze met POST: een naam staat in geen adres.',
      maak: () =>
        filterformulier({
          label: 'Leerlingen zoeken',
          adres: '/stijl',
          methode: 'post',
          alles: '/stijl',
          velden: [
            tekstveld({
              naam: 'zoeknaam',
              label: 'Naam of gebruikersnaam',
              soort: 'search',
              autocomplete: 'off',
              magLeeg: 'zwijgend',
            }),
            keuzelijst({
              naam: 'zoekklas',
              label: 'Klas',
              magLeeg: 'zwijgend',
              opties: [
                { waarde: '', tekst: 'Alle klassen' },
                { waarde: '1A', tekst: '1A' },
              ],
            }),
          ],
          gevonden: '17 van 912 leerlingen',
        }),
    },
    {
      naam: 'Bladeren',
      wanneer: 'Onder een lijst van meer dan een blad.',
      maak: () =>
        bladeren({
          label: 'Bladen van de leerlingen',
          blad: 4,
          bladen: 37,
          naar: { adres: (blad) => `/stijl?blad=${blad}` },
        }),
    },
  ],
};

const wegen: Voorbeeldgroep = {
  id: 'wegen',
  titel: 'De weg vinden',
  voorbeelden: [
    {
      naam: 'Kruimelpad',
      wanneer: 'Waar iemand is, vanaf het begin.',
      maak: () =>
        kruimelpad({
          plekken: [
            { tekst: 'Loket', adres: '/stijl/loket' },
            { tekst: 'Leerlingen', adres: '/stijl/loket' },
          ],
          hier: 'Gewone Voorbeeldleerling',
        }),
    },
    {
      naam: 'Tabbladen',
      wanneer: 'Verschillende blikken op hetzelfde. Elk blad is een pagina met een eigen adres.',
      maak: () =>
        tabbladen({
          label: 'Over deze leerling',
          plekken: [
            { tekst: 'Account', adres: '/stijl', huidig: true },
            { tekst: 'Toepassingen', adres: '/stijl' },
            { tekst: 'Toetsen', adres: '/stijl' },
          ],
        }),
    },
    {
      naam: 'Stappen',
      wanneer: 'Iets dat meer dan één pagina duurt.',
      maak: () =>
        stappen({
          nu: 2,
          alle: [
            { tekst: 'Kies de klas', adres: '/stijl' },
            { tekst: 'Kijk na' },
            { tekst: 'Bevestig' },
            { tekst: 'Druk af' },
          ],
        }),
    },
    {
      naam: 'Taal',
      wanneer: 'Dezelfde pagina in een andere taal, met de naam van elke taal in die taal.',
      maak: () =>
        taalkeuze([
          { taal: 'nl', tekst: 'Nederlands', adres: '/stijl', huidig: true },
          { taal: 'fr', tekst: 'Français', adres: '/stijl' },
          { taal: 'en', tekst: 'English', adres: '/stijl' },
        ]),
    },
  ],
};

export const LIJSTVOORBEELDEN = [tabellen, wegen];
