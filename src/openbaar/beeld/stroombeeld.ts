import { attributen, type Html, html } from '../../web/index.ts';
import type { Ontvangersregel } from '../publicatie/wie_krijgt_wat.ts';
import type { Stroomstap } from './stappen_van_akte.ts';
import { inRegels } from './tekstregels.ts';

/**
 * The picture of the flow: boxes below each other, with numbered arrows between them, and at the end who gets
 * to see the data. It is narrow, so that it can be read on a phone without scrolling sideways. Shapes and
 * numbers carry the meaning, and colours come from the style sheet, since the policy of pages allows no style
 * inside (CSP `style-src 'self'`). The table beside it says the same in words.
 */

/** In units of the picture. A letter is about eight of them wide, a bold one about nine. */
const BREED = 340;
const RAND = 2;
const BINNEN = 12;
const REGEL = 19;
const PIJLPUNT = 9;
const ZWAARTELIJN = 30;
const TUSSEN = 26;
const TEKENS_IN_VAK = 31;
const TEKENS_NAAST_PIJL = 31;
const TEKENS_BIJ_ONTVANGER = 27;

/** What was drawn, and where the next thing begins. */
interface Tekendeel {
  onder: number;
  delen: Html[];
}

type Teken = (boven: number) => Tekendeel;

/** @param titel what the picture is called for who cannot see it */
export function stroombeeld(
  titel: string,
  stappen: readonly Stroomstap[],
  ontvangers: readonly Ontvangersregel[],
): Html {
  const { onder, delen } = onderElkaar([...stappen.flatMap(stap), ...ontvangerstak(ontvangers)])(RAND);
  const hoog = onder + RAND;
  return html`<svg${attributen({ class: 'stroombeeld', viewBox: `0 0 ${BREED} ${hoog}`, role: 'img', 'aria-labelledby': 'stroomtitel' })}>
<title id="stroomtitel">${titel}</title>
${delen}</svg>`;
}

function stap({ nummer, van, naar, wat, sluitAan }: Stroomstap): Teken[] {
  const begin = sluitAan ? [] : [...(nummer > 1 ? [wit(TUSSEN)] : []), vak('bron', van)];
  return [...begin, pijl(nummer, wat), vak('doel', naar)];
}

/** A trunk with a branch to each recipient. */
function ontvangerstak(ontvangers: readonly Ontvangersregel[]): Teken[] {
  if (ontvangers.length === 0) return [];
  return [
    wit(TUSSEN),
    kop('Wie krijgt de gegevens te zien?'),
    ...ontvangers.map((een, plek) => tak(een, plek === ontvangers.length - 1)),
  ];
}

function tak({ kort, gegevens }: Ontvangersregel, isLaatste: boolean): Teken {
  const naam = inRegels(kort, TEKENS_BIJ_ONTVANGER);
  const aantal = gegevens.length === 1 ? '1 gegeven' : `${gegevens.length || 'geen'} gegevens`;
  return (boven) => {
    const hoog = (naam.length + 1) * REGEL + BINNEN;
    const midden = boven + hoog / 2;
    return {
      onder: boven + hoog + BINNEN,
      delen: [
        html`<path class="lijn" d="M${ZWAARTELIJN / 2} ${boven - BINNEN}V${isLaatste ? midden : boven + hoog}M${ZWAARTELIJN / 2} ${midden}H${ZWAARTELIJN}"/>\n`,
        html`<rect${attributen({ class: 'ontvanger', x: ZWAARTELIJN, y: boven, width: BREED - ZWAARTELIJN - RAND, height: hoog, rx: hoog / 2 })}/>\n`,
        ...regels('naam', naam, ZWAARTELIJN + 2 * BINNEN, boven + BINNEN / 2),
        ...regels('aantal', [aantal], ZWAARTELIJN + 2 * BINNEN, boven + BINNEN / 2 + naam.length * REGEL),
      ],
    };
  };
}

function vak(soort: 'bron' | 'doel', tekst: string): Teken {
  const inhoud = inRegels(tekst, TEKENS_IN_VAK);
  return (boven) => {
    const hoog = inhoud.length * REGEL + BINNEN;
    const maten = { x: RAND, y: boven, width: BREED - 2 * RAND, height: hoog, rx: 6 };
    return {
      onder: boven + hoog,
      delen: [
        html`<rect${attributen({ class: soort, ...maten })}/>\n`,
        ...regels('naam', inhoud, RAND + BINNEN, boven + BINNEN / 2),
      ],
    };
  };
}

/** An arrow down, with its number on the line and beside it what travels. */
function pijl(nummer: number, wat: string): Teken {
  const inhoud = inRegels(wat, TEKENS_NAAST_PIJL);
  return (boven) => {
    const onder = boven + inhoud.length * REGEL + 2 * BINNEN;
    const midden = (boven + onder) / 2;
    return {
      onder,
      delen: [
        html`<path class="lijn" d="M${ZWAARTELIJN} ${boven}V${onder - PIJLPUNT}"/>\n`,
        html`<path class="punt" d="M${ZWAARTELIJN} ${onder}l-6-${PIJLPUNT}h12z"/>\n`,
        html`<circle class="nummer" cx="${ZWAARTELIJN}" cy="${midden - PIJLPUNT / 2}" r="11"/>\n`,
        html`<text class="cijfer" x="${ZWAARTELIJN}" y="${midden - PIJLPUNT / 2 + 5}" text-anchor="middle">${nummer}</text>\n`,
        ...regels('wat', inhoud, ZWAARTELIJN + 2 * BINNEN, boven + BINNEN - PIJLPUNT / 2),
      ],
    };
  };
}

function kop(tekst: string): Teken {
  return (boven) => ({ onder: boven + REGEL + BINNEN, delen: regels('kop', [tekst], RAND, boven) });
}

function wit(hoog: number): Teken {
  return (boven) => ({ onder: boven + hoog, delen: [] });
}

function onderElkaar(tekens: readonly Teken[]): Teken {
  return (boven) =>
    tekens.reduce<Tekendeel>(
      ({ onder, delen }, teken) => {
        const volgend = teken(onder);
        return { onder: volgend.onder, delen: [...delen, ...volgend.delen] };
      },
      { onder: boven, delen: [] },
    );
}

/** The letters stand on a line that is three quarters down. */
function regels(soort: string, inhoud: readonly string[], links: number, boven: number): Html[] {
  return inhoud.map(
    (regel, plek) =>
      html`<text${attributen({ class: soort, x: links, y: boven + plek * REGEL + REGEL * 0.75 })}>${regel}</text>\n`,
  );
}
