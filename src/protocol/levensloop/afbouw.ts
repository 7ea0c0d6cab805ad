import type { Protocol } from '../schema/schema.ts';

/** What one recipient has to destroy after its act ended. */
export interface Afbouwplicht {
  /** The receiving party, or a recipient of the article on recipients. */
  ontvanger: string;
  omschrijving: string;
  /** Codes of the data that it may have. */
  gegevens: readonly string[];
  /** The last day on which it may still have any of them. */
  uiterlijk: Temporal.PlainDate;
  /** The terms of the act that gave this day, in the words of the act. */
  termijnen: readonly string[];
}

type Bewaartermijnregel = Protocol['bewaring'][number];

/**
 * Who has to destroy what, and by when. Nothing is handed over after the last day of the act, so each term runs
 * from that day at the latest. Where the act names who keeps, that term counts for that recipient. Where it names
 * a recipient nowhere, the shortest term counts, because nobody agreed on a longer one.
 * @param vanaf the first day on which the act no longer holds
 * docs/keuzes/levensloop.md#after-the-end-each-term-runs-from-the-last-day
 */
export function afbouw(protocol: Protocol, vanaf: Temporal.PlainDate): Afbouwplicht[] {
  const laatsteDag = vanaf.subtract({ days: 1 });
  return ontvangersVan(protocol).map(({ namen, ...ontvanger }) => {
    const eigen = protocol.bewaring.filter(({ bij }) => namen.some((naam) => noemt(bij, naam)));
    const regels = (eigen.length ? eigen : protocol.bewaring).map((regel) => ({
      regel,
      dag: laatsteBewaardag(regel, laatsteDag),
    }));
    const opDag = regels.toSorted((een, ander) => Temporal.PlainDate.compare(een.dag, ander.dag));
    const geldt = eigen.length ? opDag.at(-1) : opDag[0];
    return {
      ...ontvanger,
      uiterlijk: geldt?.dag ?? laatsteDag,
      termijnen: regels
        .filter(({ dag }) => geldt?.dag.equals(dag))
        .map(({ regel: { bij, termijn } }) => `${bij}: ${termijn}`),
    };
  });
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

/** The act writes who keeps in plain words, such as "DOV, dataplatform". */
function noemt(bij: string, naam: string): boolean {
  return (
    bij.toLowerCase().includes(naam.toLowerCase().replaceAll('-', ' ')) || woorden(bij).includes(naam.toLowerCase())
  );
}

function woorden(tekst: string): string[] {
  return tekst.toLowerCase().split(/[^\p{L}\p{N}-]+/u);
}

/** A term that also has a last day in each year ends on the first of the two. */
function laatsteBewaardag({ termijn, uiterlijk }: Bewaartermijnregel, vanaf: Temporal.PlainDate): Temporal.PlainDate {
  const einde = vanaf.add(termijn);
  if (uiterlijk === undefined) return einde;
  const ditJaar = Temporal.PlainMonthDay.from(uiterlijk).toPlainDate({ year: vanaf.year });
  const dag = Temporal.PlainDate.compare(ditJaar, vanaf) >= 0 ? ditJaar : ditJaar.add({ years: 1 });
  return Temporal.Duration.compare(termijn, 'P0D', { relativeTo: vanaf }) === 0 ? dag : eerste(einde, dag);
}

function eerste(een: Temporal.PlainDate, ander: Temporal.PlainDate): Temporal.PlainDate {
  return Temporal.PlainDate.compare(een, ander) <= 0 ? een : ander;
}
