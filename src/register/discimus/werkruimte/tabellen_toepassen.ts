import { INSCHRIJVING, PERSOONSGEGEVENS, type Werktabelbeschrijving } from './werkkolommen.ts';

/** Tables made while the load changes the register. They are dropped with the transaction. */
export const TABELLEN_TOEPASSEN = {
  /**
   * Temporary pupils whom another school than their own identified. Two names for one pupil, as in
   * `samengevoegden`.
   */
  andere_school: {
    schrijft: ['toepassen/identificatie'],
    leest: ['toepassen/identificatie'],
    kolommen: { van: 'uuid', naar: 'uuid' },
  },
  /** Pupils who are identified now, with their definitive account. */
  omgezet: {
    schrijft: ['toepassen/identificatie'],
    leest: ['toepassen/identificatie'],
    kolommen: { leerling_id: 'uuid', account_uuid: 'uuid' },
  },
  /** The temporary accounts that the definitive ones replace. */
  vervangen: {
    schrijft: ['toepassen/identificatie'],
    leest: ['toepassen/identificatie'],
    kolommen: { account_uuid: 'uuid', leerling_id: 'uuid' },
  },
  /** Pupils who need an account. `nummer` follows the stem of the user name. */
  accountloos: {
    schrijft: ['toepassen/nieuwe_leerlingen'],
    leest: ['toepassen/nieuwe_leerlingen'],
    kolommen: { account_uuid: 'uuid', leerling_id: 'uuid', soort: 'text', stam: 'text', nummer: 'integer' },
  },
  /** The account that stays after a merge. */
  blijvend: {
    schrijft: ['samenvoegen/verplaats_leerlingen'],
    leest: ['samenvoegen/verplaats_leerlingen'],
    kolommen: { van: 'uuid', naar: 'uuid', account_uuid: 'uuid' },
  },
  /** The accounts that are merged into it. */
  opgaand: {
    schrijft: ['samenvoegen/verplaats_leerlingen'],
    leest: ['samenvoegen/verplaats_leerlingen'],
    kolommen: {
      naar: 'uuid',
      blijft: 'uuid',
      account_uuid: 'uuid',
      leerling_id: 'uuid',
      laatst_aangemeld_op: 'timestamp with time zone',
    },
  },
  /** Lines that enrol a known pupil in a school that did not have the pupil, by a weak key. */
  onbevestigd: {
    schrijft: ['toepassen/onbevestigd'],
    leest: ['toepassen/inschrijvingen', 'toepassen/leerlinggegevens'],
    kolommen: { regel: 'integer', persoon: 'uuid', leerling_id: 'uuid', instellingsnummer: 'text' },
  },
  /** The one person that says what a pupil's row holds. */
  sprekers: {
    schrijft: ['toepassen/leerlinggegevens'],
    leest: ['toepassen/leerlinggegevens'],
    kolommen: {
      leerling_id: 'uuid',
      unieke_persoon: 'text',
      geregistreerde_persoon: 'text',
      via_unieke: 'uuid',
      via_geregistreerde: 'uuid',
      ...PERSOONSGEGEVENS,
      email: 'text',
    },
  },
  /** Lines that say the same enrolment as an earlier line. */
  dubbele_regels: {
    schrijft: ['toepassen/dubbele_inschrijvingen'],
    leest: ['toepassen/dubbele_inschrijvingen', 'toepassen/inschrijvingen'],
    kolommen: { regel: 'integer' },
  },
  /**
   * Enrolments as the delivery wants them. `bestaande`: the row that the enrolment has already, maybe under
   * the school's successor.
   */
  gewenst: {
    schrijft: ['toepassen/dubbele_inschrijvingen', 'toepassen/inschrijvingen'],
    leest: [
      'toepassen/einden',
      'toepassen/geraakte_accounts',
      'toepassen/inschrijvingen',
      'verslag/twijfellijst',
      'verslag/uitval',
    ],
    kolommen: {
      nieuw_id: 'uuid',
      regel: 'integer',
      leerling_id: 'uuid',
      zwak: 'boolean',
      ...INSCHRIJVING,
      bestaande: 'uuid',
      bij_opvolger: 'boolean',
    },
  },
  /** Enrolments that end earlier now, or that count no more. */
  ingekort: {
    schrijft: ['toepassen/geraakte_accounts'],
    leest: ['toepassen/geraakte_accounts'],
    kolommen: { leerling_id: 'uuid', instellingsnummer: 'text' },
  },
  /**
   * Enrolments that the delivery no longer has. `nooit_geweest`: it had not begun, so it is deleted.
   * `gaat_over`: the pupil goes on in the new school year.
   */
  vervallen: {
    schrijft: ['toepassen/einden'],
    leest: ['toepassen/einden', 'toepassen/geraakte_accounts'],
    kolommen: {
      id: 'uuid',
      leerling_id: 'uuid',
      instellingsnummer: 'text',
      administratieve_groep: 'text',
      van: 'date',
      tot: 'date',
      laatste_dag: 'date',
      nooit_geweest: 'boolean',
      gaat_over: 'boolean',
    },
  },
} as const satisfies Record<string, Werktabelbeschrijving>;
