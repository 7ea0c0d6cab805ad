import type { Registry } from 'prom-client';

/** What the first process and those that serve say to each other. Both run the same code. */

/** The figures of one process, as prom-client adds them up. */
export type Cijfers = Awaited<ReturnType<Registry['getMetricsAsJSON']>>;

export type NaarWerkproces =
  | { leerid: 'word_huismeester' }
  | { leerid: 'geef_cijfers' }
  /** The answer to the `lees_metingen` of this number. */
  | { leerid: 'metingen'; nummer: number; tekst: string };

export type NaarHoofdproces =
  /** The answer to `geef_cijfers`. */
  | { leerid: 'cijfers'; cijfers: Cijfers }
  | { leerid: 'lees_metingen'; nummer: number }
  /** It became the caretaker, and the upkeep began. */
  | { leerid: 'doet_onderhoud' };
