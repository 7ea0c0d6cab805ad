/** Columns that tables of the workspace have in common, and what describes a table. */

export interface Werktabelbeschrijving {
  /** Type of each column, as PostgreSQL calls it. */
  kolommen: Readonly<Record<string, Kolomtype>>;
  /** What PostgreSQL fills in by itself when lines are copied in. */
  vanzelf?: Readonly<Record<string, string>>;
  /** Files of src/register/discimus that make, fill or change the table, and files that read it. */
  schrijft: readonly string[];
  leest: readonly string[];
}

export type Kolomtype =
  | 'bigint'
  | 'boolean'
  | 'bytea'
  | 'date'
  | 'datemultirange'
  | 'integer'
  | 'smallint'
  | 'text'
  | 'timestamp with time zone'
  | 'uuid';

/** What a line says about who the pupil is. */
export const PERSOONSGEGEVENS = {
  voornaam: 'text',
  naam: 'text',
  geboortejaar: 'smallint',
  geboortemaand: 'smallint',
  geboortedag: 'smallint',
} as const;

/** The keys of a line. `insz` is the keyed hash, never the number itself. */
export const SLEUTELS = { insz: 'bytea', unieke_persoon: 'text', geregistreerde_persoon: 'text' } as const;

/** The pupils to whom the keys lead. `via_` also follows what other lines of the same person say. */
export const VIA = { via_insz: 'uuid', via_unieke: 'uuid', via_geregistreerde: 'uuid' } as const;
export const DIRECT = { direct_unieke: 'uuid', direct_geregistreerde: 'uuid' } as const;

/** The line's place in the register: in its school, and as an enrolment. */
export const PLAATS = { instellingsnummer: 'text', stamnummer: 'text' } as const;
export const INSCHRIJVING = {
  ...PLAATS,
  vestigingsplaats: 'smallint',
  administratieve_groep: 'text',
  hoofdstructuur: 'text',
  status: 'text',
  van: 'date',
  tot: 'date',
  bron: 'bytea',
} as const;

/**
 * A line, while the load still has to find out which pupil it is about. `zwak`: it has no INSZ of its own.
 */
export const LIJN = { regel: 'integer', persoon: 'uuid', nieuw_id: 'uuid', zwak: 'boolean' } as const;
