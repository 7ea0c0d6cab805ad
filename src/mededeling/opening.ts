import { binnenVenster, type Geldigheid, type Ontvangersdeel, STROMEN, type Stroom } from '../protocol/index.ts';
import type { Zoekwijze } from './selectie.ts';

/** What the first half of the gate must know of the occasion, per flow. */
export type Openingsgelegenheid =
  | { stroom: 'bij_aanmelding' }
  | { stroom: 'op_aanvraag'; zoekt: Zoekwijze; opzoeking: readonly string[] }
  | { stroom: 'periodiek'; dag: Temporal.PlainDate }
  | { stroom: 'eenmalig'; dag: Temporal.PlainDate; isVrij: boolean };

export interface Openingsvraag {
  gelegenheid: Openingsgelegenheid;
  deel: Pick<Ontvangersdeel, 'stromen' | 'periode' | 'vensters'>;
  geldigheid: Geldigheid;
  vandaag: Temporal.PlainDate;
}

interface Openingsregel<Reden extends string> {
  reden: Reden;
  laatToe(vraag: Openingsvraag): boolean;
}

/** What every flow asks. A recipient is told the first rule that refuses, in this order. */
const ELKE_STROOM = [
  { reden: 'protocol_niet_in_werking', laatToe: ({ geldigheid }) => geldigheid.in_werking },
  { reden: 'stroom_niet_voorzien', laatToe: ({ gelegenheid, deel }) => deel.stromen.includes(gelegenheid.stroom) },
  { reden: 'buiten_venster', laatToe: ({ deel, vandaag }) => binnenVenster(deel, vandaag) },
] as const satisfies Openingsregel<string>[];

/**
 * A request names a pupil by a key that the act names (art. 3: "op te vragen via"), or is about the pupils of one
 * school. Nobody may ask for everybody.
 */
const SLEUTEL = {
  reden: 'opzoeking_niet_voorzien',
  laatToe: ({ gelegenheid: een }) =>
    een.stroom !== 'op_aanvraag' || een.zoekt === 'school' || een.opzoeking.includes(een.zoekt),
} as const satisfies Openingsregel<string>;

/** A delivery is of one day. One that was opened for another day says nothing of this one. */
const DAG = {
  reden: 'andere_dag',
  laatToe: ({ gelegenheid: een, vandaag }) => !('dag' in een) || een.dag.equals(vandaag),
} as const satisfies Openingsregel<string>;

/** Once is once (S4 art. 5): not while another one is open, nor after one was received. */
const EENMAAL = {
  reden: 'eenmalig_geleverd',
  laatToe: ({ gelegenheid: een }) => een.stroom !== 'eenmalig' || een.isVrij,
} as const satisfies Openingsregel<string>;

/** The rules of each flow. The differences between flows stand here and nowhere else. */
const REGELS = {
  bij_aanmelding: ELKE_STROOM,
  op_aanvraag: [...ELKE_STROOM, SLEUTEL],
  periodiek: [...ELKE_STROOM, DAG],
  eenmalig: [...ELKE_STROOM, DAG, EENMAAL],
} as const satisfies Record<Stroom, readonly Openingsregel<string>[]>;

export type Openingsbezwaar<S extends Stroom = Stroom> = (typeof REGELS)[S][number]['reden'];

/** Every reason, of whatever flow. */
export const OPENINGSBEZWAREN = [...new Set(STROMEN.flatMap((stroom) => REGELS[stroom].map(({ reden }) => reden)))];

/** Whether this recipient may receive any pupil at all today. Asked before we know who the pupil is. */
export function beoordeelOpening<S extends Stroom>(
  vraag: Openingsvraag & { gelegenheid: { stroom: S } },
): Openingsbezwaar<S> | undefined {
  const regels: readonly Openingsregel<Openingsbezwaar<S>>[] = REGELS[vraag.gelegenheid.stroom];
  return regels.find(({ laatToe }) => !laatToe(vraag))?.reden;
}
