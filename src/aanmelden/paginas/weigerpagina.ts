import { formulier, html, type Pagina } from '../../web/index.ts';

/** Why the gate refuses this pupil, and what he can do. */
export function weigerpagina(bij: {
  titel: string;
  uitleg: string;
  raad: string;
  toepassing: string;
  adres: string;
  /** For the person who helps him. */
  code: string;
}): Pagina {
  const { titel, uitleg, raad, toepassing, adres, code } = bij;
  return {
    titel,
    inhoud: html`<h1>${titel}</h1>
<p>${uitleg}</p>
<p><b>Wat kun je doen?</b> ${raad}</p>
${formulier({ adres: `${adres}/terug`, verstuur: `Terug naar ${toepassing}` })}
${formulier({ adres: `${adres}/anders`, verstuur: 'Dat ben ik niet', stil: true })}
<p class="klein">Code voor de school: ${code}</p>`,
  };
}
