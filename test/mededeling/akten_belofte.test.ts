import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Protocollen } from '../../src/protocol/index.ts';
import { maakTestdatabase, type Testdatabase } from '../opzet/database/testdatabase.ts';
import { deelVan, klop, leesAkten, maakDeel, ontvangersVan, tijdVan } from './akten_deur.ts';
import { HOEKEN, nieuweHoeken } from './akten_hoeken.ts';
import { AKTEN, type Aktetekst, type Antwoord, belofte, geldt, uitDeel } from './akten_orakel.ts';
import { vulRegister } from './akten_register.ts';
import { tijd, wereld } from './akten_willekeur.ts';
import { verzameling } from './orakel.ts';

/**
 * The acts of config do what the acts say: what leaves under them equals what `akten_orakel.ts` reads in the
 * seeds.
 */

const RUNS = 6000;
let database: Testdatabase;
let akten: Protocollen;
beforeAll(async () => {
  akten = await leesAkten();
  database = await maakTestdatabase();
  await vulRegister(database.db, akten.dossiers.find(({ naam }) => naam === 'klasinformatie')?.hash ?? '');
});
afterAll(() => database.weg());

/** Lists without order and each value once, because no act gives an order. */
function zonderVolgorde(antwoord: Antwoord | undefined) {
  if (!antwoord) return undefined;
  const { claims, gegevens } = antwoord;
  const waarde = (een: unknown) => (Array.isArray(een) ? verzameling(een) : een);
  return { gegevens, claims: Object.fromEntries(Object.entries(claims).map(([claim, een]) => [claim, waarde(een)])) };
}

test('what leaves at a sign-in is what the acts let leave, and the log names all of it', async () => {
  const bereikt = new Set<string>();
  await fc.assert(
    fc.asyncProperty(wereld, async (een) => {
      expect(zonderVolgorde(await klop(database.db, akten, een))).toEqual(zonderVolgorde(belofte(een)));
      for (const hoek of nieuweHoeken(een, bereikt)) bereikt.add(hoek);
    }),
    { numRuns: RUNS },
  );
  // The generator must reach every corner. Otherwise the promise above would be empty.
  expect(HOEKEN.filter((hoek) => !bereikt.has(hoek))).toEqual([]);
}, 60_000);

test('each recipient of an act has the data of the act, in its form and at its time, and nobody else is one', () => {
  for (const [akte, { krijgt, telkens }] of Object.entries(AKTEN)) {
    const namen = Object.keys(krijgt);
    expect([akte, ontvangersVan(akten, akte).toSorted()]).toEqual([
      akte,
      namen.filter((een) => een !== 'zelf').toSorted(),
    ]);
    for (const naam of namen) {
      const verwacht = { deel: krijgt[naam], telkens: telkens.includes(naam) };
      expect([akte, naam, deelVan(akten, akte, naam)]).toEqual([akte, naam, verwacht]);
    }
  }
  expect(akten.dossiers.map(({ naam }) => naam).toSorted()).toEqual(Object.keys(AKTEN).toSorted());
});

test('whichever way a recipient gets its part: in the clear only what the act gives it so', () => {
  const altijd = [{ van: '2000-01-01', tot: '2100-01-01' }];
  fc.assert(
    fc.property(wereld, (een) => {
      const deel = AKTEN[een.akte]?.krijgt[een.ontvanger];
      fc.pre(deel !== undefined);
      const alles = { ...een, ronden: altijd, aangesloten: false };
      expect(zonderVolgorde(maakDeel(akten, een))).toEqual(
        zonderVolgorde(uitDeel(alles, deel, een.plaatsen, een.akte === 'vlaamse-toetsen')),
      );
    }),
    { numRuns: RUNS / 5 },
  );
});

test('an act is in force, and data may move under it, on the days that it tells', () => {
  const keren: Record<string, number> = {};
  fc.assert(
    fc.property(tijd, (een) => {
      const akte = AKTEN[een.akte] as Aktetekst;
      const [van, tot] = akte.levering ?? [een.dag, een.dag];
      const verwacht = [geldt(akte, een.dag, een.getekend, een.gestopt), van <= een.dag && een.dag <= tot];
      expect(tijdVan(akten, een)).toEqual(verwacht);
      for (const grens of [akte.eerste, akte.laatste]) {
        if (grens) keren[`${een.akte} ${grens} ${Math.sign(een.dag.localeCompare(grens))}`] = 1;
      }
    }),
    { numRuns: RUNS / 5 },
  );
  // Before, on and after the first day of six acts, and the last day of one.
  expect(Object.keys(keren)).toHaveLength(3 * 7);
});
