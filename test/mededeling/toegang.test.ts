import { describe, expect, test } from '@jest/globals';
import { beoordeelOpening, beoordeelToegang, type Toegangsvraag } from '../../src/mededeling/toegang.ts';
import { voorbeeldinschrijving as inschrijving } from '../opzet/voorbeeldinschrijving.ts';

const SCHOOL = '011122';
const ANDERE = '099999';

/** A pupil of one cooperating school, visible, on a school day. */
function vraag(anders: Partial<Omit<Toegangsvraag, 'vandaag'>> & { vandaag?: string } = {}): Toegangsvraag {
  return {
    respijtdagen: 0,
    deel: { stroom: 'bij_aanmelding', gegevens: [], vensters: undefined },
    geldigheid: { in_werking: true },
    inschrijvingen: [inschrijving()],
    keuzes: keuzes(SCHOOL),
    ...anders,
    vandaag: Temporal.PlainDate.from(anders.vandaag ?? '2025-03-03'),
  };
}

const keuzes = (...scholen: string[]) => ({ samenwerkendeScholen: new Set(scholen), zichtbaarIn: new Set(scholen) });

/** The schools that the gate lets through, or why it stays shut. */
function oordeel(anders: Parameters<typeof vraag>[0] = {}) {
  const uitkomst = beoordeelToegang(vraag(anders));
  return uitkomst.toegelaten ? uitkomst.inschrijvingen.map((een) => een.instellingsnummer) : uitkomst.reden;
}

test('enrolled today in a school that works with the application, and visible: in', () => {
  expect(oordeel()).toEqual([SCHOOL]);
});

describe('each reason to refuse', () => {
  const dicht = { in_werking: false, reden: 'verlopen', uitleg: 'voorbij' } as const;
  const vensters = [{ naam: 'afname', van: '04-01', tot: '05-31' }];
  const deel = { stroom: 'bij_aanmelding', gegevens: [], vensters } as const;

  test('protocol not in force', () => {
    expect(oordeel({ geldigheid: dicht })).toBe('protocol_niet_in_werking');
    expect(beoordeelOpening(vraag({ geldigheid: dicht }))).toBe('protocol_niet_in_werking');
  });

  test('outside the window, and in again on its first and last day', () => {
    const metVenster = { ...vraag().deel, vensters };
    expect(oordeel({ deel: metVenster, vandaag: '2025-03-31' })).toBe('buiten_venster');
    expect(oordeel({ deel: metVenster, vandaag: '2025-04-01' })).toEqual([SCHOOL]);
    expect(oordeel({ deel: metVenster, vandaag: '2025-05-31' })).toEqual([SCHOOL]);
    expect(oordeel({ deel: metVenster, vandaag: '2025-06-01' })).toBe('buiten_venster');
    expect(beoordeelOpening(vraag({ deel: metVenster }))).toBe('buiten_venster');
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
      deel: { ...deel, gegevens: [] },
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
