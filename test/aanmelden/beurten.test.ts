import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Beurten, maakBeurten, type Wachtende } from '../../src/aanmelden/beurten.ts';

interface Klant extends Wachtende {
  nummer: number;
}

const van = (adres: string, naam: string, bekend = false): Wachtende => ({ herkomst: [adres], naam, bekend });

function vul(wachtenden: readonly Wachtende[]): Beurten<Klant> {
  const beurten = maakBeurten<Klant>();
  for (const [nummer, wie] of wachtenden.entries()) beurten.voegToe(wie, { ...wie, nummer });
  return beurten;
}

function neem(beurten: Beurten<Klant>, hoeveel: number): Klant[] {
  return Array.from({ length: hoeveel }, () => beurten.volgende()).filter((een) => een !== undefined);
}

const telling = <T>(alle: readonly T[], sleutel: (een: T) => string) =>
  new Map([...Map.groupBy(alle, sleutel)].map(([naam, leden]) => [naam, leden.length]));

const adres = fc.integer({ min: 0, max: 8 }).map((i) => `10.0.0.${i}`);
const naam = fc.integer({ min: 0, max: 20 }).map((i) => `leerling.${i}`);
const wachtende = fc.record({ herkomst: fc.tuple(adres), naam, bekend: fc.boolean() });
const vreemde = wachtende.map((wie) => ({ ...wie, bekend: false }));

describe('fair, whoever plays how many', () => {
  test('after any number of turns each address has had its share, or all that it asked for', () => {
    fc.assert(
      fc.property(fc.array(vreemde, { maxLength: 120 }), fc.nat(120), (wachtenden, keren) => {
        const gevraagd = telling(wachtenden, ({ herkomst }) => herkomst[0] ?? '');
        const gekregen = telling(neem(vul(wachtenden), keren), ({ herkomst }) => herkomst[0] ?? '');
        const beurten = [...gevraagd.keys()].map((een) => gekregen.get(een) ?? 0);
        for (const [een, aantal] of gevraagd) {
          const kreeg = gekregen.get(een) ?? 0;
          if (kreeg < aantal) expect(kreeg).toBeGreaterThanOrEqual(Math.max(...beurten) - 1);
        }
      }),
    );
  });

  test('an address gets at least one of as many turns as there are addresses, however many names another plays', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 1, max: 10 }), (vloed, klas) => {
        const namen = Array.from({ length: vloed }, (_, i) => van('203.0.113.9', `bot.${i}`));
        const kinderen = Array.from({ length: klas }, (_, i) => van('198.51.100.1', `kind.${i}`));
        const binnen = neem(vul([...namen, ...kinderen]), 2 * klas).filter((een) => een.naam.startsWith('kind'));
        expect(binnen).toHaveLength(klas);
      }),
    );
  });

  test('within an address by name: fifty tries at one do not hold up another', () => {
    const wachtenden = [...Array.from({ length: 50 }, () => van('a', 'gegokt')), van('a', 'ander')];
    expect(neem(vul(wachtenden), 2).map((een) => een.naam)).toEqual(['gegokt', 'ander']);
  });

  test('within a network by address: who plays a whole one has the share of one', () => {
    const net = Array.from({ length: 200 }, (_, i) => ({ ...van('', 'bot'), herkomst: ['kwaad/48', `kwaad${i}/64`] }));
    const eerste = neem(vul([...net, van('school', 'an'), van('thuis', 'bo')]), 3);
    expect(eerste.map((een) => een.naam).sort()).toEqual(['an', 'bo', 'bot']);
  });

  test('of one name in the order of arrival', () => {
    fc.assert(
      fc.property(fc.array(wachtende, { maxLength: 80 }), (wachtenden) => {
        const alle = neem(vul(wachtenden), wachtenden.length);
        const perNaam = Map.groupBy(alle, (een) => JSON.stringify([een.herkomst, een.naam, een.bekend]));
        for (const rij of perNaam.values()) {
          const nummers = rij.map(({ nummer }) => nummer);
          expect(nummers).toEqual(nummers.toSorted((een, ander) => een - ander));
        }
        expect(new Set(alle.map(({ nummer }) => nummer)).size).toBe(wachtenden.length);
      }),
    );
  });
});

describe('who is known goes first', () => {
  test('three turns of four, and strangers the fourth', () => {
    const alle = [
      ...Array.from({ length: 40 }, (_, i) => van('a', `vreemd.${i}`)),
      ...Array.from({ length: 40 }, (_, i) => van('b', `bekend.${i}`, true)),
    ];
    const soort = neem(vul(alle), 12).map(({ bekend }) => (bekend ? 'B' : 'v'));
    expect(soort.join('')).toBe('BBBvBBBvBBBv');
  });

  test('neither keeps the other waiting for ever', () => {
    fc.assert(
      fc.property(fc.array(wachtende, { minLength: 1, maxLength: 200 }), (wachtenden) => {
        const volgorde = neem(vul(wachtenden), wachtenden.length).map(({ bekend }) => bekend);
        const vreemd = volgorde.filter((bekend) => !bekend).length;
        for (let i = 0; i < vreemd; i++) {
          // For each stranger so far there are at most four turns, and the i-th stranger is served within
          // them.
          const gehad = volgorde.slice(0, 4 * (i + 1)).filter((bekend) => !bekend).length;
          expect(gehad).toBeGreaterThanOrEqual(i + 1);
        }
      }),
    );
  });
});

test('how many turns come first is told as it turns out, but for one round', () => {
  fc.assert(
    fc.property(fc.array(vreemde, { maxLength: 120 }), vreemde, (wachtenden, nieuw) => {
      const beurten = vul(wachtenden);
      const geschat = beurten.ervoor(nieuw);
      beurten.voegToe(nieuw, { ...nieuw, nummer: -1 });
      const echt = neem(beurten, wachtenden.length + 1).findIndex(({ nummer }) => nummer === -1);
      const ronde = new Set(wachtenden.flatMap((een) => [een.herkomst[0], `${een.herkomst[0]} ${een.naam}`])).size;
      expect(Math.abs(echt - geschat)).toBeLessThanOrEqual(ronde);
    }),
  );
});

describe('a full line', () => {
  test('drops the newest of whoever has most', () => {
    const beurten = vul([
      van('a', 'an'),
      ...Array.from({ length: 9 }, (_, i) => van('b', `bot.${i % 3}`)),
      van('c', 'co'),
    ]);
    const weg = Array.from({ length: 8 }, () => beurten.valUit()?.herkomst[0]);
    expect(weg).toEqual(Array.from({ length: 8 }, () => 'b'));
    expect(neem(beurten, 9).map(({ herkomst }) => herkomst[0])).toEqual(['a', 'b', 'c']);
  });

  test('is shared with those who are known as the turns are', () => {
    const beurten = vul([
      ...Array.from({ length: 10 }, (_, i) => van('a', `vreemd.${i}`)),
      ...Array.from({ length: 90 }, (_, i) => van('b', `bekend.${i}`, true)),
    ]);
    expect(beurten.valUit()?.bekend).toBe(true);
    const vloed = vul([
      ...Array.from({ length: 90 }, (_, i) => van('a', `vreemd.${i}`)),
      ...Array.from({ length: 10 }, (_, i) => van('b', `bekend.${i}`, true)),
    ]);
    expect(vloed.valUit()?.bekend).toBe(false);
  });
});

test('whoever leaves, leaves nothing behind', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(wachtende, fc.boolean()), { maxLength: 80 }), (alle) => {
      const beurten = maakBeurten<Klant>();
      const klanten = alle.map(([wie], nummer) => ({ ...wie, nummer }));
      for (const een of klanten) beurten.voegToe(een, een);
      for (const [plaats, [, weg]] of alle.entries()) {
        const een = klanten[plaats];
        if (weg && een) beurten.verwijder(een, een);
      }
      const over = klanten.filter((_, plaats) => !alle[plaats]?.[1]);
      expect(beurten.bekend + beurten.onbekend).toBe(over.length);
      const nummers = neem(beurten, alle.length).map(({ nummer }) => nummer);
      expect(nummers.toSorted((een, ander) => een - ander)).toEqual(over.map(({ nummer }) => nummer));
      expect(beurten.volgende()).toBeUndefined();
      expect(beurten.valUit()).toBeUndefined();
    }),
  );
});
