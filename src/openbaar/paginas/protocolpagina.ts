import { type Html, html, kruimelpad, type Pagina } from '../../web/index.ts';
import type { Publicatie } from '../publicatie/publicatieschema.ts';
import { PADEN, protocolpad } from '../publicatie/registerpaden.ts';
import { wieKrijgtWat } from '../publicatie/wie_krijgt_wat.ts';
import { beveiligingsdeel } from './protocol/beveiligingsdeel.ts';
import { eindedeel } from './protocol/eindedeel.ts';
import { gegevensdeel } from './protocol/gegevensdeel.ts';
import { geschiedenis } from './protocol/geschiedenis.ts';
import { inHetKort } from './protocol/in_het_kort.ts';
import { inhoudsopgave } from './protocol/inhoudsopgave.ts';
import { overwegingendeel } from './protocol/overwegingendeel.ts';
import { partijdeel } from './protocol/partijdeel.ts';
import { rechtendeel } from './protocol/rechtendeel.ts';
import { stroomdeel } from './protocol/stroomdeel.ts';
import { doeldeel, gronddeel } from './protocol/waarom_het_mag.ts';
import { bewaardeel, wanneerdeel } from './protocol/wanneer_en_hoelang.ts';
import { wieHetKrijgt } from './protocol/wie_het_krijgt.ts';
import { inRegister } from './registerkader.ts';
import { woordenlijst } from './woordenlijst.ts';

/** One protocol, for a parent. What matters to most visitors comes first. */
export function protocolpagina(publicatie: Publicatie): Pagina {
  const { naam, akte, adres, verzonnen } = publicatie;
  return inRegister({
    titel: akte.titel,
    adres,
    ook: [{ adres: `${protocolpad(naam)}.json`, soort: 'application/json', titel: akte.titel }],
    verzonnen,
    inhoud: html`${kruimelpad({ plekken: [{ tekst: 'Protocollen', adres: PADEN.protocollen }], hier: akte.titel })}
<h1>${akte.titel}</h1>
${inHetKort(publicatie)}
${inhoudsopgave()}
${aktedelen(akte)}
${geschiedenis(publicatie)}
${woordenlijst()}`,
  });
}

/** The agreement itself, whichever text of it. */
export function aktedelen(akte: Publicatie['akte']): Html {
  const wie = wieKrijgtWat(akte);
  return html`${gegevensdeel(akte, wie)}
${wieHetKrijgt(akte, wie)}
${stroomdeel(akte, wie)}
${doeldeel(akte)}
${gronddeel(akte)}
${wanneerdeel(akte)}
${bewaardeel(akte)}
${rechtendeel(akte)}
${partijdeel(akte)}
${beveiligingsdeel(akte)}
${eindedeel(akte)}
${overwegingendeel(akte)}`;
}
