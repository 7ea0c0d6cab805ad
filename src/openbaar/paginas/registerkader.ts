import { type Html, html, melding, type Pagina } from '../../web/index.ts';
import { PADEN } from '../publicatie/registerpaden.ts';

interface Registerpagina {
  titel: string;
  inhoud: Html;
  /** The address at which this page belongs. */
  adres: string;
  /** The same for machines. */
  ook?: readonly { adres: string; soort: string; titel: string }[];
  /** Whether parties and signatures are made up. */
  verzonnen: boolean;
}

const DEMO = 'Dit is een demo. De handtekeningen en de leerlingen zijn verzonnen.';

/** What all pages of the register share: the menu, the mark of a demo, and where machines read the same. */
export function inRegister({ titel, inhoud, adres, ook = [], verzonnen }: Registerpagina): Pagina {
  return {
    titel,
    vorm: 'leesblad',
    menu: {
      label: 'Openbaar register',
      plekken: [
        { tekst: 'Protocollen', adres: PADEN.protocollen, huidig: adres.includes(PADEN.protocollen) },
        { tekst: 'Toepassingen', adres: PADEN.toepassingen, huidig: adres.endsWith(PADEN.toepassingen) },
      ],
    },
    koppelingen: [
      { rel: 'canonical', adres },
      ...ook.map((een) => ({ rel: 'alternate' as const, ...een })),
      { rel: 'alternate', adres: PADEN.feed, soort: 'application/atom+xml', titel: 'Wat er verandert aan protocollen' },
    ],
    hulp: 'Vragen over een protocol? Stel ze aan je school, of aan de partijen die het ondertekenden.',
    inhoud: html`${verzonnen && melding({ soort: 'info', tekst: DEMO })}${inhoud}`,
  };
}
