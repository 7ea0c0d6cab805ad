import { existsSync, readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { protocolschema } from '../../src/protocol/schema/schema.ts';
import { leesAkte, rijenIn } from '../opzet/akten/aktentabel.ts';
import { besluitenVan, partijenVan } from '../opzet/akten/besluiten.ts';
import { KAMERS_LATER, MAPPEN } from '../opzet/akten/clausules.ts';
import { leestVeld } from '../opzet/akten/leest_veld.ts';
import { veldenVan } from '../opzet/akten/schemavelden.ts';
import { staatIn, varianten } from '../opzet/akten/wijzig_veld.ts';
import { voorbeeldprotocol } from '../opzet/stukken/voorbeeldprotocol.ts';

/** docs/akten/velden.md says which code decides by each field of a protocol. */

const rijen = rijenIn(readFileSync('docs/akten/velden.md', 'utf8'), /^`/).map(([veld = '', wie = '']) => ({
  veld: veld.replaceAll('`', ''),
  wie,
}));
const bestanden = rijen.filter(({ wie }) => wie.startsWith('src/'));

test('the list has each field of the schema once, in its order, and no other', () => {
  expect(rijen.map(({ veld }) => veld)).toEqual(veldenVan(protocolschema));
});

test('each row names a file, a room to come, or says that it is text', () => {
  const vreemd = rijen.filter(({ wie }) => {
    const [, kamer = ''] = /^later: (\w+)$/.exec(wie) ?? [];
    return !(wie === 'text' || KAMERS_LATER.includes(kamer) || (wie.startsWith('src/') && existsSync(wie)));
  });
  expect(vreemd).toEqual([]);
});

test('no field is decided by the part of the schema that only declares it', () => {
  expect(bestanden.filter(({ wie }) => wie.includes('/schema_'))).toEqual([]);
});

test('each file that is named reads its field', () => {
  expect(bestanden.length).toBeGreaterThan(40);
  expect(bestanden.filter(({ veld, wie }) => !leestVeld(readFileSync(wie, 'utf8'), veld))).toEqual([]);
});

/** The five acts, and an example with everything that they lack. */
const akten: [string, unknown][] = [
  ...Object.values(MAPPEN).map((map): [string, unknown] => [map, leesAkte(map)]),
  ['voorbeeld', voorbeeldprotocol()],
];

/** The decisions under each variant of an act with another value in one field, if the schema accepts it. */
function* besluitenBijAnders(rauw: unknown, veld: string): Generator<unknown> {
  const partijen = partijenVan(protocolschema.parse(rauw));
  for (const variant of varianten(rauw, veld)) {
    const { data } = protocolschema.safeParse(variant);
    if (data && !isDeepStrictEqual(variant, rauw)) yield besluitenVan(data, partijen);
  }
}

function besluiten(rauw: unknown): unknown {
  const protocol = protocolschema.parse(rauw);
  return besluitenVan(protocol, partijenVan(protocol));
}

test.each(akten)(
  '%s: a field that is said to decide nothing can take another value without changing a decision',
  (_, rauw) => {
    const zoals = besluiten(rauw);
    const rest = rijen.filter(({ veld, wie }) => !wie.startsWith('src/') && staatIn(rauw, veld));
    const anders = rest.flatMap(({ veld }) => {
      const eerste = besluitenBijAnders(rauw, veld).next();
      return !eerste.done && isDeepStrictEqual(eerste.value, zoals) ? [] : [veld];
    });
    expect(anders).toEqual([]);
  },
);

test('a field that is said to decide changes a decision, in one of the acts or the example', () => {
  const zoals = new Map(akten.map(([naam, rauw]) => [naam, besluiten(rauw)]));
  const beslist = (veld: string) =>
    akten.some(([naam, rauw]) =>
      besluitenBijAnders(rauw, veld).some((anders) => !isDeepStrictEqual(anders, zoals.get(naam))),
    );
  const groepen = bestanden.filter(({ veld }) => rijen.some((een) => een.veld.startsWith(`${veld}.`)));
  expect(bestanden.filter((rij) => !groepen.includes(rij) && !beslist(rij.veld))).toEqual([]);
}, 120_000);

describe('whether a file reads a field', () => {
  test.each([
    ['const x = protocol.looptijd.van;', 'looptijd.van', true],
    ['const { van, tot } = looptijd;', 'looptijd.tot', true],
    ['lijst.map(({ code }) => code)', 'gegevens[].code', true],
    ['function f({ enkel_zonder = [] }) {}', 'gegevens[].enkel_zonder[]', true],
    ['const { van: begin } = looptijd;', 'looptijd.van', true],
    ["if ('datum' in advies) {}", 'dpo_advies.datum', true],
    ['// protocol.looptijd.van', 'looptijd.van', false],
    ['/** protocol.looptijd.van */', 'looptijd.van', false],
    ["const x = 'looptijd.van';", 'looptijd.van', false],
    ['const x = protocol.looptijd.vanaf;', 'looptijd.van', false],
    ['const van = 1;', 'looptijd.van', false],
  ])('%s: %s %s', (bron, veld, verwacht) => {
    expect(leestVeld(bron, veld)).toBe(verwacht);
  });
});
