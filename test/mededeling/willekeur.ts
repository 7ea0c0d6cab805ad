import fc from 'fast-check';
import {
  CATALOGUS,
  type Gegevensbron,
  type Ontvangersdeel,
  type Protocol,
  STROMEN,
  type Stroom,
  type Voorwaarde,
} from '../../src/protocol/index.ts';
import { ONDERWIJS, VOORWAARDEN } from '../../src/protocol/schema/schema.ts';
import type { Inschrijving } from '../../src/register/index.ts';

/** The value of every field of a pupil that no protocol may let out, such as the INSZ. */
export const NOOIT = 'NOOIT-85.07.30-033.28';

/** Days as plain numbers: the calendar of the tests starts on 2023-01-01. */
const EERSTE_DAG = Temporal.PlainDate.from('2023-01-01');
const KALENDER = Array.from({ length: 2200 }, (_, dag) => EERSTE_DAG.add({ days: dag }));
const iso = (dag: number) => String(KALENDER[dag]);

/** One knock on the door. The oracle's facts are here as numbers and flags, beside the code's input. */
export interface Geval {
  vandaag: Temporal.PlainDate;
  inWerking: boolean;
  respijtdagen: number;
  voorwaarden: Voorwaarde[];
  onderwijs: Protocol['doelgroep']['onderwijs'];
  enkelErkend: boolean;
  /** The flows that the act gives this recipient. */
  stromen: Stroom[];
  deel: Ontvangersdeel;
  /** Days relative to today; absent where the act asks for none. */
  vensters: { van: number; tot: number }[] | undefined;
  periode: { van: number; tot: number } | undefined;
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
const ALLE: Geval['onderwijs'] = [...ONDERWIJS];
const CLAIMS = ['name', ...new Set(Object.values(CATALOGUS).flatMap(({ uitgifte }) => uitgifte?.claim ?? []))];
const ONZIN = ['insz', 'ov_insz', 'sub', 'naam', 'stamnummer', 'toString', '__proto__', 'constructor'];

/** Absent once in so many cases. */
const soms = <T>(waarde: fc.Arbitrary<T>, freq: number) => fc.option(waarde, { nil: undefined, freq });
/** Present once in eight cases. */
const zelden = <T>(waarde: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 7, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: waarde });
const ofNull = <T>(waarde: fc.Arbitrary<T>) => fc.option(waarde, { nil: null });
/** Around today, and often exactly at the limit of a period. */
const dagRondVandaag = fc.oneof(fc.integer({ min: -300, max: 300 }), fc.integer({ min: -9, max: 1 }));

const inschrijving = fc.record({
  school: fc.constantFrom(...SCHOLEN),
  status: fc.constantFrom(
    ...['gerealiseerd', 'gerealiseerd', 'gerealiseerd', 'parallel'],
    ...['uitgesteld', 'niet_gerealiseerd', 'aanmelding'],
  ),
  bevestigd: fc.constantFrom(true, true, true, false),
  hoofdstructuur: fc.constantFrom('111', '211', '211', '221', '311', '311', '315'),
  erkend: fc.constantFrom(true, true, true, false),
  van: fc.oneof(fc.integer({ min: -300, max: 1 }), fc.integer({ min: -1, max: 1 })),
  tot: ofNull(dagRondVandaag),
});

const gegeven = (code: string) =>
  fc.record({
    code: fc.constant(code),
    artikel: fc.integer({ min: 1, max: 20 }),
    wat: fc.constant('test'),
    reden: fc.constant('test'),
    bijzonder: fc.boolean(),
    vorm: fc.oneof(
      { weight: 6, arbitrary: fc.constant('klaar' as const) },
      fc.constantFrom('hash' as const, 'pseudoniem' as const),
    ),
    enkel_zonder: soms(
      fc.array(fc.constantFrom('leer_id_uuid', 'leer_id_uuid', 'email', 'insz', ...CODES), {
        minLength: 1,
        maxLength: 2,
      }),
      2,
    ),
    enkel_als: zelden(fc.constant('school_zonder_leeftijdsgroepen' as const)),
  });

/** The parts of a whole name, and the claims with which a part is asked by itself. */
const NAAM = ['voornaam', 'naam'];
const NAAMCLAIMS = ['given_name', 'family_name'];

/** Allowed to leave, so that a whole name often leaves. */
const vrij = (code: string) =>
  gegeven(code).map((een) => ({ ...een, vorm: 'klaar' as const, enkel_zonder: undefined, enkel_als: undefined }));

const lijst = (codes: string[], hoe = gegeven) => fc.tuple(...codes.map(hoe));
const zonderNaam = CODES.filter((code) => !NAAM.includes(code));

const gegevens = fc.oneof(
  fc.shuffledSubarray(CODES).chain((codes) => lijst(codes)),
  fc.shuffledSubarray(CODES.filter((code) => CATALOGUS[code]?.uitgifte)).chain((codes) => lijst(codes)),
  fc
    .tuple(
      lijst(NAAM, vrij),
      fc.shuffledSubarray(zonderNaam).chain((codes) => lijst(codes)),
    )
    .map((delen) => delen.flat()),
);

/** Days relative to today; the code gets dates. */
const span = fc
  .tuple(fc.integer({ min: -40, max: 5 }), fc.integer({ min: 0, max: 40 }))
  .map(([van, lengte]) => ({ van, tot: van + lengte }));
const vensters = fc.array(span, { maxLength: 3 });

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
    vensters: fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: vensters }),
    periode: zelden(span),
    voorwaarden: fc.oneof(
      fc.constant<Voorwaarde[]>(['inschrijving', 'doelgroep', 'samenwerking', 'zichtbaarheid']),
      fc.constant<Voorwaarde[]>(['inschrijving', 'doelgroep', 'toegewezen_toets']),
      fc
        .shuffledSubarray<Voorwaarde>([...VOORWAARDEN])
        .map((een): Voorwaarde[] => ['inschrijving', ...een.filter((v) => v !== 'inschrijving')]),
    ),
    onderwijs: fc.oneof(fc.constant(ALLE), fc.constant(ALLE.slice(1)), fc.subarray(ALLE)),
    enkelErkend: fc.constantFrom(false, false, true),
    stromen: fc.oneof(
      { weight: 9, arbitrary: fc.constant<Stroom[]>([...STROMEN]) },
      { weight: 1, arbitrary: fc.subarray<Stroom>([...STROMEN], { minLength: 1 }) },
    ),
    inschrijvingen: fc.array(inschrijving, { maxLength: 4 }),
    scholen: fc.subarray(SCHOLEN, { minLength: 2 }),
    zichtbaarIn: fc.subarray(SCHOLEN),
    leerling,
    gevraagd: fc.oneof(
      fc.constant(CLAIMS),
      fc.subarray([...CLAIMS, ...ONZIN]),
      // The whole name with at most one of its parts. Only then does the log say more than what was asked
      // with a claim of its own.
      fc.subarray(NAAMCLAIMS, { maxLength: 1 }).map((deel) => ['name', ...deel]),
    ),
    leerIdAlsLijst: fc.boolean(),
  })
  .map(({ dag, gegevens, vensters, periode, inschrijvingen, scholen, ...rest }) => {
    const perioden = inschrijvingen.map(({ van, tot }) => ({ van, tot: tot === null ? null : Math.max(van, tot) }));
    return {
      ...rest,
      vandaag: Temporal.PlainDate.from(iso(dag)),
      inWerking: rest.inWerking ?? false,
      vensters,
      periode,
      deel: {
        stromen: rest.stromen,
        gegevens,
        periode: periode && { van: iso(dag + periode.van), tot: iso(dag + periode.tot) },
        vensters: vensters?.map(({ van, tot }) => ({ naam: 'venster', van: iso(dag + van), tot: iso(dag + tot) })),
      },
      perioden,
      inschrijvingen: inschrijvingen.map(({ school, erkend, status, bevestigd, hoofdstructuur }, nummer) => ({
        instellingsnummer: school,
        erkend,
        vestigingsplaats: `0${nummer}`,
        administratieve_groep: `groep-${nummer}`,
        administratieve_groep_omschrijving: `omschrijving-${nummer}`,
        hoofdstructuur,
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
