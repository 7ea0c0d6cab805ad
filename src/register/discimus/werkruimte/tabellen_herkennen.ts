import {
  DIRECT,
  INSCHRIJVING,
  LIJN,
  PERSOONSGEGEVENS,
  PLAATS,
  SLEUTELS,
  VIA,
  type Werktabelbeschrijving,
} from './werkkolommen.ts';

/**
 * Tables made while the load finds out which pupil each line is about. They are dropped with the transaction.
 */
export const TABELLEN_HERKENNEN = {
  /**
   * Lines whose own keys lead to more than one pupil, or bring an INSZ to one. `opvolger` is the successor of
   * the line's school.
   */
  kruisend: {
    schrijft: ['herkennen/zeggenschap'],
    leest: ['herkennen/zeggenschap'],
    kolommen: {
      ...LIJN,
      ...SLEUTELS,
      insz_soort: 'text',
      ...PLAATS,
      ...PERSOONSGEGEVENS,
      via_insz: 'uuid',
      ...DIRECT,
      opvolger: 'text',
    },
  },
  /** Pupils that such lines would change, and whether a school that has the pupil says so (`gestaafd`). */
  aanspraken: {
    schrijft: ['herkennen/zeggenschap'],
    leest: ['herkennen/zeggenschap'],
    kolommen: { regel: 'integer', insz: 'bytea', leerling_id: 'uuid', gestaafd: 'boolean' },
  },
  /** The crossing lines that no school with a say supports. */
  vreemd: {
    schrijft: ['herkennen/zeggenschap'],
    leest: ['herkennen/personen', 'herkennen/zeggenschap'],
    kolommen: {
      regel: 'integer',
      persoon: 'uuid',
      nieuw_id: 'uuid',
      besluit: 'text',
      ...VIA,
      ...SLEUTELS,
      ...PLAATS,
      ...PERSOONSGEGEVENS,
    },
  },
  /** Lines of persons who have more than one. */
  meervoudig: {
    schrijft: ['herkennen/afsplitsen'],
    leest: ['herkennen/afsplitsen', 'herkennen/personen', 'herkennen/volgregels'],
    kolommen: {
      ...LIJN,
      ...SLEUTELS,
      insz_soort: 'text',
      ...INSCHRIJVING,
      ...PERSOONSGEGEVENS,
      ...VIA,
      ...DIRECT,
      opvolger: 'text',
    },
  },
  /** The lines of `meervoudig` that are in doubt by themselves, and why. */
  afgesplitst: {
    schrijft: ['herkennen/afsplitsen', 'herkennen/volgregels'],
    leest: ['herkennen/afsplitsen', 'herkennen/personen', 'herkennen/volgregels'],
    kolommen: { regel: 'integer', besluit: 'text' },
  },
  /** Lines that follow the line that speaks for their person. */
  volgregels: {
    schrijft: ['herkennen/volgregels'],
    leest: ['herkennen/geleende_sleutels', 'herkennen/personen', 'herkennen/twijfel', 'herkennen/volgregels'],
    kolommen: { ...LIJN, ...SLEUTELS, ...INSCHRIJVING, ...PERSOONSGEGEVENS },
  },
  /**
   * The following lines that contradict the speaking line. `gekend`: the person is a pupil of the register.
   */
  tegensprekend: {
    schrijft: ['herkennen/volgregels'],
    leest: ['herkennen/volgregels'],
    kolommen: { regel: 'integer', persoon: 'uuid', zonder_insz: 'boolean', gekend: 'boolean' },
  },
  /** Pupils to whom the weak keys of following lines lead. */
  elders: {
    schrijft: ['herkennen/geleende_sleutels'],
    leest: ['herkennen/geleende_sleutels', 'herkennen/personen', 'herkennen/twijfel_tussen_personen'],
    kolommen: { persoon: 'uuid', soort: 'text', leerling_id: 'uuid' },
  },
  /**
   * Each person of the delivery, by the line that speaks for it, with the decision (besluiten.ts). `wie` is
   * the person also when a line of it was set apart. `samen_…` is a pupil that is merged into `leerling_id`.
   */
  personen: {
    schrijft: [
      'herkennen/personen',
      'herkennen/twijfel_tussen_personen',
      'herkennen/volgregels',
      'samenvoegen/verplaats_leerlingen',
    ],
    leest: [
      'herkennen/personen',
      'herkennen/twijfel',
      'herkennen/twijfel_tussen_personen',
      'toepassen/dubbele_inschrijvingen',
      'toepassen/identificatie',
      'toepassen/inschrijvingen',
      'toepassen/leerlinggegevens',
      'toepassen/nieuwe_leerlingen',
      'toepassen/onbevestigd',
      'samenvoegen/voeg_samen',
      'verslag/tellingen',
      'verslag/twijfellijst',
      'verslag/uitval',
    ],
    kolommen: {
      regel: 'integer',
      persoon: 'uuid',
      wie: 'uuid',
      zwak: 'boolean',
      leerling_id: 'uuid',
      nieuw_id: 'uuid',
      account_uuid: 'uuid',
      leer_id_uuid: 'uuid',
      besluit: 'text',
      samen_unieke: 'uuid',
      samen_geregistreerde: 'uuid',
      ...VIA,
      ...SLEUTELS,
      ...INSCHRIJVING,
      insz_soort: 'text',
      ...PERSOONSGEGEVENS,
      email: 'text',
      stam: 'text',
    },
  },
  /** Which pupils turn out to be the same, and by which person. `van` would go, and `naar` would stay. */
  samengaan: {
    schrijft: ['herkennen/personen'],
    leest: ['herkennen/twijfel_tussen_personen', 'samenvoegen/voeg_samen'],
    kolommen: { persoon: 'uuid', naar: 'uuid', van: 'uuid' },
  },
  /** The following lines of persons who are sure, with their pupil and the decision about the person. */
  volglijnen: {
    schrijft: ['herkennen/twijfel', 'samenvoegen/verplaats_leerlingen'],
    leest: [
      'toepassen/dubbele_inschrijvingen',
      'toepassen/identificatie',
      'toepassen/inschrijvingen',
      'toepassen/leerlinggegevens',
      'toepassen/onbevestigd',
    ],
    kolommen: {
      ...LIJN,
      leerling_id: 'uuid',
      besluit: 'text',
      unieke_persoon: 'text',
      geregistreerde_persoon: 'text',
      ...INSCHRIJVING,
    },
  },
} as const satisfies Record<string, Werktabelbeschrijving>;
