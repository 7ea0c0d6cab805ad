import type { Geldigheid, Ontvangersdeel, Protocol } from '../protocol/index.ts';
import type { Hoedanigheid, Wie } from '../wie/index.ts';
import type { Selectie } from './selectie.ts';

/** The words of the door, the same for every flow: who asks, for whom, about whom, what, and on what occasion. */

/** Who asks. A person also says in what capacity. */
export interface Vrager {
  wie: Exclude<Wie, { soort: 'leerling' }>;
  hoedanigheid?: Hoedanigheid | undefined;
}

/** Who receives: the application of a signed dossier, or a recipient of an act (art. 4; its party without a name). */
export type Bestemming = { clientId: string } | { protocol: string; ontvanger?: string | undefined };

/**
 * What makes data leave, other than a pupil who signs in. `levering` is the id of the delivery that they leave
 * with. `dag` is the day for which it was opened: a delivery tells the state of one day.
 */
export type Gelegenheid =
  | { stroom: 'op_aanvraag'; levering?: string | undefined }
  | { stroom: 'periodiek' | 'eenmalig'; levering: string; dag: Temporal.PlainDate };

/** What one recipient may have under one act, today. Only `vindOntvangst` makes one. */
export interface Ontvangst {
  readonly protocol: Protocol;
  /** The text of the act, for the row of the log. */
  readonly protocolHash: string;
  readonly deel: Ontvangersdeel;
  readonly geldigheid: Geldigheid;
  /** The recipient of the act (art. 4), or the party that receives. */
  readonly ontvanger: string;
  /** Its application, where it has one. */
  readonly clientId: string | undefined;
  readonly leerIdAlsLijst: boolean;
}

/** A question about pupils. */
export interface Leerlingenvraag {
  vrager: Vrager;
  bestemming: Bestemming;
  gelegenheid: Gelegenheid;
  /** About whom. It is a query of ours: an asker is never trusted with a list. */
  selectie: Selectie;
  /** Claims that were asked for, by the names of a sign-in. */
  gevraagd: ReadonlySet<string>;
}

/**
 * What leaves about one pupil. Only `gegevens` goes to the recipient. `leerling` is for our own books: no act lists
 * it.
 */
export interface Mededeling {
  leerling: { id: string; account_uuid: string };
  /** By claim, as at a sign-in. */
  gegevens: Record<string, unknown>;
}
