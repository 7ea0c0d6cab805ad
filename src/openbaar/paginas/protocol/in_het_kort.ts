import { opsomming, stroomInWoorden } from '../../../protocol/index.ts';
import { etiket, type Html, html, samenvatting } from '../../../web/index.ts';
import type { Publicatie } from '../../publicatie/publicatieschema.ts';
import { ONDERWIJSWOORDEN } from '../../woorden/aktewoorden.ts';
import { FASESTEMPELS, levensloopInWoorden } from '../../woorden/levenswoorden.ts';

/** What the protocol is, in half a minute. */
export function inHetKort(publicatie: Publicatie): Html {
  const { akte, levensloop, toepassingen } = publicatie;
  const namen = (rol: 'verstrekker' | 'ontvanger') =>
    opsomming(akte.partijen.filter((partij) => partij.rol === rol).map(({ naam }) => naam));
  return html`<p class="intro">${akte.omschrijving}</p>
<p class="stand">${etiket(FASESTEMPELS[levensloop.fase])} ${levensloopInWoorden(publicatie)}</p>
${levensloop.fase === 'geëindigd' && html`<p>De regels blijven gelden voor wie al gegevens kreeg: die vernietigt ze na de <a href="#bewaring">bewaartermijn</a>.</p>`}
${samenvatting([
  { term: 'Wie geeft gegevens?', waarde: namen('verstrekker') },
  { term: 'Wie krijgt ze?', waarde: namen('ontvanger') },
  { term: 'Over wie?', waarde: overWie(akte) },
  { term: 'Wanneer?', waarde: opsomming(akte.mededeling.stromen.map((stroom) => stroomInWoorden(stroom))) },
  { term: 'Hoeveel?', waarde: html`${akte.gegevens.length} gegevens, <a href="#gegevens">hieronder een voor een</a>` },
  ...(toepassingen.length ? [{ term: 'Toepassingen', waarde: opsomming(toepassingen.map(({ naam }) => naam)) }] : []),
])}`;
}

function overWie({ doelgroep }: Publicatie['akte']): string {
  const { toelichting, onderwijs } = doelgroep;
  return toelichting ?? `leerlingen van het ${opsomming(onderwijs.map((soort) => ONDERWIJSWOORDEN[soort]))}`;
}
