import { describe, expect, test } from '@jest/globals';
import { protocolschema } from '../../src/protocol/schema.ts';
import { binnenVenster, deelVoorOntvanger } from '../../src/protocol/venster.ts';
import { voorbeeldprotocol } from '../opzet/voorbeeldprotocol.ts';

function open(dag: string, ...vensters: [string, string][]): boolean {
  const benoemd = vensters.map(([van, tot]) => ({ naam: 'venster', van, tot }));
  const deel = { stroom: 'bij_aanmelding' as const, gegevens: [], vensters: benoemd };
  return binnenVenster(deel, Temporal.PlainDate.from(dag));
}

test.each([
  ['2025-03-31', false],
  ['2025-04-01', true],
  ['2025-05-31', true],
  ['2025-06-01', false],
  ['2031-05-01', true],
])('a window from 1 April to 31 May, on %s: %s', (dag, verwacht) => {
  expect(open(dag, ['04-01', '05-31'])).toBe(verwacht);
});

test.each([
  ['2025-11-30', false],
  ['2025-12-01', true],
  ['2025-12-31', true],
  ['2026-01-01', true],
  ['2026-01-15', true],
  ['2026-01-16', false],
])('a window over New Year, 1 December to 15 January, on %s: %s', (dag, verwacht) => {
  expect(open(dag, ['12-01', '01-15'])).toBe(verwacht);
});

test('a window of one day', () => {
  expect(['2025-05-05', '2025-05-06', '2025-05-07'].map((dag) => open(dag, ['05-06', '05-06']))).toEqual([
    false,
    true,
    false,
  ]);
});

test('a window up to 29 February ends on 28 February in other years', () => {
  expect(open('2028-02-29', ['02-01', '02-29'])).toBe(true);
  expect(open('2027-02-28', ['02-01', '02-29'])).toBe(true);
  expect(open('2027-03-01', ['02-01', '02-29'])).toBe(false);
});

test('one open window of several is enough, and without any the year is open', () => {
  expect(open('2025-05-01', ['01-01', '02-01'], ['04-01', '05-31'])).toBe(true);
  expect(open('2025-03-01', ['01-01', '02-01'], ['04-01', '05-31'])).toBe(false);
  const altijd = { stroom: 'bij_aanmelding' as const, gegevens: [], vensters: undefined };
  expect(binnenVenster(altijd, Temporal.PlainDate.from('2025-03-01'))).toBe(true);
});

describe('the part of a recipient', () => {
  const protocol = protocolschema.parse(voorbeeldprotocol());
  const codes = (id?: string) => deelVoorOntvanger(protocol, id)?.gegevens.map(({ code }) => code);
  const alles = ['naam', 'voornaam', 'leer_id_uuid', 'instellingsnummer'];

  test('everything of article 3 without a name, or for one without a list', () => {
    expect(codes()).toEqual(alles);
    expect(codes('personeel')).toEqual(alles);
  });

  test('only its own data, by its own flow', () => {
    expect(codes('koppelaar')).toEqual(['leer_id_uuid']);
    expect(deelVoorOntvanger(protocol, 'koppelaar')?.stroom).toBe('eenmalig');
    expect(deelVoorOntvanger(protocol, 'personeel')?.stroom).toBe('bij_aanmelding');
  });

  test('nothing for a recipient that the act does not name', () => {
    expect(deelVoorOntvanger(protocol, 'vreemde')).toBeUndefined();
    expect(deelVoorOntvanger(protocol, '')).toBeUndefined();
  });
});
