import { CATALOGUS } from './catalogus/catalogus.ts';
import { dagVan } from './ondertekening/handtekening.ts';
import type { Protocol } from './schema/schema.ts';

/**
 * Rules between parts of one protocol, which the schema can't check. Each gives its faults in words, with the
 * article.
 */
const REGELS: ((protocol: Protocol) => string[])[] = [
  niemandTweeKeer,
  begintNaHandtekeningEnAdvies,
  eindigtNaBegin,
  eindigtMetDePeriode,
  elkGegevenHeeftEenReden,
  bijzondereGegevensMetGrond,
  verwijzingenNaarGegevens,
  verwijzingenNaarPartijen,
  onderwerpVolgtRol,
  afwijkingenEnkelWaarHetMag,
  aanDeDeurMinstensWieEnWaar,
  dienstenVanBuiten,
];

export function samenhangfouten(protocol: Protocol): string[] {
  return REGELS.flatMap((regel) => regel(protocol));
}

function niemandTweeKeer({ gegevens, partijen, toepassingen = [], ontvangers, voorwaarden }: Protocol): string[] {
  const bij = `ontvangers (art. ${ontvangers.artikel})`;
  return [
    ...dubbels(gegevens.map(({ code }) => code)).map((code) => `gegevens (art. 3): "${code}" staat er twee keer`),
    ...dubbels(partijen.map(({ id }) => id)).map((id) => `partijen: "${id}" staat er twee keer`),
    ...dubbels(toepassingen).map((id) => `toepassingen: "${id}" staat er twee keer`),
    ...dubbels(ontvangers.categorieen.map(({ id }) => id)).map((id) => `${bij}: "${id}" staat er twee keer`),
    ...ontvangers.categorieen.flatMap((een) =>
      dubbels(een.gegevens.map(({ code }) => code)).map((code) => `${bij}: "${een.id}" krijgt "${code}" twee keer`),
    ),
    ...dubbels(voorwaarden.map((een) => een.voorwaarde)).map((een) => `voorwaarden: "${een}" staat er twee keer`),
  ];
}

/** No act is in force before its last signature or its last advice. */
function begintNaHandtekeningEnAdvies({ partijen, vtc_advies, looptijd }: Protocol): string[] {
  const { van, artikel } = looptijd;
  if (!van) return [];
  const dagen = [
    ...partijen.flatMap(({ getekend_op }) => (getekend_op ? dagVan(getekend_op).toString() : [])),
    ...partijen.flatMap(({ dpo_advies }) => ('datum' in dpo_advies ? dpo_advies.datum : [])),
    ...(vtc_advies ? [vtc_advies.datum] : []),
  ];
  const laatste = dagen.toSorted().at(-1);
  return laatste && van < laatste
    ? [`looptijd (art. ${artikel}): begint op ${van}, voor de laatste handtekening of het laatste advies (${laatste})`]
    : [];
}

function eindigtNaBegin({ looptijd, mededeling }: Protocol): string[] {
  const delen = [
    { naam: 'looptijd', ...looptijd },
    { naam: 'mededeling', artikel: mededeling.artikel, ...mededeling.periode },
  ];
  return delen
    .filter(({ van, tot }) => van && tot && tot < van)
    .map(({ naam, artikel, tot }) => `${naam} (art. ${artikel}): eindigt op ${tot}, voor ze begint`);
}

/**
 * The end by law when the period of disclosure is over needs a date in the act: the act must end on that day
 * (S4 art. 12).
 */
function eindigtMetDePeriode({ mededeling: { periode }, looptijd, einde }: Protocol): string[] {
  if (!periode || !einde.van_rechtswege.includes('periode_voorbij') || looptijd.tot === periode.tot) return [];
  return [
    `looptijd (art. ${looptijd.artikel}): met "periode_voorbij" eindigt het protocol met de mededeling: zet tot: ${periode.tot}`,
  ];
}

function elkGegevenHeeftEenReden({ gegevens }: Protocol): string[] {
  return gegevens
    .filter(({ reden }) => reden === '')
    .map(
      ({ code, artikel }) => `gegevens (art. ${artikel}): "${code}" heeft geen reden, en er is geen reden_voor_alle`,
    );
}

/** GDPR art. 9 forbids these data without a ground of its second paragraph. */
function bijzondereGegevensMetGrond({ gegevens, rechtsgrond }: Protocol): string[] {
  const ongemerkt = gegevens.filter(({ code, bijzonder }) => CATALOGUS[code]?.bijzonder && !bijzonder);
  const zonderGrond = gegevens.some((een) => een.bijzonder) && !rechtsgrond.avg.some((een) => een.startsWith('9.2.'));
  return [
    ...ongemerkt.map(
      ({ code }) => `gegevens (art. 3): "${code}" is een bijzonder gegeven (AVG art. 9): zet bijzonder: true`,
    ),
    ...(zonderGrond ? [`rechtsgrond (art. ${rechtsgrond.artikel}): bijzondere gegevens vragen een grond 9.2`] : []),
  ];
}

function verwijzingenNaarGegevens({ gegevens, ontvangers }: Protocol): string[] {
  const codes = gegevens.map(({ code }) => code);
  const bij = `ontvangers (art. ${ontvangers.artikel})`;
  const vreemd = (lijst: readonly string[]) => lijst.filter((code) => !codes.includes(code));
  return [
    ...gegevens.flatMap(({ code, enkel_zonder = [] }) =>
      vreemd(enkel_zonder).map((ander) => `gegevens (art. 3): "${code}" verwijst naar "${ander}", dat er niet staat`),
    ),
    ...ontvangers.categorieen.flatMap((een) =>
      vreemd(een.gegevens.map(({ code }) => code)).map(
        (code) => `${bij}: "${een.id}" krijgt "${code}", dat niet in gegevens staat`,
      ),
    ),
    ...ontvangers.doorgifte.uitzonderingen.flatMap((een) =>
      vreemd(een.gegevens).map((code) => `${bij}: "${een.door}" geeft "${code}" door, dat niet in gegevens staat`),
    ),
  ];
}

function verwijzingenNaarPartijen(protocol: Protocol): string[] {
  const { partijen, ontvangers, sanctie, opzegging, transparantie, meldingsplicht } = protocol;
  const ids = partijen.map(({ id }) => id);
  const genoemd: [waar: string, id: string | undefined][] = [
    ...ontvangers.categorieen.map((een): [string, string | undefined] => [
      `ontvangers (art. ${ontvangers.artikel}): "${een.id}" is verwerker van`,
      een.verwerker_van,
    ]),
    ...ontvangers.doorgifte.uitzonderingen.map(({ door }): [string, string] => [
      `ontvangers (art. ${ontvangers.artikel}): doorgifte door`,
      door,
    ]),
    ...sanctie.beeindiging_door.map((id): [string, string] => [`sanctie (art. ${sanctie.artikel})`, id]),
    ...opzegging.door.map((id): [string, string] => [`opzegging (art. ${opzegging.artikel})`, id]),
    ...transparantie.publicatie.map(({ door }): [string, string] => ['transparantie', door]),
    ...meldingsplicht.plichten.flatMap(({ door, aan }) =>
      [...door, ...aan].map((id): [string, string] => [`meldingsplicht (art. ${meldingsplicht.artikel})`, id]),
    ),
  ];
  return genoemd
    .filter(([, id]) => id !== undefined && !ids.includes(id))
    .map(([waar, id]) => `${waar}: "${id}" is geen partij`);
}

/** Art. 1 repeats who gives and who receives. It may not differ from the list of parties. */
function onderwerpVolgtRol({ partijen, onderwerp }: Protocol): string[] {
  const { artikel, van, naar } = onderwerp;
  const is = (id: string, rol: string) => partijen.some((een) => een.id === id && een.rol === rol);
  return [
    ...(is(van, 'verstrekker') ? [] : [`onderwerp (art. ${artikel}): van: "${van}" is geen verstrekker`]),
    ...(is(naar, 'ontvanger') ? [] : [`onderwerp (art. ${artikel}): naar: "${naar}" is geen ontvanger`]),
  ];
}

/** Only S0 says that its parties may leave out what the decree asks (recital E). */
function afwijkingenEnkelWaarHetMag({ partijen, afwijkingen }: Protocol): string[] {
  if (afwijkingen) return [];
  return partijen
    .filter(({ dpo_advies }) => 'afwijking' in dpo_advies)
    .map(
      ({ id }) =>
        `partijen: "${id}" wijkt af van het advies, maar het protocol laat geen afwijkingen toe (afwijkingen)`,
    );
}

/**
 * No act gives data of people who are not pupils, or of pupils outside its own group. So the door must check
 * both. An act that holds for each school apart is exempt: there the application's own act checks both (S2
 * recital C).
 */
function aanDeDeurMinstensWieEnWaar({ partijen, mededeling, ontvangers, voorwaarden }: Protocol): string[] {
  if (partijen.some(({ ondertekening }) => ondertekening === 'akkoordverklaring')) return [];
  const stromen = [mededeling, ...ontvangers.categorieen].flatMap((een) => een.stromen ?? []);
  if (!stromen.includes('bij_aanmelding')) return [];
  return (['inschrijving', 'doelgroep'] as const)
    .filter((nodig) => !voorwaarden.some(({ voorwaarde }) => voorwaarde === nodig))
    .map((nodig) => `voorwaarden: "${nodig}" ontbreekt; zonder gaat bij aanmelding niets weg`);
}

/**
 * Some services, such as ACM, are neither party nor recipient. The act must say who takes their measure here.
 */
function dienstenVanBuiten({ partijen, ontvangers, beveiliging }: Protocol): string[] {
  const ids = [...partijen, ...ontvangers.categorieen].map(({ id }) => id);
  return beveiliging.maatregelen
    .filter(({ door, hier }) => !hier && door.some((id) => !ids.includes(id)))
    .map(
      ({ door }) =>
        `beveiliging (art. ${beveiliging.artikel}): ${door.join(', ')} is geen partij: zeg in "hier" wie de maatregel neemt`,
    );
}

function dubbels(waarden: string[]): string[] {
  return [...new Set(waarden.filter((waarde, plaats) => waarden.indexOf(waarde) !== plaats))];
}
