import { describe, expect, test } from '@jest/globals';
import { maakOntleder } from '../../../src/register/discimus/lezen/ontleder.ts';
import { ontleed, ruw } from './lees.ts';

const codes = ({ uitval }: ReturnType<typeof ontleed>) => uitval.map(({ kolom, code }) => `${kolom}: ${code}`);

describe('schools', () => {
  const school = { instellingsnummer: '012345', naam: 'Basisschool De Linde', erkend: 'ja', opvolger: '' };

  test('a school, and one that another goes on for', () => {
    expect(ontleed('scholen', school).goed).toEqual([{ ...school, erkend: true, opvolger: null, regel: 1 }]);
    expect(ontleed('scholen', { ...school, opvolger: '054321', erkend: 'nee' }).goed).toEqual([
      { ...school, erkend: false, opvolger: '054321', regel: 1 },
    ]);
  });

  test.each([
    [{ opvolger: '012345' }, 'opvolger: opvolger_is_zichzelf'],
    [{ erkend: '' }, 'erkend: leeg'],
    [{ erkend: 'yes' }, 'erkend: ja_of_nee'],
    [{ naam: '' }, 'naam: leeg'],
    [{ instellingsnummer: '12345' }, 'instellingsnummer: instellingsnummer_vorm'],
  ])('%j: %s', (anders, fout) => {
    expect(codes(ontleed('scholen', { ...school, ...anders }))).toEqual([fout]);
  });
});

test('establishments', () => {
  const plaats = { instellingsnummer: '012345', vestigingsplaats: '2', naam: 'Kerkstraat' };
  expect(ontleed('vestigingsplaatsen', plaats).goed).toEqual([{ ...plaats, vestigingsplaats: 2, regel: 1 }]);
  expect(codes(ontleed('vestigingsplaatsen', { ...plaats, vestigingsplaats: '', naam: '\u202e' }))).toEqual([
    'vestigingsplaats: leeg',
    'naam: verboden_tekens',
  ]);
});

test('administratieve groepen', () => {
  const groep = { code: '000123', omschrijving: '1ste leerjaar A' };
  expect(ontleed('administratieve_groepen', groep).goed).toEqual([{ ...groep, regel: 1 }]);
  expect(codes(ontleed('administratieve_groepen', { code: 'A', omschrijving: '' }))).toEqual([
    'code: groep_vorm',
    'omschrijving: leeg',
  ]);
});

describe('shapes of a JSON line', () => {
  const json = (tekst: string) => maakOntleder('administratieve_groepen', undefined, '2026-2027')([ruw(tekst)]);

  test.each([
    ['{"code":"1"', 'null: geen_json'],
    ['', 'null: regel_leeg'],
    ['NaN', 'null: geen_json'],
    ['null', 'null: geen_object_van_teksten'],
    ['"tekst"', 'null: geen_object_van_teksten'],
    ['["1","a"]', 'null: geen_object_van_teksten'],
    ['{"code":1,"omschrijving":"a"}', 'null: geen_object_van_teksten'],
    ['{"code":"1","omschrijving":{"toString":"a"}}', 'null: geen_object_van_teksten'],
    ['{"code":"1","omschrijving":"a","geheim":null}', 'null: geen_object_van_teksten'],
    ['{"code":"1","__proto__":{"omschrijving":"a"}}', 'null: geen_object_van_teksten'],
    ['{"code":"1","Omschrijving":"a"}', 'omschrijving: kolom_ontbreekt'],
    [`${'['.repeat(30_000)}`, 'null: geen_json'],
    ['{"code":"1","omschrijving":"a\\ud800"}', 'omschrijving: verboden_tekens'],
  ])('%.60s: %s', (tekst, fout) => {
    expect(codes(json(tekst))).toEqual([fout]);
  });

  test('a column that we do not know never comes out', () => {
    expect(json('{"code":"1","omschrijving":"a","geheim":"b","__proto__":"c"}').goed).toEqual([
      { code: '1', omschrijving: 'a', regel: 1 },
    ]);
  });
});

describe('shapes of a CSV line', () => {
  const csv = maakOntleder('administratieve_groepen', ['geheim', 'omschrijving', 'code'], '2026-2027');

  test('the order is the header', () => {
    expect(csv([ruw('x;"eerste; ""A""";1', 2)]).goed).toEqual([{ code: '1', omschrijving: 'eerste; "A"', regel: 2 }]);
  });

  test.each([
    ['x;a', 'null: aantal_velden'],
    ['x;a;1;', 'null: aantal_velden'],
    ['x;"a;1', 'null: quotes'],
    ['x;a "b";1', 'null: quotes'],
    ['x;"a"b;1', 'null: quotes'],
    ['x;a\r;1', 'omschrijving: verboden_tekens'],
  ])('%s: %s', (tekst, fout) => {
    expect(codes(csv([ruw(tekst)]))).toEqual([fout]);
  });

  test('bytes that are no UTF-8', () => {
    expect(codes(csv([ruw(Buffer.from('x;a\xe9;1', 'latin1'))]))).toEqual(['null: geen_utf8']);
    expect(codes(csv([ruw(Buffer.from([0xed, 0xa0, 0x80]))]))).toEqual(['null: geen_utf8']);
  });
});
