/**
 * What is known of one pupil at one moment, as plain values. Data of the catalogue are read only from here.
 */
export interface Gegevensbron {
  voornaam: string;
  naam: string;
  /** Day and month are unknown for some pupils: the INSZ then holds 00. */
  geboortedag: number | null;
  geboortemaand: number | null;
  geboortejaar: number | null;
  email: string | null;
  leer_id_uuid: string | null;
  account_uuid: string;
  historiek_account_uuid: readonly string[];
  inschrijvingen: readonly Inschrijvingsbron[];
  klassen: readonly { instellingsnummer: string; klas: string; subklas: string | null }[];
  toetsen: readonly { toets: string; toetsmoment: { van: string; tot: string } }[];
}

export interface Inschrijvingsbron {
  instellingsnummer: string;
  /** Its serial number within the school, two digits. Which school it is, is a datum of its own. */
  vestigingsplaats: string;
  administratieve_groep: string;
  administratieve_groep_omschrijving: string;
  hoofdstructuur: string;
  /** Null until the enrolment is realised. An active enrolment always has one. */
  stamnummer: string | null;
}
