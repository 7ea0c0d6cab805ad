import { type Html, html, knoplink } from '../../../web/index.ts';
import type { Demotoepassing } from './demokader.ts';

/** What went wrong at an application, and the ways on. */
export function meldingspagina(
  { status, titel, uitleg, code }: { status: number; titel: string; uitleg: string; code?: string | undefined },
  toepassing: Demotoepassing | undefined,
): Html {
  return html`<h1>${titel}</h1>
<p class="intro">${uitleg}</p>
${code && html`<p class="stil-tekst">Code: <code>${code}</code></p>`}
<div class="knoppen">
  ${toepassing && opnieuw(toepassing.clientId, status === 403)}
  ${knoplink({ tekst: 'Andere toepassing', adres: '/', soort: 'stil' })}
</div>`;
}

/** A refused pupil tries as another pupil. Anybody else tries once more. */
function opnieuw(clientId: string, geweigerd: boolean): Html {
  if (!geweigerd) return knoplink({ tekst: 'Probeer opnieuw', adres: `/${clientId}/aanmelden` });
  return html`<form method="post" action="/${clientId}/afmelden"><button type="submit">Een andere leerling proberen</button></form>`;
}
