import { LUKT_HET_NIET } from '../../aanmelden/index.ts';
import { etiket, html, knoplink, leeg, melding, samenvatting, uitklap, voortgang } from '../../web/index.ts';
import type { Voorbeeldgroep } from './voorbeeld.ts';

const meldingen: Voorbeeldgroep = {
  id: 'meldingen',
  titel: 'Meldingen',
  voorbeelden: [
    {
      naam: 'Info',
      wanneer: 'Wat iemand moet weten voor hij begint.',
      maak: () => melding({ soort: 'info', tekst: 'De brieven van vorig schooljaar werken niet meer.' }),
    },
    {
      naam: 'Goed',
      wanneer: 'Wat net gelukt is. Een schermlezer leest het voor zodra hij uitgesproken is.',
      maak: () => melding({ soort: 'goed', tekst: '24 leerlingen kregen een nieuwe code.' }),
    },
    {
      naam: 'Let op',
      wanneer: 'Wat mis kan lopen, en nog te vermijden is.',
      maak: () =>
        melding({
          soort: 'let_op',
          tekst: 'Drie leerlingen hebben nog geen klas.',
          raad: 'Vul ze aan in je administratiepakket. Morgen staan ze hier.',
        }),
    },
    {
      naam: 'Fout',
      wanneer: 'Wat niet gelukt is, en wat helpt. Een schermlezer leest het meteen.',
      maak: () =>
        melding({
          soort: 'fout',
          tekst: 'Deze gebruikersnaam en dit wachtwoord horen niet bij elkaar. Kijk ze na.',
          raad: LUKT_HET_NIET,
        }),
    },
    {
      naam: 'Etiketten',
      wanneer: 'Een toestand in een paar woorden, in een rij van een tabel.',
      maak: () =>
        html`${etiket({ soort: 'goed', tekst: 'actief' })} ${etiket({ soort: 'let_op', tekst: 'nog geen wachtwoord' })}
        ${etiket({ soort: 'fout', tekst: 'geblokkeerd' })} ${etiket({ soort: 'info', tekst: 'tijdelijk' })}
        ${etiket({ soort: 'stil', tekst: 'uitgeschreven' })}`,
    },
    {
      naam: 'Leeg',
      wanneer: 'Er is nog niets te tonen: waarom, en wat iemand nu kan doen.',
      maak: () =>
        leeg({
          titel: 'Nog geen toetsen',
          uitleg: 'Er is geen ronde open. De volgende begint op 3 mei.',
          verder: knoplink({ tekst: 'Toon de vorige ronde', adres: '/stijl', soort: 'stil' }),
        }),
    },
  ],
};

const gegevens: Voorbeeldgroep = {
  id: 'gegevens',
  titel: 'Gegevens',
  voorbeelden: [
    {
      naam: 'Samenvatting',
      wanneer: 'Wat er ingevuld of gekend is. Wat kan wijzigen, heeft een link.',
      maak: () =>
        samenvatting([
          { term: 'Naam', waarde: 'Gewone Voorbeeldleerling' },
          { term: 'Klas', waarde: '2B', wijzig: '/stijl' },
          { term: 'Account', waarde: etiket({ soort: 'goed', tekst: 'actief' }) },
        ]),
    },
    {
      naam: 'Uitklap',
      wanneer: 'Wat weinigen moeten lezen.',
      maak: () => uitklap('Waarom zie ik dit?', html`<p>Omdat je de LeerID-beheerder van je school bent.</p>`),
    },
  ],
};

const bezig: Voorbeeldgroep = {
  id: 'bezig',
  titel: 'Voortgang',
  voorbeelden: [
    {
      naam: 'Voortgang met een totaal',
      wanneer: 'Werk dat langer duurt dan een paar tellen. Op een echte pagina staat er één.',
      maak: () => voortgang({ wat: 'Brieven maken', klaar: 312, totaal: 912, eenheid: 'brieven', adres: '/stijl' }),
    },
    {
      naam: 'Voortgang zonder totaal',
      wanneer: 'Zolang niemand weet hoeveel er komt.',
      maak: () => voortgang({ wat: 'Bestand nakijken', klaar: 1200, eenheid: 'regels', adres: '/stijl' }),
    },
    {
      naam: 'Voortgang, klaar',
      wanneer: 'Er verandert niets meer.',
      maak: () =>
        voortgang({
          wat: 'Brieven maken',
          klaar: 912,
          totaal: 912,
          eenheid: 'brieven',
          afgelopen: true,
          adres: '/stijl',
        }),
    },
  ],
};

export const BERICHTVOORBEELDEN = [meldingen, gegevens, bezig];
