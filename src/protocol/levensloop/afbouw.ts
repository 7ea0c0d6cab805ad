import { ontvangendePartijen } from '../ondertekening/partijen.ts';
import type { Protocol } from '../schema/schema.ts';
import { termijnInWoorden } from '../woorden.ts';

/** What one recipient has to destroy after its act ended, under one line of the article on keeping. */
export interface Afbouwplicht {
  /** The receiving party, or a recipient of the article on recipients. */
  ontvanger: string;
  omschrijving: string;
  /** Who keeps, in the words of the act, such as "DOV, dataplatform". Undefined where the act names it nowhere. */
  bij: string | undefined;
  /** Codes of the data that it may have. */
  gegevens: readonly string[];
  /** The last day on which anything was handed over. No destruction before it covers everything. */
  laatsteDag: Temporal.PlainDate;
  /** The last day on which it may still have any of them. */
  uiterlijk: Temporal.PlainDate;
  /** The parties of the act that may attest for this recipient. */
  verklaarders: readonly string[];
  /** The terms of the act that gave this day, in plain Dutch. */
  termijnen: readonly string[];
}

type Bewaartermijnregel = Protocol['bewaring'][number];

/**
 * Who has to destroy what, and by when. Nothing is handed over after the last day of the act, so each term runs
 * from that day at the latest. Where the act names who keeps, that term counts for that recipient, with a duty for
 * each keeper that it names. Where it names a recipient nowhere, the shortest term counts, because nobody agreed on
 * a longer one.
 * @param vanaf the first day on which the act no longer holds
 * docs/keuzes/levensloop.md#after-the-end-each-term-runs-from-the-last-day
 */
export function afbouw(protocol: Protocol, vanaf: Temporal.PlainDate): Afbouwplicht[] {
  const laatsteDag = vanaf.subtract({ days: 1 });
  return ontvangersVan(protocol).flatMap(({ namen, ...ontvanger }) => {
    const eigen = protocol.bewaring.filter(({ bij }) => namen.some((naam) => noemt(bij, naam)));
    const perHouder = eigen.length
      ? [...Map.groupBy(eigen, ({ bij }) => bij)]
      : [[undefined, protocol.bewaring] as const];
    const verklaarders = verklaardersVan(protocol, ontvanger.ontvanger);
    return perHouder.map(([bij, regels]) => ({
      ...ontvanger,
      bij,
      verklaarders,
      laatsteDag,
      ...kortste(regels, laatsteDag),
    }));
  });
}

function verklaardersVan(protocol: Protocol, ontvanger: string): string[] {
  const zelf = [...ontvangendePartijen(protocol, ontvanger), ontvanger];
  return protocol.partijen.map(({ id }) => id).filter((id) => zelf.includes(id));
}

/** The earliest last day of these lines, and the terms that give it. */
function kortste(
  regels: readonly Bewaartermijnregel[],
  laatsteDag: Temporal.PlainDate,
): Pick<Afbouwplicht, 'uiterlijk' | 'termijnen'> {
  const dagen = regels.map((regel) => ({ regel, dag: laatsteBewaardag(regel, laatsteDag) }));
  const uiterlijk = dagen.map(({ dag }) => dag).reduce(eerste, dagen[0]?.dag ?? laatsteDag);
  const termijnen = dagen.filter(({ dag }) => dag.equals(uiterlijk)).map(({ regel }) => inWoorden(regel));
  return { uiterlijk, termijnen: [...new Set(termijnen)] };
}

function inWoorden({ termijn }: Bewaartermijnregel): string {
  return Temporal.Duration.from(termijn).blank ? 'geen dag langer' : termijnInWoorden(termijn);
}

/** Receiving parties, and the recipients of the act that get anything. */
function ontvangersVan({ partijen, ontvangers, gegevens }: Protocol) {
  const zelf = partijen
    .filter(({ rol }) => rol === 'ontvanger')
    .map(({ id, naam }) => {
      const eigen = ontvangers.categorieen.find((categorie) => categorie.id === id);
      const codes = (eigen?.gegevens ?? gegevens).map(({ code }) => code);
      return { ontvanger: id, omschrijving: naam, gegevens: codes, namen: [id, naam] };
    });
  const anderen = ontvangers.categorieen
    .filter(({ id, gegevens: deel }) => deel.length > 0 && !zelf.some(({ ontvanger }) => ontvanger === id))
    .map(({ id, omschrijving, gegevens: deel }) => {
      return { ontvanger: id, omschrijving, gegevens: deel.map(({ code }) => code), namen: [id] };
    });
  return [...zelf.filter(({ gegevens: codes }) => codes.length > 0), ...anderen];
}

/**
 * The act writes who keeps in plain words, such as "DOV, dataplatform". A part of such a list is the whole name or
 * not the name: "hogeschool" is no "school", and "leverancier toetsplatform" no "leverancier".
 */
function noemt(bij: string, naam: string): boolean {
  return delen(bij).includes(delen(naam));
}

function delen(tekst: string): string {
  const gewoon = tekst.toLowerCase().replaceAll('-', ' ').trim();
  return `|${gewoon.replaceAll(/\s*,\s*|\s+en\s+/g, '|')}|`;
}

/** A term that also has a last day in each year ends on the first of the two. */
function laatsteBewaardag({ termijn, uiterlijk }: Bewaartermijnregel, vanaf: Temporal.PlainDate): Temporal.PlainDate {
  const einde = vanaf.add(termijn);
  if (uiterlijk === undefined) return einde;
  const ditJaar = Temporal.PlainMonthDay.from(uiterlijk).toPlainDate({ year: vanaf.year });
  const dag = Temporal.PlainDate.compare(ditJaar, vanaf) >= 0 ? ditJaar : ditJaar.add({ years: 1 });
  return eerste(einde, dag);
}

function eerste(een: Temporal.PlainDate, ander: Temporal.PlainDate): Temporal.PlainDate {
  return Temporal.PlainDate.compare(een, ander) <= 0 ? een : ander;
}
