import { html, knoplink, type Pagina } from '../../web/index.ts';

/** How a pupil gets a new password. */
export function vergetenpagina({ adres, terug }: { adres: string; terug?: string | undefined }): Pagina {
  const terugknop = terug
    ? { tekst: 'Ik weet mijn wachtwoord weer', adres: terug }
    : { tekst: 'Naar het begin', adres: '/' };
  return {
    titel: 'Wachtwoord vergeten?',
    inhoud: html`<h1>Wachtwoord vergeten?</h1>
<p>Dat is niet erg. Zo krijg je een nieuw:</p>
<ol class="genummerd">
  <li>Vraag op school een <b>nieuwe code</b>, aan je leerkracht of op het secretariaat.</li>
  <li>Typ je gebruikersnaam en die code over.</li>
  <li>Kies zelf een nieuw wachtwoord.</li>
</ol>
<p class="stil-tekst">Je oude wachtwoord kan niemand voor je opzoeken, ook LeerID niet.</p>
<p>${knoplink({ tekst: 'Ik heb een nieuwe code', adres })}</p>
<p>${knoplink({ ...terugknop, soort: 'stil' })}</p>`,
  };
}
