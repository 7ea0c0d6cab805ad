import { type Ontvangersdeel, openVensters, type Protocol } from '../../../protocol/index.ts';

export interface Bewaarvraag {
  protocol: Pick<Protocol, 'looptijd'>;
  deel: Pick<Ontvangersdeel, 'periode' | 'vensters'>;
  vandaag: Temporal.PlainDate;
  /** How long the content of a delivery waits for a confirmation. */
  termijn: Temporal.Duration;
}

/**
 * The last day on which the content of a delivery of today is kept: the end of its term, and never after the window,
 * the period or the act. Windows that touch or overlap count together.
 */
export function laatsteDag({ protocol, deel, vandaag, termijn }: Bewaarvraag): Temporal.PlainDate {
  const vensters = (openVensters(deel, vandaag) ?? []).map(({ tot }) => tot).toSorted();
  const dagen = [vensters.at(-1), deel.periode?.tot, protocol.looptijd.tot].flatMap((dag) => dag ?? []);
  const [eerste = vandaag] = [...dagen.map((dag) => Temporal.PlainDate.from(dag)), vandaag.add(termijn)].toSorted(
    Temporal.PlainDate.compare,
  );
  return eerste;
}
