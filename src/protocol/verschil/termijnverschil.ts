import type { Protocol } from '../schema/schema.ts';
import { dagInWoorden, termijnInWoorden } from '../woorden.ts';
import { stroomInWoorden } from './gegevensverschil.ts';
import { type Deelverschil, perNaam, regelverschil, waardeverschil } from './wijziging.ts';

/** What changes in when data leave, how long they are kept, and how the act ends. */

export function vergelijkBewaring({ bewaring: oud }: Protocol, { bewaring: nieuw }: Protocol): Deelverschil[] {
  const inWoorden = ({ bij, termijn, vanaf, uiterlijk, toelichting }: Protocol['bewaring'][number]) => {
    const laatst = uiterlijk ? `, en ten laatste tot ${uiterlijk} van elk jaar` : '';
    return `${bij} bewaart ze ${termijnInWoorden(termijn)} vanaf ${vanaf}${laatst}${toelichting ? ` (${toelichting})` : ''}`;
  };
  return regelverschil('Een bewaartermijn', oud.map(inWoorden), nieuw.map(inWoorden));
}

export function vergelijkMededeling({ mededeling: oud }: Protocol, { mededeling: nieuw }: Protocol): Deelverschil[] {
  const periodeVan = ({ periode }: Protocol['mededeling']) =>
    periode && `van ${dagInWoorden(periode.van)} tot en met ${dagInWoorden(periode.tot)}`;
  return [
    ...regelverschil(
      'Een manier waarop gegevens weggaan',
      oud.stromen.map(stroomInWoorden),
      nieuw.stromen.map(stroomInWoorden),
    ),
    ...waardeverschil('Hoe vaak', oud.periodiciteit, nieuw.periodiciteit),
    ...waardeverschil('Hoelang de mededeling duurt', oud.duur, nieuw.duur),
    ...regelverschil('Een sleutel om gegevens mee op te vragen', oud.opzoeking, nieuw.opzoeking),
    ...waardeverschil('De dagen waarop iets mag weggaan', periodeVan(oud), periodeVan(nieuw)),
    ...waardeverschil(
      'Het aantal dagen toegang na een inschrijving',
      String(oud.respijtdagen),
      String(nieuw.respijtdagen),
    ),
  ];
}

export function vergelijkLooptijd({ looptijd: oud }: Protocol, { looptijd: nieuw }: Protocol): Deelverschil[] {
  const dag = (waarde: string | undefined) => waarde && dagInWoorden(waarde);
  return [
    ...waardeverschil('De eerste dag die de tekst noemt', dag(oud.van), dag(nieuw.van)),
    ...waardeverschil(
      'De laatste dag',
      dag(oud.tot) ?? 'geen: het loopt door',
      dag(nieuw.tot) ?? 'geen: het loopt door',
    ),
    ...waardeverschil('De toelichting bij de looptijd', oud.toelichting, nieuw.toelichting),
  ];
}

export function vergelijkOpzegging({ opzegging: oud }: Protocol, { opzegging: nieuw }: Protocol): Deelverschil[] {
  const termijnVan = ({ termijn }: Protocol['opzegging']) => termijn && termijnInWoorden(termijn);
  return [
    ...regelverschil('Het recht om op te zeggen', oud.door, nieuw.door),
    ...waardeverschil('De opzegtermijn', termijnVan(oud), termijnVan(nieuw)),
    ...waardeverschil('Hoe opzeggen gaat', oud.wijze, nieuw.wijze),
  ];
}

export function vergelijkSanctie({ sanctie: oud }: Protocol, { sanctie: nieuw }: Protocol): Deelverschil[] {
  const voorWie = ({ geldt_voor }: Protocol['sanctie']) =>
    geldt_voor === 'protocol' ? 'het hele protocol' : 'de eigen school alleen';
  return [
    ...regelverschil('Het recht om na een inbreuk meteen te stoppen', oud.beeindiging_door, nieuw.beeindiging_door),
    ...waardeverschil('Waarvoor zo een stop geldt', voorWie(oud), voorWie(nieuw)),
    ...waardeverschil('Wat een inbreuk is', oud.aanleiding, nieuw.aanleiding),
    ...waardeverschil('De vorm van zo een stop', oud.vorm, nieuw.vorm),
    ...waardeverschil('Het recht op schadevergoeding', oud.schadevergoeding, nieuw.schadevergoeding),
  ];
}

export function vergelijkEinde({ einde: oud }: Protocol, { einde: nieuw }: Protocol): Deelverschil[] {
  const inWoorden = (een: string) => een.replaceAll('_', ' ');
  return [
    ...regelverschil(
      'Een einde van rechtswege',
      oud.van_rechtswege.map(inWoorden),
      nieuw.van_rechtswege.map(inWoorden),
    ),
    ...regelverschil('Een bepaling over het einde', oud.bepalingen, nieuw.bepalingen),
  ];
}

export function vergelijkPartijen({ partijen: oud }: Protocol, { partijen: nieuw }: Protocol): Deelverschil[] {
  const { erbij, weg, beide } = perNaam(oud, nieuw, ({ id }) => id);
  const advies = ({ dpo_advies }: Protocol['partijen'][number]) => Object.values(dpo_advies).join();
  return [
    ...weg.map(({ naam }): Deelverschil => ({ soort: 'weg', zin: `${naam} is geen partij meer.` })),
    ...erbij.map(({ naam, rol }): Deelverschil => ({ soort: 'erbij', zin: `${naam} wordt partij, als ${rol}.` })),
    ...beide.flatMap(([was, is]) => [
      ...waardeverschil(`De naam van ${is.id}`, was.naam, is.naam),
      ...waardeverschil(`De rol van ${is.naam}`, was.rol, is.rol),
      ...waardeverschil(`Het ondernemingsnummer van ${is.naam}`, was.kbo, is.kbo),
      ...waardeverschil(`De vestigingseenheid van ${is.naam}`, was.vestigingseenheid, is.vestigingseenheid),
      ...waardeverschil(`Het adres van ${is.naam}`, was.adres, is.adres),
      ...waardeverschil(`Wie ${is.naam} vertegenwoordigt`, was.vertegenwoordigd_door, is.vertegenwoordigd_door),
      ...waardeverschil(`Waarop die bij ${is.naam} steunt`, was.krachtens, is.krachtens),
      ...waardeverschil(`Hoe ${is.naam} zich bindt`, was.ondertekening, is.ondertekening),
      ...waardeverschil(`De stempel van ${is.naam}`, was.getekend_op, is.getekend_op),
      ...waardeverschil(`Het advies van de functionaris (DPO) van ${is.naam}`, advies(was), advies(is)),
    ]),
  ];
}
