import fc from 'fast-check';
import type { Zoekwijze } from '../../src/mededeling/selectie.ts';
import type { Stroom } from '../../src/protocol/index.ts';
import { type Geval, geval } from './willekeur.ts';

/** A question in a flow that is not a sign-in, about one pupil of `willekeur.ts`. */
export interface Stroomgeval extends Geval {
  stroom: Exclude<Stroom, 'bij_aanmelding'>;
  zoekt: Zoekwijze;
  /** The school for which the asker speaks. */
  school: string | undefined;
  /** The keys that the act names. */
  opzoeking: string[];
  /** The day for which a delivery was opened, from today on. */
  dagVerschil: number;
  isVrij: boolean;
  /** By the application of a signed dossier, or as a recipient of the act that has none. */
  alsToepassing: boolean;
  /** The law on which the act rests was a draft when the act was signed. */
  isOntwerp: boolean;
}

const SLEUTELS = ['leer_id_uuid', 'account_uuid'] as const;
const SCHOLEN = ['011122', '022233', '033344', '044455'];
const meestal = <T>(gewoon: T, anders: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 9, arbitrary: fc.constant(gewoon) }, { weight: 1, arbitrary: anders });

/** How pupils were found, and for which school: mostly as the flow is meant. */
function vraag(stroom: Stroomgeval['stroom']) {
  const breed = stroom !== 'op_aanvraag';
  const zoekwijzen = ['doelgroep', 'school', ...SLEUTELS] as const;
  const zoekt = breed
    ? fc.constantFrom<Zoekwijze>('doelgroep', 'doelgroep', ...zoekwijzen)
    : fc.constantFrom<Zoekwijze>('school', ...SLEUTELS, ...zoekwijzen);
  return zoekt.chain((hoe) =>
    fc.record({
      stroom: fc.constant(stroom),
      zoekt: fc.constant(hoe),
      school: hoe === 'school' ? fc.constantFrom<string | undefined>(...SCHOLEN) : fc.constant(undefined),
      opzoeking: meestal<string[]>([...SLEUTELS], fc.subarray<string>([...SLEUTELS])),
      dagVerschil: meestal(0, fc.constantFrom(-1, 1)),
      isVrij: meestal(true, fc.constant(false)),
      alsToepassing: fc.boolean(),
      isOntwerp: meestal(false, fc.constant(true)),
    }),
  );
}

export function stroomgeval(stroom: Stroomgeval['stroom']): fc.Arbitrary<Stroomgeval> {
  return fc.tuple(geval, vraag(stroom)).map(([een, rest]) => ({ ...een, ...rest }));
}
