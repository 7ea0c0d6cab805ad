import { CATALOGUS } from '../catalogus/catalogus.ts';
import type { Protocol } from '../schema/schema.ts';
import { opsomming } from '../woorden.ts';
import { type Deelverschil, perNaam, regelverschil, volzin, waardeverschil } from './wijziging.ts';

type Aktegegeven = Protocol['gegevens'][number];
type Aktontvanger = Protocol['ontvangers']['categorieen'][number];

/** What changes in the data that leave, and in who gets them. */

export function vergelijkGegevens(oud: Protocol, nieuw: Protocol): Deelverschil[] {
  const { erbij, weg, beide } = perNaam(oud.gegevens, nieuw.gegevens, ({ code }) => code);
  const redenVoorAlle = (was: Aktegegeven, is: Aktegegeven) =>
    was.reden === oud.reden_voor_alle && is.reden === nieuw.reden_voor_alle;
  return [
    ...erbij.map(({ code, wat, reden }): Deelverschil => {
      return { soort: 'erbij', zin: volzin(`${naamVan(code)} komt erbij: ${zonderPunt(wat)}. Reden: ${reden}`) };
    }),
    ...weg.map(({ code }): Deelverschil => ({ soort: 'weg', zin: `${naamVan(code)} wordt niet meer meegedeeld.` })),
    ...beide.flatMap(([was, is]) => [
      ...waardeverschil(`${naamVan(is.code)}, wat het is,`, was.wat, is.wat),
      ...(redenVoorAlle(was, is) ? [] : waardeverschil(`De reden voor ${naamVan(is.code)}`, was.reden, is.reden)),
      ...waardeverschil(`Het artikel over ${naamVan(is.code)}`, String(was.artikel), String(is.artikel)),
      ...waardeverschil(`${naamVan(is.code)}, wanneer het weggaat,`, beperking(was), beperking(is)),
      ...waardeverschil(
        `${naamVan(is.code)}, bijzonder gegeven (AVG art. 9),`,
        jaNee(was.bijzonder),
        jaNee(is.bijzonder),
      ),
    ]),
  ];
}

export function vergelijkOntvangers({ ontvangers: oud }: Protocol, { ontvangers: nieuw }: Protocol): Deelverschil[] {
  const { erbij, weg, beide } = perNaam(oud.categorieen, nieuw.categorieen, ({ id }) => id);
  return [
    ...erbij.map((een): Deelverschil => {
      return {
        soort: 'erbij',
        zin: volzin(`Nieuwe ontvanger: ${een.omschrijving}. Krijgt: ${opsomming(delenVan(een)) || 'niets'}`),
      };
    }),
    ...weg.map(({ omschrijving }): Deelverschil => {
      return { soort: 'weg', zin: volzin(`Is geen ontvanger meer: ${omschrijving}`) };
    }),
    ...beide.flatMap(vergelijkOntvanger),
    ...waardeverschil('Wie de gegevens bij een ontvanger mag zien', oud.beperking, nieuw.beperking),
    ...waardeverschil('De regel over doorgeven', oud.doorgifte.regel, nieuw.doorgifte.regel),
    ...regelverschil(
      'Een uitzondering op die regel',
      oud.doorgifte.uitzonderingen.map(inWoorden),
      nieuw.doorgifte.uitzonderingen.map(inWoorden),
    ),
  ];
}

function vergelijkOntvanger([was, is]: [Aktontvanger, Aktontvanger]): Deelverschil[] {
  const wie = `"${is.id}"`;
  return [
    ...regelverschil(`Wat ${wie} krijgt`, delenVan(was), delenVan(is)),
    ...waardeverschil(`Wie ${wie} is`, was.omschrijving, is.omschrijving),
    ...waardeverschil(`Voor wie ${wie} als verwerker werkt`, was.verwerker_van, is.verwerker_van),
    ...waardeverschil(
      `Hoe ${wie} de gegevens krijgt`,
      was.stromen?.map(stroomInWoorden).join(', '),
      is.stromen?.map(stroomInWoorden).join(', '),
    ),
    ...waardeverschil(
      `Tot wanneer ${wie} ze elk jaar uiterlijk krijgt`,
      was.enkel_in_venster?.uiterlijk,
      is.enkel_in_venster?.uiterlijk,
    ),
    ...waardeverschil(`De toelichting bij ${wie}`, was.toelichting, is.toelichting),
  ];
}

function inWoorden({
  door,
  aan,
  gegevens,
  hoe_vaak,
  voorwaarden,
}: Protocol['ontvangers']['doorgifte']['uitzonderingen'][number]): string {
  return `${door} aan ${aan}: ${opsomming(gegevens.map(naamVan))} (${hoe_vaak}; ${voorwaarden.join('; ')})`;
}

/** How the data of an act leave, in plain words. */
export function stroomInWoorden(stroom: Protocol['mededeling']['stromen'][number]): string {
  return {
    bij_aanmelding: 'bij elke aanmelding',
    op_aanvraag: 'op aanvraag',
    periodiek: 'op vaste tijden',
    eenmalig: 'één keer',
  }[stroom];
}

function delenVan({ gegevens }: Aktontvanger): string[] {
  return gegevens.map(({ code, vorm }) => (vorm === 'klaar' ? naamVan(code) : `${naamVan(code)} (als ${vorm})`));
}

function beperking({ enkel_zonder = [], enkel_als }: Aktegegeven): string {
  const delen = [
    ...(enkel_zonder.length ? [`enkel zonder ${opsomming(enkel_zonder.map(naamVan))}`] : []),
    ...(enkel_als ? [`enkel als: ${enkel_als.replaceAll('_', ' ')}`] : []),
  ];
  return opsomming(delen) || 'altijd';
}

function naamVan(code: string): string {
  return CATALOGUS[code]?.naam ?? code;
}

function jaNee(waar: boolean): string {
  return waar ? 'ja' : 'nee';
}

function zonderPunt(tekst: string): string {
  return tekst.replace(/\.$/, '');
}
