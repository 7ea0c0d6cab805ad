import type { Werktabelbeschrijving } from './werkkolommen.ts';

/**
 * Tables made while the load follows what the delivery says about schools. They are dropped with the
 * transaction.
 */
export const TABELLEN_SCHOLEN = {
  /**
   * What schools that moved decided about applications (samenwerkingen), and for which pupils
   * (zichtbaarheid).
   */
  keuzes: {
    schrijft: ['scholen/schoolkeuzes'],
    leest: ['scholen/schoolkeuzes', 'verslag/achterblijvers'],
    kolommen: { oud: 'text', nieuw: 'text', client_id: 'text', dagen: 'datemultirange', nieuw_besliste: 'boolean' },
  },
  leerlingkeuzes: {
    schrijft: ['scholen/schoolkeuzes'],
    leest: ['scholen/schoolkeuzes', 'verslag/achterblijvers'],
    kolommen: {
      leerling_id: 'uuid',
      sinds: 'timestamp with time zone',
      oud: 'text',
      nieuw: 'text',
      client_id: 'text',
      nieuw_besliste: 'boolean',
      gaat_mee: 'boolean',
    },
  },
} as const satisfies Record<string, Werktabelbeschrijving>;
