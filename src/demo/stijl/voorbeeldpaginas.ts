import {
  bevestigingsvraag,
  html,
  knoplink,
  melding,
  type Pagina,
  samenvatting,
  stappen,
  voortgang,
} from '../../web/index.ts';
import { stijlmenu } from './stijlpagina.ts';

/** The page of a pupil about himself: one card, few words, large targets. */
export function leerlingpagina(): Pagina {
  return {
    titel: 'Mijn LeerID',
    menu: stijlmenu('/stijl/leerling'),
    inhoud: html`<h1>Dag Amina</h1>
${melding({ soort: 'goed', tekst: 'Je nieuwe wachtwoord is bewaard.' })}
<h2>Jouw toepassingen</h2>
<ul class="keuzes">
  <li><a href="/stijl/leerling">Smartschool</a></li>
  <li><a href="/stijl/leerling">Het Archief voor Onderwijs</a></li>
</ul>
<h2>Dit weten we van jou</h2>
${samenvatting([
  { term: 'Naam', waarde: 'Amina Benali' },
  { term: 'School', waarde: 'Demoschool De Regenboog' },
])}
<p>${knoplink({ tekst: 'Wie kreeg iets over mij?', adres: '/stijl/leerling', soort: 'stil' })}</p>`,
  };
}

/** The last step before many pupils get a new code. */
export function bevestigingspagina({ fout }: { fout: boolean }): Pagina {
  const stap = stappen({
    nu: 3,
    alle: [
      { tekst: 'Kies', adres: '/stijl/loket' },
      { tekst: 'Kijk na', adres: '/stijl/loket' },
      { tekst: 'Bevestig' },
    ],
  });
  const vraag = bevestigingsvraag({
    vraag: '24 leerlingen een nieuwe code geven?',
    wie: 'alle leerlingen van klas 2B',
    aantal: '24 leerlingen',
    gevolgen: [
      'Hun wachtwoord werkt niet meer.',
      'Wie nu ergens aangemeld is, wordt daar afgemeld.',
      'Je krijgt 24 brieven om af te drukken.',
    ],
    adres: '/stijl/bevestiging',
    doe: 'Geef 24 nieuwe codes',
    nietDoen: { tekst: 'Niet doen', adres: '/stijl/loket' },
    gevaarlijk: true,
    overtypen: { woord: '2B', ...(fout && { fout: 'Typ 2B, juist zoals het er staat.' }) },
    verborgen: { klas: '2B' },
  });
  return {
    titel: `${fout ? 'Fout: ' : ''}24 leerlingen een nieuwe code geven?`,
    vorm: 'werkblad',
    menu: stijlmenu('/stijl/bevestiging'),
    inhoud: html`${stap}${vraag}`,
  };
}

/** Long work, which shows its own progress. */
export function voortgangspagina(klaar: number, totaal: number): Pagina {
  const adres = '/stijl/voortgang';
  const afgelopen = klaar === totaal;
  return {
    titel: 'Brieven maken',
    vorm: 'werkblad',
    menu: stijlmenu(adres),
    scripts: ['voortgang.js'],
    inhoud: html`<h1>Brieven maken</h1>
<p>Je mag dit venster sluiten: het werk gaat door.</p>
${voortgang({ wat: 'Brieven maken', klaar, totaal, eenheid: 'brieven', afgelopen, adres })}`,
  };
}
