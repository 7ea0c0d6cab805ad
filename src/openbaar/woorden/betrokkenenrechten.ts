import type { Protocol } from '../../protocol/index.ts';

/** A right of the pupil, and of the parents for a young pupil. */
export interface Betrokkenenrecht {
  recht: string;
  uitleg: string;
}

const ALTIJD: readonly Betrokkenenrecht[] = [
  { recht: 'Kijken', uitleg: 'Je mag vragen welke gegevens over jou er zijn, en wie ze kreeg (artikel 15 AVG).' },
  { recht: 'Verbeteren', uitleg: 'Klopt er iets niet? Dan mag je vragen om het te verbeteren (artikel 16 AVG).' },
  {
    recht: 'Laten wissen',
    uitleg: 'Soms mag je vragen om gegevens te wissen, zoals wanneer niemand ze nog nodig heeft (artikel 17 AVG).',
  },
  {
    recht: 'Even laten stilleggen',
    uitleg: 'Soms mag je vragen om met gegevens te wachten, zoals tot duidelijk is of ze kloppen (artikel 18 AVG).',
  },
];

const BEZWAAR: Betrokkenenrecht = {
  recht: 'Bezwaar maken',
  uitleg:
    'Je mag zeggen waarom je dit in jouw geval niet wilt. De partijen moeten daarnaar luisteren (artikel 21 AVG).',
};

const INTREKKEN: Betrokkenenrecht = {
  recht: 'Toestemming intrekken',
  uitleg: 'Wie toestemming gaf, mag die op elk moment weer intrekken (artikel 7 AVG).',
};

const MEENEMEN: Betrokkenenrecht = {
  recht: 'Meenemen',
  uitleg: 'Je mag gegevens die je zelf gaf, meenemen naar een andere dienst (artikel 20 AVG).',
};

/**
 * What a pupil may ask. It depends on the ground: objecting goes with a public task or a legitimate interest
 * (GDPR art. 21.1), taking along and withdrawing with consent, taking along also with a contract (art. 7.3, 20.1).
 */
export function rechtenBij({ avg }: Pick<Protocol['rechtsgrond'], 'avg'>): readonly Betrokkenenrecht[] {
  const steuntOp = (...gronden: string[]) => avg.some((grond) => gronden.includes(grond));
  return [
    ...ALTIJD,
    ...(steuntOp('6.1.e', '6.1.f') ? [BEZWAAR] : []),
    ...(steuntOp('6.1.a', '9.2.a') ? [INTREKKEN] : []),
    ...(steuntOp('6.1.a', '6.1.b', '9.2.a') ? [MEENEMEN] : []),
  ];
}
