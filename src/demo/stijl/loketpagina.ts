import {
  bladeren,
  etiket,
  filterformulier,
  html,
  keuzelijst,
  knop,
  knoppenrij,
  kruimelpad,
  leeg,
  melding,
  type Pagina,
  tabbladen,
  tabel,
  tekstveld,
  vinkje,
} from '../../web/index.ts';
import { stijlmenu } from './stijlpagina.ts';
import { VOORBEELDKLASSEN, VOORBEELDLEERLINGEN, type Voorbeeldleerling } from './voorbeeldleerlingen.ts';

const ADRES = '/stijl/loket';
const PER_BLAD = 25;

const STANDEN = {
  actief: { soort: 'stil', tekst: 'actief' },
  nieuw: { soort: 'let_op', tekst: 'nog geen wachtwoord' },
  geblokkeerd: { soort: 'fout', tekst: 'geblokkeerd' },
} as const;

/** The page of a secretary: a school of 912 pupils, which she searches and browses. */
export function loketpagina({ naam, klas, blad }: { naam: string; klas: string; blad: number }): Pagina {
  const gevonden = VOORBEELDLEERLINGEN.filter((een) => past(een, naam, klas));
  const bladen = Math.max(1, Math.ceil(gevonden.length / PER_BLAD));
  const hier = Math.min(blad, bladen);
  const rijen = gevonden.slice((hier - 1) * PER_BLAD, hier * PER_BLAD);
  return {
    titel: 'Leerlingen',
    vorm: 'werkblad',
    menu: stijlmenu(ADRES),
    wie: { naam: 'An Peeters, De Regenboog', afmelden: '/stijl' },
    inhoud: html`${kruimelpad({ plekken: [{ tekst: 'Loket', adres: '/stijl' }], hier: 'Leerlingen' })}
<h1>Leerlingen</h1>
${tabbladen({
  label: 'Blikken op de school',
  plekken: [
    { tekst: 'Leerlingen', adres: ADRES, huidig: true },
    { tekst: 'Klassen', adres: ADRES },
    { tekst: 'Brieven', adres: ADRES },
  ],
})}
${melding({ soort: 'let_op', tekst: '102 leerlingen hebben nog geen wachtwoord.', raad: 'Geef hun een brief met een code.' })}
${filterformulier({
  id: 'zoek',
  label: 'Leerlingen zoeken',
  adres: ADRES,
  methode: 'post',
  alles: ADRES,
  velden: [
    tekstveld({ naam: 'naam', label: 'Naam of gebruikersnaam', soort: 'search', waarde: naam, magLeeg: 'zwijgend' }),
    keuzelijst({
      naam: 'klas',
      label: 'Klas',
      gekozen: klas,
      magLeeg: 'zwijgend',
      opties: [{ waarde: '', tekst: 'Alle klassen' }, ...VOORBEELDKLASSEN.map((een) => ({ waarde: een, tekst: een }))],
    }),
  ],
  gevonden: `${gevonden.length} van ${VOORBEELDLEERLINGEN.length} leerlingen`,
})}
<form method="post" action="/stijl/bevestiging">
${tabel({
  bijschrift: `Leerlingen, blad ${hier} van ${bladen}`,
  kolommen: [
    {
      kop: 'Kies',
      cel: (een) =>
        vinkje({
          naam: 'gekozen',
          id: een.gebruikersnaam,
          waarde: een.gebruikersnaam,
          label: `Kies ${een.naam}`,
          labelOnzichtbaar: true,
        }),
    },
    { kop: 'Naam', isRijkop: true, cel: (een) => een.naam },
    { kop: 'Gebruikersnaam', cel: (een) => html`<code>${een.gebruikersnaam}</code>` },
    { kop: 'Klas', cel: (een) => een.klas },
    { kop: 'Account', cel: ({ stand }) => etiket(STANDEN[stand]) },
  ],
  rijen,
  leeg: leeg({ titel: 'Niemand gevonden', uitleg: 'Zoek met minder letters, of in alle klassen.' }),
})}
${rijen.length > 0 && knoppenrij(knop({ tekst: 'Geef nieuwe codes…' }))}
</form>
${bladeren({ label: 'Bladen van de leerlingen', blad: hier, bladen, naar: { formulier: 'zoek' } })}`,
  };
}

function past(een: Voorbeeldleerling, naam: string, klas: string): boolean {
  const zoek = naam.toLowerCase();
  return (klas === '' || een.klas === klas) && `${een.naam} ${een.gebruikersnaam}`.toLowerCase().includes(zoek);
}
