import { describe, expect, test } from '@jest/globals';
import { bezwaar, type Kiezer, minimumlengte } from '../../src/aanmelden/wachtwoorden/wachtwoordregels.ts';

const lotte: Kiezer = {
  gebruikersnaam: 'lotte.peeters12',
  voornaam: 'Lotte',
  naam: 'Van den Peeters',
  scholen: ['Basisschool De Kleurendoos'],
  hoofdstructuren: ['211'],
};
const noor: Kiezer = { ...lotte, hoofdstructuren: ['211', '311'] };

test.each([
  ['111', 8],
  ['121', 8],
  ['211', 8],
  ['221', 8],
  ['311', 12],
  ['312', 12],
  ['321', 12],
])('main structure %s asks %i characters', (hoofdstructuur, lengte) => {
  expect(minimumlengte({ hoofdstructuren: [hoofdstructuur] })).toBe(lengte);
});

test('who is in secondary education as well has its rule; without any enrolment the first', () => {
  expect(minimumlengte(noor)).toBe(12);
  expect(minimumlengte({ hoofdstructuren: [] })).toBe(8);
});

describe('length', () => {
  test('7 and 8, 11 and 12, 128 and 129', () => {
    expect(bezwaar('fietsbe', lotte)).toContain('minstens 8');
    expect(bezwaar('fietsbel', lotte)).toBeUndefined();
    expect(bezwaar('fietsbelkra', noor)).toContain('minstens 12');
    expect(bezwaar('fietsbelkraa', noor)).toBeUndefined();
    const bont = Array.from({ length: 200 }, (_, i) => String.fromCodePoint(0x4e00 + i)).join('');
    expect(bezwaar(bont.slice(0, 128), noor)).toBeUndefined();
    expect(bezwaar(bont.slice(0, 129), noor)).toContain('hoogstens 128');
  });

  test('characters count, not bytes', () => {
    expect(bezwaar('🚲🎈🦊🌧🍐🧦🪁', lotte)).toContain('te kort');
    expect(bezwaar('🚲🎈🦊🌧🍐🧦🪁🧩', lotte)).toBeUndefined();
  });
});

test.each([
  'kikkerlamp',
  'blauwe olifant',
  'KIKKERLAMP',
  'mijn fiets is stuk',
  'пароль-密码',
  'zeeëgelsoep',
  'ik eet graag wortels',
])('any kind of characters will do: %s', (wachtwoord) => {
  expect(bezwaar(wachtwoord, lotte)).toBeUndefined();
});

test.each([
  'lottelotte',
  'Lotte2015',
  'l0tte-2015',
  'lotte.peeters12',
  'LÖTTE12345',
  'peeters!!',
  'kleurendoos',
  'Kleurendoos1',
  'leerid123',
  'LeerID-Lotte',
])('own name, user name, school or ours does not count: %s', (wachtwoord) => {
  expect(bezwaar(wachtwoord, lotte)).toMatch(/naam|makkelijk/);
});

test.each([
  'wachtwoord',
  'W4chtw00rd!',
  'welkom2026',
  'voetbal10',
  'password1',
  'qwertyuiop',
  'azerty123',
  'uytreza12',
  '12345678',
  '87654321',
  'abcdefgh',
  'aaaaaaaaa',
  'jajajajaja',
  'qsdfwxcv',
  'welkomwelkom',
  'minecraft!',
  'ikhouvanjou',
])('what many choose does not count: %s', (wachtwoord) => {
  expect(bezwaar(wachtwoord, lotte)).toContain('veel mensen');
});

test('such a word is allowed where enough stands beside it', () => {
  expect(bezwaar('lotte eet paarse soep', lotte)).toBeUndefined();
  expect(bezwaar('welkom in mijn boomhut', noor)).toBeUndefined();
  expect(bezwaar('welkom boomhut', noor)).toContain('veel mensen');
});

test('somebody else may use that name', () => {
  expect(bezwaar('peeterskasteel', { ...lotte, gebruikersnaam: 'jan.maes1', naam: 'Maes' })).toBeUndefined();
});

test('a name of one letter or none takes nothing away', () => {
  expect(bezwaar('fietsbel', { ...lotte, voornaam: 'f', naam: '' })).toBeUndefined();
});
