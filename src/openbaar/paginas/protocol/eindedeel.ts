import { dagInWoorden, type Protocol, termijnInWoorden, volzin } from '../../../protocol/index.ts';
import { type Html, html, samenvatting } from '../../../web/index.ts';
import { partijnaam, RECHTSWEGEWOORDEN } from '../../woorden/aktewoorden.ts';

/** Who may end it and how, and which law and court decide in a dispute. */
export function eindedeel(akte: Protocol): Html {
  const { opzegging, sanctie, einde, looptijd, recht } = akte;
  const wie = (ids: readonly string[]) => ids.map((id) => partijnaam(akte, id)).join(' of ');
  return html`<h2 id="einde">Hoe eindigt de afspraak?</h2>
${samenvatting([
  { term: 'Vanzelf', waarde: einde.van_rechtswege.map((grond) => RECHTSWEGEWOORDEN[grond]).join(', of ') },
  {
    term: 'Door op te zeggen',
    waarde: opzegging.door.length
      ? `${wie(opzegging.door)}, ${opzegging.wijze}${opzegging.termijn ? `. De afspraak stopt dan na ${termijnInWoorden(opzegging.termijn)}` : ''}`
      : opzegging.wijze,
  },
  {
    term: 'Meteen',
    waarde: `${wie(sanctie.beeindiging_door)}${sanctie.geldt_voor === 'eigen_school' ? ' (elke school alleen voor zichzelf)' : ''}, na een inbreuk: ${sanctie.aanleiding}`,
  },
  {
    term: 'Looptijd',
    waarde: looptijd.toelichting ?? (looptijd.tot ? `tot en met ${dagInWoorden(looptijd.tot)}` : 'geen einddatum'),
  },
  { term: 'Recht en rechtbank', waarde: `${recht.recht} recht, rechtbank van ${recht.rechtbank}` },
])}
${einde.bepalingen.length > 0 && html`<p>De akte zegt ook:</p><ul>${einde.bepalingen.map((een) => html`<li>${volzin(een)}</li>`)}</ul>`}`;
}
