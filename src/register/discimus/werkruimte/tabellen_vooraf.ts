import { INSCHRIJVING, PERSOONSGEGEVENS, PLAATS, SLEUTELS, type Werktabelbeschrijving } from './werkkolommen.ts';

/**
 * All lines with the same strongest key are one person. The person is named by the first 128 bits of a hash
 * of that key.
 */
const PERSOON = `left(encode(coalesce(
    insz, sha256(('u' || unieke_persoon)::bytea), sha256(('g' || geregistreerde_persoon)::bytea)), 'hex'), 32)::uuid`;

/** Tables made before the delivery is read. They last as long as the connection. */
export const TABELLEN_VOORAF = {
  /** The three files about schools, as delivered. */
  klaar_scholen: {
    schrijft: ['lezen/opnemen'],
    leest: ['scholen/herstructurering', 'scholen/naslag'],
    kolommen: { instellingsnummer: 'text', naam: 'text', erkend: 'boolean', opvolger: 'text', regel: 'integer' },
  },
  klaar_vestigingsplaatsen: {
    schrijft: ['lezen/opnemen'],
    leest: ['scholen/naslag'],
    kolommen: { instellingsnummer: 'text', vestigingsplaats: 'smallint', naam: 'text', regel: 'integer' },
  },
  klaar_administratieve_groepen: {
    schrijft: ['lezen/opnemen'],
    leest: ['scholen/naslag'],
    kolommen: { code: 'text', omschrijving: 'text', regel: 'integer' },
  },
  /**
   * Lines of enrolments that the load before did not have. `reden` says why a line is not applied
   * (besluiten.ts). The numbers are for a pupil, an account or an enrolment that the line may bring. Node makes
   * the random ones: PostgreSQL asks the operating system for each, which takes ten times as long. Columns
   * that are read for every line come first, because PostgreSQL reads a row from its beginning.
   */
  klaar: {
    schrijft: [
      'lezen/opnemen_inschrijvingen',
      'scholen/naslag',
      'herkennen/afsplitsen',
      'herkennen/geleende_sleutels',
      'herkennen/twijfel',
      'herkennen/zeggenschap',
      'toepassen/dubbele_inschrijvingen',
    ],
    leest: [
      'scholen/naslag',
      'herkennen/afsplitsen',
      'herkennen/geleende_sleutels',
      'herkennen/personen',
      'herkennen/twijfel_tussen_personen',
      'herkennen/zeggenschap',
      'verslag/tellingen',
      'verslag/uitval',
    ],
    kolommen: {
      regel: 'integer',
      persoon: 'uuid',
      nieuw_id: 'uuid',
      account_uuid: 'uuid',
      leer_id_uuid: 'uuid',
      reden: 'text',
      ...SLEUTELS,
      ...INSCHRIJVING,
      insz_soort: 'text',
      ...PERSOONSGEGEVENS,
      email: 'text',
      stam: 'text',
      zwak: 'boolean',
    },
    vanzelf: {
      persoon: `generated always as (${PERSOON}) stored`,
      nieuw_id: 'default uuidv7()',
      reden: 'default null',
    },
  },
  /** Lines that could not be read, with a row for each column that is wrong (lezen/foutcodes.ts). */
  uitval: {
    schrijft: ['lezen/opnemen', 'lezen/opnemen_inschrijvingen'],
    leest: ['verslag/tellingen', 'verslag/uitval'],
    kolommen: { bestand: 'text', regel: 'integer', kolom: 'text', reden: 'text', uitleg: 'text', ...PLAATS },
  },
  /** Fingerprints of lines that the load before had, and that this full delivery does not have. */
  verdwenen: {
    schrijft: ['lezen/opnemen'],
    leest: ['toepassen/dubbele_inschrijvingen', 'toepassen/einden'],
    kolommen: { bron: 'bytea' },
  },
  /** Fingerprints of lines that the load before had, and that this delivery of changes has too. */
  gezien: {
    schrijft: ['lezen/opnemen'],
    leest: ['toepassen/dubbele_inschrijvingen'],
    kolommen: { bron: 'bytea' },
  },
  /**
   * The places where a line was not applied. Enrolments there do not end, whatever the delivery leaves out.
   */
  ongelezen: {
    schrijft: [
      'scholen/naslag',
      'herkennen/afsplitsen',
      'herkennen/twijfel',
      'herkennen/zeggenschap',
      'verslag/tellingen',
    ],
    leest: ['toepassen/einden'],
    kolommen: PLAATS,
  },
  /** Schools that go on under another number since this delivery. */
  verhuizingen: {
    schrijft: ['scholen/herstructurering'],
    leest: ['scholen/schoolkeuzes'],
    kolommen: { oud: 'text', nieuw: 'text' },
  },
  /** Pupils that turned out to be one: `van` goes, `naar` stays. */
  samengevoegden: {
    schrijft: ['samenvoegen/voeg_samen'],
    leest: [
      'samenvoegen/bewaar_samenvoegingen',
      'samenvoegen/verplaats_leerlingen',
      'samenvoegen/voeg_samen',
      'verslag/achterblijvers',
    ],
    kolommen: { van: 'uuid', naar: 'uuid' },
  },
  /** Accounts that have to be signed out, with their pupil of before the load. */
  geraakte_accounts: {
    schrijft: ['toepassen/geraakte_accounts', 'toepassen/identificatie', 'samenvoegen/verplaats_leerlingen'],
    leest: ['toepassen/geraakte_accounts'],
    kolommen: { account_uuid: 'uuid', leerling_id: 'uuid' },
  },
} as const satisfies Record<string, Werktabelbeschrijving>;
