import type { Foutmelding, Uitweg } from '../foutmelding.ts';
import { html, type Invulling } from '../html.ts';
import type { Pagina } from '../onderdelen/kader.ts';
import { knoplink } from '../onderdelen/knop.ts';
import { samenvatting, uitklap } from '../onderdelen/samenvatting.ts';

/** @param details what the application's engineer may know */
export function foutmeldingspagina(
  { titel, uitleg }: Foutmelding,
  uitweg: Uitweg,
  details: Readonly<Record<string, unknown>>,
): Pagina {
  const regels = Object.entries(details).map(([term, waarde]) => ({ term, waarde: String(waarde) as Invulling }));
  return {
    titel,
    inhoud: html`<h1>${titel}</h1>
<p>${uitleg}</p>
<p>${knoplink(uitweg)}</p>
${regels.length > 0 && uitklap('Voor wie de toepassing beheert', samenvatting(regels))}`,
  };
}
