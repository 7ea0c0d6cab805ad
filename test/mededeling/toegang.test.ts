import { describe, expect, test } from '@jest/globals';
import { beoordeelOpening } from '../../src/mededeling/opening.ts';
import { beoordeelToegang, type Toegangsvraag } from '../../src/mededeling/toegang.ts';
import type { Ontvangersdeel, Protocol, Voorwaarde } from '../../src/protocol/index.ts';
import { protocolschema } from '../../src/protocol/schema/schema.ts';
import { voorbeeldinschrijving as inschrijving } from '../opzet/register/voorbeeldinschrijving.ts';
import { voorbeeldprotocol } from '../opzet/stukken/voorbeeldprotocol.ts';

const SCHOOL = '011122';
const ANDERE = '099999';

interface Anders extends Partial<Omit<Toegangsvraag, 'vandaag' | 'protocol'>> {
  vandaag?: string;
  respijtdagen?: number;
  doelgroep?: Partial<Protocol['doelgroep']>;
  /** What the act requires. Default: what S0 requires. */
  voorwaarden?: Voorwaarde[];
}

/** A pupil of one cooperating school, visible, on a school day. */
function vraag(anders: Anders = {}): Toegangsvraag {
  const { vandaag = '2025-03-03', respijtdagen = 0, doelgroep, voorwaarden = ALS_S0, ...rest } = anders;
  const voorbeeld = protocolschema.parse(voorbeeldprotocol());
  return {
    protocol: {
      mededeling: { ...voorbeeld.mededeling, respijtdagen },
      doelgroep: { ...voorbeeld.doelgroep, ...doelgroep },
      voorwaarden: voorwaarden.map((voorwaarde) => ({ voorwaarde, vindplaats: 'art. 3' })),
    },
    deel: DEEL,
    geldigheid: { in_werking: true },
    inschrijvingen: [inschrijving()],
    keuzes: keuzes(SCHOOL),
    toetsen: 0,
    ...rest,
    vandaag: Temporal.PlainDate.from(vandaag),
  };
}

const ALS_S0: Voorwaarde[] = ['inschrijving', 'doelgroep', 'samenwerking', 'zichtbaarheid'];
const ALS_S3: Voorwaarde[] = ['inschrijving', 'doelgroep', 'toegewezen_toets'];
const DEEL: Ontvangersdeel = { stromen: ['bij_aanmelding'], gegevens: [], periode: undefined, vensters: undefined };

const keuzes = (...scholen: string[]) => ({ samenwerkendeScholen: new Set(scholen), zichtbaarIn: new Set(scholen) });

/** The schools that the gate lets through, or why it refuses. */
function oordeel(anders: Parameters<typeof vraag>[0] = {}) {
  const uitkomst = beoordeelToegang(vraag(anders));
  return uitkomst.toegelaten ? uitkomst.inschrijvingen.map((een) => een.instellingsnummer) : uitkomst.reden;
}

function opening(anders: Parameters<typeof vraag>[0]) {
  return beoordeelOpening({ ...vraag(anders), gelegenheid: { stroom: 'bij_aanmelding' } });
}

test('enrolled today in a school that works with the application, and visible: in', () => {
  expect(oordeel()).toEqual([SCHOOL]);
});

describe('each reason to refuse', () => {
  const dicht = { in_werking: false, reden: 'verlopen', uitleg: 'voorbij' } as const;
  const vensters = [{ naam: 'afname', van: '2025-04-01', tot: '2025-05-31' }];
  const deel: Ontvangersdeel = { ...DEEL, vensters };

  test('protocol not in force', () => {
    expect(oordeel({ geldigheid: dicht })).toBe('protocol_niet_in_werking');
    expect(opening({ geldigheid: dicht })).toBe('protocol_niet_in_werking');
  });

  test('outside the window, and in again on its first and last day', () => {
    expect(oordeel({ deel, vandaag: '2025-03-31' })).toBe('buiten_venster');
    expect(oordeel({ deel, vandaag: '2025-04-01' })).toEqual([SCHOOL]);
    expect(oordeel({ deel, vandaag: '2025-05-31' })).toEqual([SCHOOL]);
    expect(oordeel({ deel, vandaag: '2025-06-01' })).toBe('buiten_venster');
    expect(opening({ deel })).toBe('buiten_venster');
  });

  test('no window at all where the act asks for one', () => {
    expect(oordeel({ deel: { ...DEEL, vensters: [] } })).toBe('buiten_venster');
  });

  test('outside the period of the act, whatever its windows say', () => {
    const metPeriode = { ...deel, periode: { van: '2025-04-10', tot: '2025-04-20' } };
    expect(oordeel({ deel: metPeriode, vandaag: '2025-04-09' })).toBe('buiten_venster');
    expect(oordeel({ deel: metPeriode, vandaag: '2025-04-10' })).toEqual([SCHOOL]);
    expect(oordeel({ deel: metPeriode, vandaag: '2025-04-21' })).toBe('buiten_venster');
  });

  test('no pupil of the education that the act is for: a toddler under S0', () => {
    const kleuter = inschrijving({ hoofdstructuur: '111' });
    expect(oordeel({ inschrijvingen: [kleuter] })).toBe('niet_in_doelgroep');
    expect(oordeel({ inschrijvingen: [inschrijving({ hoofdstructuur: '121' })] })).toBe('niet_in_doelgroep');
    expect(oordeel({ inschrijvingen: [inschrijving({ hoofdstructuur: '221' })] })).toEqual([SCHOOL]);
    expect(oordeel({ inschrijvingen: [kleuter], doelgroep: { onderwijs: ['kleuter', 'lager'] } })).toEqual([SCHOOL]);
    expect(oordeel({ inschrijvingen: [inschrijving({ hoofdstructuur: '411' })] })).toBe('niet_in_doelgroep');
  });

  test('of two enrolments only the one that the act is for is spoken of', () => {
    const inschrijvingen = [inschrijving({ hoofdstructuur: '111' }), inschrijving({ instellingsnummer: ANDERE })];
    expect(oordeel({ inschrijvingen, keuzes: keuzes(SCHOOL, ANDERE) })).toEqual([ANDERE]);
  });

  test('a school that is not recognised, where the act is for recognised ones', () => {
    const inschrijvingen = [inschrijving({ erkend: false })];
    expect(oordeel({ inschrijvingen })).toEqual([SCHOOL]);
    expect(oordeel({ inschrijvingen, doelgroep: { enkel_erkende_scholen: true } })).toBe('niet_in_doelgroep');
  });

  test('no assigned test in an open window, where the act asks for one (S3 art. 4)', () => {
    expect(oordeel({ voorwaarden: ALS_S3 })).toBe('geen_toets');
    expect(oordeel({ voorwaarden: ALS_S3, toetsen: 1 })).toEqual([SCHOOL]);
  });

  test('what the act does not ask is no reason: S3 knows no cooperation and no visibility', () => {
    expect(oordeel({ voorwaarden: ALS_S3, toetsen: 1, keuzes: keuzes() })).toEqual([SCHOOL]);
    expect(oordeel({ voorwaarden: ['inschrijving', 'samenwerking'], keuzes: keuzes() })).toBe(
      'school_werkt_niet_samen',
    );
  });

  test('no enrolment', () => {
    expect(oordeel({ inschrijvingen: [] })).toBe('geen_inschrijving');
    expect(oordeel({ vandaag: '2024-08-31' })).toBe('geen_inschrijving');
    expect(oordeel({ vandaag: '2025-09-01' })).toBe('geen_inschrijving');
  });

  test('the school does not work with the application', () => {
    expect(oordeel({ keuzes: keuzes() })).toBe('school_werkt_niet_samen');
    expect(oordeel({ keuzes: keuzes(ANDERE) })).toBe('school_werkt_niet_samen');
  });

  test('the school did not make the application visible to this pupil', () => {
    expect(oordeel({ keuzes: { ...keuzes(SCHOOL), zichtbaarIn: new Set() } })).toBe('niet_zichtbaar');
  });

  test('the reason that lies furthest from the pupil comes first', () => {
    const alles = {
      deel,
      inschrijvingen: [],
      keuzes: { samenwerkendeScholen: new Set<string>(), zichtbaarIn: new Set<string>() },
    };
    expect(oordeel({ ...alles, geldigheid: dicht })).toBe('protocol_niet_in_werking');
    expect(oordeel(alles)).toBe('buiten_venster');
    expect(oordeel({ ...alles, deel: vraag().deel })).toBe('geen_inschrijving');
    expect(oordeel({ keuzes: alles.keuzes })).toBe('school_werkt_niet_samen');
  });
});

test('days of grace keep the door open after the last day, as many as the protocol says', () => {
  expect(oordeel({ respijtdagen: 7, vandaag: '2025-09-07' })).toEqual([SCHOOL]);
  expect(oordeel({ respijtdagen: 7, vandaag: '2025-09-08' })).toBe('geen_inschrijving');
});

describe('more than one enrolment', () => {
  const tweede = (anders: Parameters<typeof inschrijving>[0]) =>
    oordeel({
      inschrijvingen: [inschrijving(), inschrijving({ instellingsnummer: ANDERE, ...anders })],
      keuzes: keuzes(SCHOOL, ANDERE),
    });

  test('a parallel one counts beside the first', () => {
    expect(tweede({ status: 'parallel' })).toEqual([SCHOOL, ANDERE]);
  });

  test('a deferred one does not count yet, not even alone', () => {
    expect(tweede({ status: 'uitgesteld' })).toEqual([SCHOOL]);
    expect(oordeel({ inschrijvingen: [inschrijving({ status: 'uitgesteld' })] })).toBe('geen_inschrijving');
  });

  test('one that nobody confirmed is not spoken of, and opens nothing', () => {
    expect(tweede({ bevestigd: false })).toEqual([SCHOOL]);
    expect(oordeel({ inschrijvingen: [inschrijving({ bevestigd: false })] })).toBe('geen_inschrijving');
    expect(oordeel({ inschrijvingen: [inschrijving({ bevestigd: false })], respijtdagen: 30 })).toBe(
      'geen_inschrijving',
    );
  });

  test('a school that does not work with the application is not spoken of', () => {
    const beide = [inschrijving(), inschrijving({ instellingsnummer: ANDERE, status: 'parallel' })];
    expect(oordeel({ inschrijvingen: beide })).toEqual([SCHOOL]);
    expect(oordeel({ inschrijvingen: beide, keuzes: keuzes(ANDERE) })).toEqual([ANDERE]);
  });
});

describe('each school decides for itself alone what its pupils see', () => {
  const beide = [inschrijving(), inschrijving({ instellingsnummer: ANDERE, status: 'parallel' })];
  const met = (samen: string[], zichtbaar: string[], inschrijvingen = beide) =>
    oordeel({
      inschrijvingen,
      keuzes: { samenwerkendeScholen: new Set(samen), zichtbaarIn: new Set(zichtbaar) },
    });

  test('one that works with it does not open it for whom another made it visible', () => {
    expect(met([SCHOOL], [ANDERE])).toBe('niet_zichtbaar');
    expect(met([SCHOOL, ANDERE], [ANDERE], [inschrijving()])).toBe('niet_zichtbaar');
  });

  test('one that made it visible is spoken of, and not one that only works with it', () => {
    expect(met([SCHOOL, ANDERE], [ANDERE])).toEqual([ANDERE]);
    expect(met([SCHOOL], [SCHOOL, ANDERE])).toEqual([SCHOOL]);
    expect(met([SCHOOL, ANDERE], [SCHOOL, ANDERE])).toEqual([SCHOOL, ANDERE]);
  });

  test('a new school of the pupil has to make it visible as well', () => {
    const verhuisd = [
      inschrijving({ tot: '2025-01-31' }),
      inschrijving({ instellingsnummer: ANDERE, van: '2025-02-01' }),
    ];
    expect(met([SCHOOL, ANDERE], [SCHOOL], verhuisd)).toBe('niet_zichtbaar');
  });
});

describe('a pupil who moves from one school to another on 1 February', () => {
  const inschrijvingen = [
    inschrijving({ tot: '2025-01-31' }),
    inschrijving({ instellingsnummer: ANDERE, van: '2025-02-01' }),
  ];
  const op = (vandaag: string, anders: Parameters<typeof vraag>[0] = {}) =>
    oordeel({ inschrijvingen, keuzes: keuzes(SCHOOL, ANDERE), vandaag, ...anders });

  test('is spoken of in one school a day', () => {
    expect(op('2025-01-31')).toEqual([SCHOOL]);
    expect(op('2025-02-01')).toEqual([ANDERE]);
  });

  test('loses an application that only the old school uses', () => {
    expect(op('2025-01-31', { keuzes: keuzes(SCHOOL) })).toEqual([SCHOOL]);
    expect(op('2025-02-01', { keuzes: keuzes(SCHOOL) })).toBe('school_werkt_niet_samen');
  });

  test('and keeps it during the days of grace of the protocol', () => {
    expect(op('2025-02-03', { keuzes: keuzes(SCHOOL), respijtdagen: 3 })).toEqual([SCHOOL]);
    expect(op('2025-02-04', { keuzes: keuzes(SCHOOL), respijtdagen: 3 })).toBe('school_werkt_niet_samen');
  });
});
