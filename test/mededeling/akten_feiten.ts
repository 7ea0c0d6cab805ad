/**
 * The world in which the acts are tested: facts as plain data. The oracle reasons about them, and the
 * register holds them.
 */

export type Vorm = 'klaar' | 'hash' | 'pseudoniem' | 'leeftijdsscholen';
/** The part of one recipient: data by code, and the form of each. */
export type Deel = Record<string, Vorm>;

/** A part made from lists of codes. The codes in clear form come first. */
export function delen(klaar: string, rest: Partial<Record<Vorm, string>> = {}): Deel {
  const paren = [['klaar', klaar], ...Object.entries(rest)] as [Vorm, string][];
  return Object.fromEntries(paren.flatMap(([vorm, codes]) => codes.split(/\s+/).map((code) => [code, vorm])));
}

export interface School {
  nummer: string;
  erkend: boolean;
  /**
   * What the school said about class information: when, whether it stopped, and whether about the present
   * text.
   */
  woord?: { op: string; gestopt: boolean; dezeTekst: boolean };
}

const woord = (op: string, anders: object = {}) => ({ op, gestopt: false, dezeTekst: true, ...anders });

export const SCHOLEN: readonly School[] = [
  // The second of DOV's stamp under S2, and the second before it.
  { nummer: '100001', erkend: true, woord: woord('2024-07-17T14:01:01Z') },
  { nummer: '100002', erkend: true, woord: woord('2024-07-17T14:01:00Z') },
  { nummer: '100003', erkend: true, woord: woord('2025-05-12T10:00:00Z') },
  { nummer: '100004', erkend: true, woord: woord('2024-09-02T10:00:00Z', { gestopt: true }) },
  { nummer: '100005', erkend: true, woord: woord('2024-09-02T10:00:00Z', { dezeTekst: false }) },
  { nummer: '100006', erkend: true },
  { nummer: '100007', erkend: false, woord: woord('2024-09-02T10:00:00Z') },
];

export interface Toets {
  toets: string;
  /** The days in Belgium, and the moments. */
  dagen: [string, string];
  toetsmoment: { van: string; tot: string };
}

const toets = (nummer: number, dagen: [string, string], van: string, tot: string): Toets => ({
  toets: `T${nummer}`,
  dagen,
  toetsmoment: { van, tot },
});

/** Around the rounds below: their first and last hour, the hours beside those, and one across an edge. */
export const TOETSEN: readonly Toets[] = [
  toets(1, ['2025-05-05', '2025-05-05'], '2025-05-04T22:00:00Z', '2025-05-04T23:00:00Z'),
  toets(2, ['2025-05-04', '2025-05-04'], '2025-05-04T21:00:00Z', '2025-05-04T21:59:00Z'),
  toets(3, ['2025-06-13', '2025-06-13'], '2025-06-13T21:00:00Z', '2025-06-13T21:59:00Z'),
  toets(4, ['2025-06-13', '2025-06-14'], '2025-06-13T21:30:00Z', '2025-06-13T22:30:00Z'),
  toets(5, ['2025-05-20', '2025-05-20'], '2025-05-20T07:00:00Z', '2025-05-20T08:00:00Z'),
  toets(6, ['2025-10-08', '2025-10-08'], '2025-10-08T07:00:00Z', '2025-10-08T08:00:00Z'),
  toets(7, ['2023-09-19', '2023-09-19'], '2023-09-19T07:00:00Z', '2023-09-19T08:00:00Z'),
  toets(8, ['2026-05-19', '2026-05-19'], '2026-05-19T07:00:00Z', '2026-05-19T08:00:00Z'),
];

export const RONDEN = [
  { van: '2025-05-05', tot: '2025-06-13' },
  { van: '2025-10-06', tot: '2025-10-17' },
  { van: '2023-09-18', tot: '2023-09-29' },
  { van: '2026-05-04', tot: '2026-07-31' },
  // After 31 July.
  { van: '2026-05-04', tot: '2026-08-01' },
] as const;

export interface Plaats {
  school: School;
  niveau: 'kleuter' | 'lager' | 'secundair' | 'hoger';
  status: string;
  bevestigd: boolean;
  /** Whether its school was recognised when the pupil was read. His classes may be read a moment later. */
  erkend: boolean;
  van: string;
  tot: string | null;
  /** The enrolment itself, by the code of each datum. */
  velden: Record<string, string>;
}

export interface Kind {
  id: string;
  klassen: { school: School; klas: string; subklas: string | null; van: string; tot: string | null }[];
  toetsen: Toets[];
}

/** One knock on the door. Days are those of Belgium. */
export interface Wereld {
  akte: string;
  partij: string;
  /** The application that asks, by its client_id. */
  client: string;
  ontvanger: string;
  dag: string;
  nu: string;
  /**
   * The day of each electronic signature under our file of the act, and the day from which a party ended it.
   */
  getekend: Record<string, string | undefined>;
  gestopt: string | undefined;
  s2: { getekend: Record<string, string | undefined>; gestopt: string | undefined };
  wet: string | undefined;
  ronden: { van: string; tot: string }[];
  /** Whether the application built class information in. */
  aangesloten: boolean;
  leerling: Kind & {
    voornaam: string;
    naam: string;
    geboortedag: number | null;
    geboortemaand: number | null;
    geboortejaar: number | null;
    email: string | null;
    leer_id_uuid: string | null;
    account_uuid: string;
    historiek_account_uuid: string[];
  };
  plaatsen: Plaats[];
  samen: string[];
  zichtbaar: string[];
  vraag: string[];
}
