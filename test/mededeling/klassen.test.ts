import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { zetbareKlok } from '../../src/klok.ts';
import {
  GEEN_KLASSEN,
  type Klassenbenodigdheden,
  type Klassenvraag,
  leesToegelatenKlassen,
  nogGeldig,
} from '../../src/mededeling/klassen.ts';
import { type Akte, leesProtocollen } from '../../src/protocol/index.ts';
import { voorbeeldinschrijving } from '../opzet/register/voorbeeldinschrijving.ts';

/**
 * The conditions of S2 hold beside those of the application's own act, even where that act omits them (S2
 * art. 3 and 4, manual ch. 2).
 */

const NU = Temporal.Instant.from('2025-03-01T09:00:00Z');
const s2 = async (): Promise<Akte> => {
  const { dossiers } = await leesProtocollen('config');
  const dossier = dossiers.find(({ naam }) => naam === 'klasinformatie');
  if (!dossier?.protocol) throw new Error('S2 can not be read');
  return { protocol: dossier.protocol, hash: dossier.hash, sinds: NU };
};

const [SCHOOL, ANDER] = ['011122', '022233'];
const [KLAS, ANDERE] = [SCHOOL, ANDER].map((instellingsnummer) => ({ instellingsnummer, klas: '3A', subklas: null }));
const inschrijving = (anders: object = {}) => voorbeeldinschrijving({ instellingsnummer: SCHOOL, ...anders });

function benodigdheden(akte: Akte | undefined): Klassenbenodigdheden {
  return {
    klok: zetbareKlok(NU),
    akteInWerking: (naam) => (naam === 'klasinformatie' ? akte : undefined),
    leesKlassen: async () => [KLAS, ANDERE].filter((klas) => klas !== undefined),
  };
}

const vraag = (anders: Partial<Klassenvraag> = {}): Klassenvraag => ({
  leerling: { id: 'x' },
  inschrijvingen: [inschrijving()],
  keuzes: { samenwerkendeScholen: new Set([SCHOOL, ANDER]), zichtbaarIn: new Set([SCHOOL, ANDER]) },
  toetsen: [],
  ...anders,
});

describe('a class leaves of the schools that the gate let through', () => {
  test('and that meet the conditions of S2', async () => {
    expect((await leesToegelatenKlassen(benodigdheden(await s2()), vraag())).klassen).toEqual([KLAS]);
    const beide = [inschrijving(), inschrijving({ instellingsnummer: ANDER })];
    expect((await leesToegelatenKlassen(benodigdheden(await s2()), vraag({ inschrijvingen: beide }))).klassen).toEqual([
      KLAS,
      ANDERE,
    ]);
  });

  test('kleuter too', async () => {
    const kleuter = vraag({ inschrijvingen: [inschrijving({ hoofdstructuur: '111' })] });
    expect((await leesToegelatenKlassen(benodigdheden(await s2()), kleuter)).klassen).toEqual([KLAS]);
  });

  const geen = new Set<string>();
  const alle = new Set([SCHOOL]);
  test.each([
    ['the school does not work with the application', { keuzes: { samenwerkendeScholen: geen, zichtbaarIn: alle } }],
    ['the school did not make it visible', { keuzes: { samenwerkendeScholen: alle, zichtbaarIn: geen } }],
    ['the school is not recognised', { inschrijvingen: [inschrijving({ erkend: false })] }],
    ['the enrolment is over', { inschrijvingen: [inschrijving({ tot: '2025-02-28' })] }],
    ['nobody confirmed the enrolment', { inschrijvingen: [inschrijving({ bevestigd: false })] }],
    ['there is no enrolment', { inschrijvingen: [] }],
  ])('not where %s', async (_wat, anders) => {
    expect((await leesToegelatenKlassen(benodigdheden(await s2()), vraag(anders))).klassen).toEqual([]);
  });
});

test('not where the act lets nobody have it at sign-in, or only under a pseudonym', async () => {
  const { protocol, ...rest } = await s2();
  const zonder = (anders: object) => {
    const categorieen = protocol.ontvangers.categorieen.map((een) => ({ ...een, ...anders }));
    return benodigdheden({ ...rest, protocol: { ...protocol, ontvangers: { ...protocol.ontvangers, categorieen } } });
  };
  expect((await leesToegelatenKlassen(zonder({}), vraag())).klassen).toEqual([KLAS]);
  const pseudoniem = { code: 'klasinformatie', vorm: 'pseudoniem' };
  for (const anders of [{ gegevens: [] }, { stromen: ['op_aanvraag'] }, { gegevens: [pseudoniem] }]) {
    expect((await leesToegelatenKlassen(zonder(anders), vraag())).klassen).toEqual([]);
  }
});

test('for any pupil, school and application: of the schools that S2 lets speak, and of no other', async () => {
  const akte = await s2();
  const plaats = fc.record({
    instellingsnummer: fc.constantFrom('011122', '022233'),
    hoofdstructuur: fc.constantFrom('111', '211', '311'),
    erkend: fc.boolean(),
    bevestigd: fc.boolean(),
    status: fc.constantFrom('gerealiseerd', 'parallel', 'uitgesteld', 'niet_gerealiseerd', 'aanmelding'),
    van: fc.constantFrom('2024-09-01', '2025-03-01', '2025-03-02'),
    tot: fc.constantFrom(null, '2025-02-28', '2025-03-01'),
  });
  const scholen = fc.subarray([SCHOOL, ANDER] as string[]).map((een) => new Set(een));
  await fc.assert(
    fc.asyncProperty(fc.array(plaats, { maxLength: 3 }), scholen, scholen, async (plaatsen, samen, zichtbaar) => {
      const mag = plaatsen.filter(({ instellingsnummer, erkend, bevestigd, status, van, tot }) => {
        const loopt = van !== '2025-03-02' && tot !== '2025-02-28' && ['gerealiseerd', 'parallel'].includes(status);
        return loopt && erkend && bevestigd && samen.has(instellingsnummer) && zichtbaar.has(instellingsnummer);
      });
      const { klassen } = await leesToegelatenKlassen(
        benodigdheden(akte),
        vraag({
          inschrijvingen: plaatsen.map((een) => voorbeeldinschrijving(een)),
          keuzes: { samenwerkendeScholen: samen, zichtbaarIn: zichtbaar },
        }),
      );
      expect(new Set(klassen.map(({ instellingsnummer }) => instellingsnummer))).toEqual(
        new Set(mag.map(({ instellingsnummer }) => instellingsnummer)),
      );
    }),
    { numRuns: 500 },
  );
});

test('without the act nothing is read, let alone left', async () => {
  const gesloten = { ...benodigdheden(undefined), leesKlassen: () => Promise.reject(new Error('read')) };
  expect((await leesToegelatenKlassen(gesloten, vraag())).klassen).toEqual([]);
});

test('a reading counts as long as that very text is in force', async () => {
  const akte = await s2();
  const gelezen = await leesToegelatenKlassen(benodigdheden(akte), vraag());
  const ander = { ...akte, hash: 'b'.repeat(64) };
  expect(nogGeldig(benodigdheden(akte), gelezen, gelezen)).toEqual([KLAS]);
  expect(nogGeldig(benodigdheden(ander), gelezen, gelezen)).toEqual([]);
  expect(nogGeldig(benodigdheden(undefined), gelezen, gelezen)).toEqual([]);
  // The log names the first text. A text that is read after it is not named.
  const daarna = await leesToegelatenKlassen(benodigdheden(ander), vraag());
  expect(nogGeldig(benodigdheden(ander), gelezen, daarna)).toEqual([]);
  expect(nogGeldig(benodigdheden(akte), gelezen, daarna)).toEqual([]);
  expect(nogGeldig(benodigdheden(akte), GEEN_KLASSEN, gelezen)).toEqual([]);
});
