import fc from 'fast-check';
import { CATALOGUS, type Gegevensbron, type Ontvangersdeel } from '../../src/protocol/index.ts';
import type { Inschrijving } from '../../src/register/index.ts';

/** Stands in every field of a pupil that no protocol may let out, such as the INSZ. */
export const NOOIT = 'NOOIT-85.07.30-033.28';

/** Days as plain numbers: the calendar of the tests starts on 2023-01-01. Every month and day of a leap year, in order. */
const EERSTE_DAG = Temporal.PlainDate.from('2023-01-01');
const KALENDER = Array.from({ length: 2200 }, (_, dag) => EERSTE_DAG.add({ days: dag }));
const iso = (dag: number) => String(KALENDER[dag]);
export const MAANDDAGEN = KALENDER.slice(365, 731).map((dag) => dag.toString().slice(5));

/** One knock on the door. What the oracle reasons about stands here as numbers and flags, beside what the code gets. */
export interface Geval {
  vandaag: Temporal.PlainDate;
  inWerking: boolean;
  respijtdagen: number;
  deel: Ontvangersdeel;
  /** Per enrolment: the days relative to today, as generated. */
  perioden: { van: number; tot: number | null }[];
  inschrijvingen: Inschrijving[];
  samenwerkendeScholen: Set<string>;
  zichtbaarIn: Set<string>;
  leerling: Omit<Gegevensbron, 'inschrijvingen'>;
  gevraagd: Set<string>;
  leerIdAlsLijst: boolean;
}

const SCHOLEN = ['011122', '022233', '033344', '044455'];
const CODES = Object.keys(CATALOGUS);
const CLAIMS = ['name', ...new Set(Object.values(CATALOGUS).flatMap(({ uitgifte }) => uitgifte?.claim ?? []))];
const ONZIN = ['insz', 'ov_insz', 'sub', 'naam', 'stamnummer', 'toString', '__proto__', 'constructor'];

/** Absent once in so many cases. */
const soms = <T>(waarde: fc.Arbitrary<T>, freq: number) => fc.option(waarde, { nil: undefined, freq });
const ofNull = <T>(waarde: fc.Arbitrary<T>) => fc.option(waarde, { nil: null });
/** Around today, and often right at the edge of a period. */
const dagRondVandaag = fc.oneof(fc.integer({ min: -300, max: 300 }), fc.integer({ min: -9, max: 1 }));

const inschrijving = fc.record({
  school: fc.constantFrom(...SCHOLEN),
  status: fc.constantFrom(
    ...['gerealiseerd', 'gerealiseerd', 'gerealiseerd', 'parallel'],
    ...['uitgesteld', 'niet_gerealiseerd', 'aanmelding'],
  ),
  bevestigd: fc.constantFrom(true, true, true, false),
  van: fc.oneof(fc.integer({ min: -300, max: 1 }), fc.integer({ min: -1, max: 1 })),
  tot: ofNull(dagRondVandaag),
});

const gegeven = (code: string) =>
  fc.record({
    code: fc.constant(code),
    artikel: fc.integer({ min: 1, max: 20 }),
    reden: fc.constant('test'),
    bijzonder: fc.boolean(),
    enkel_zonder: soms(fc.constantFrom('leer_id_uuid', 'leer_id_uuid', 'email', 'insz', ...CODES), 2),
  });

const gegevens = fc
  .oneof(fc.shuffledSubarray(CODES), fc.shuffledSubarray(CODES.filter((code) => CATALOGUS[code]?.uitgifte)))
  .chain((codes) => fc.tuple(...codes.map(gegeven)));

const maanddag = fc.constantFrom(...MAANDDAGEN);
const vensters = fc.array(fc.record({ naam: fc.constant('venster'), van: maanddag, tot: maanddag }), {
  minLength: 1,
  maxLength: 3,
});

const leerling = fc
  .record({
    voornaam: fc.constantFrom('Noor', 'Yuna'),
    naam: fc.constantFrom('Peeters', 'El Idrissi'),
    geboortedag: ofNull(fc.integer({ min: 1, max: 31 })),
    geboortemaand: ofNull(fc.integer({ min: 1, max: 12 })),
    geboortejaar: ofNull(fc.integer({ min: 2005, max: 2020 })),
    email: ofNull(fc.constant('noor@example.org')),
    leer_id_uuid: ofNull(fc.constant('11111111-1111-4111-8111-111111111111')),
    account_uuid: fc.constant('22222222-2222-4222-8222-222222222222'),
    historiek_account_uuid: fc.subarray(['oud-1', 'oud-2']),
    klassen: fc.subarray([
      { instellingsnummer: '011122', klas: '1A', subklas: null },
      { instellingsnummer: '022233', klas: '1B', subklas: 'b' },
    ]),
    toetsen: fc.subarray([{ toets: 'WIS4', toetsmoment: { van: '2025-05-05', tot: '2025-05-06' } }]),
  })
  .map((een) => ({ ...een, id: NOOIT, insz: NOOIT, insz_hash: NOOIT, geslacht: NOOIT }));

export const geval: fc.Arbitrary<Geval> = fc
  .record({
    dag: fc.integer({ min: 400, max: 1800 }),
    inWerking: soms(fc.constant(true), 12),
    respijtdagen: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 8 })),
    gegevens,
    vensters: soms(vensters, 3),
    inschrijvingen: fc.array(inschrijving, { maxLength: 4 }),
    scholen: fc.subarray(SCHOLEN, { minLength: 1 }),
    zichtbaarIn: fc.subarray(SCHOLEN),
    leerling,
    gevraagd: fc.oneof(fc.constant(CLAIMS), fc.subarray([...CLAIMS, ...ONZIN])),
    leerIdAlsLijst: fc.boolean(),
  })
  .map(({ dag, gegevens, vensters, inschrijvingen, scholen, ...rest }) => {
    const perioden = inschrijvingen.map(({ van, tot }) => ({ van, tot: tot === null ? null : Math.max(van, tot) }));
    return {
      ...rest,
      vandaag: Temporal.PlainDate.from(iso(dag)),
      inWerking: rest.inWerking ?? false,
      deel: { stroom: 'bij_aanmelding', gegevens, vensters },
      perioden,
      inschrijvingen: inschrijvingen.map(({ school, status, bevestigd }, nummer) => ({
        instellingsnummer: school,
        vestigingsplaats: `${school}0${nummer}`,
        administratieve_groep: `groep-${nummer}`,
        administratieve_groep_omschrijving: `omschrijving-${nummer}`,
        hoofdstructuur: `structuur-${nummer}`,
        stamnummer: `stamnummer-${nummer}`,
        status,
        bevestigd,
        van: iso(dag + (perioden[nummer]?.van ?? 0)),
        tot: perioden[nummer]?.tot == null ? null : iso(dag + (perioden[nummer]?.tot ?? 0)),
        nota: NOOIT,
      })),
      samenwerkendeScholen: new Set(scholen),
      zichtbaarIn: new Set(rest.zichtbaarIn),
      gevraagd: new Set(rest.gevraagd),
    };
  });
