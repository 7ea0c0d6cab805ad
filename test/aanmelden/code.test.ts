import { expect, test } from '@jest/globals';
import { hashCode, leesCode, maakCode } from '../../src/aanmelden/code.ts';

const codes = Array.from({ length: 500 }, maakCode);

test('three groups of five, every one different, more than 64 bits', () => {
  for (const code of codes) expect(code).toMatch(/^[0-9CDFGHJKMNPQRTVWXY]{5}(-[0-9CDFGHJKMNPQRTVWXY]{5}){2}$/);
  expect(new Set(codes).size).toBe(codes.length);
  const tekens = new Set(codes.join('').replaceAll('-', ''));
  expect(tekens.size).toBe(27);
  expect(15 * Math.log2(tekens.size)).toBeGreaterThan(64);
});

test('typed in any case, with other dashes, spaces or none: the same code', () => {
  for (const code of codes) {
    const kaal = code.replaceAll('-', '');
    for (const getypt of [code, code.toLowerCase(), kaal, ` ${code.replaceAll('-', ' – ')} `, [...kaal].join('.')]) {
      expect(leesCode(getypt)).toBe(kaal);
    }
  }
});

test('what looks alike is alike', () => {
  expect(leesCode('oOiIl-LzZsS-bBuU0')).toBe('001111225588VV0');
});

test.each(['', '-', 'ABCDE', 'CDFGH-CDFGH-CDFG', 'CDFGH-CDFGH-CDFGHJ', 'CDFGH-CDFGH-CDFGA', 'ÇDFGH-CDFGH-CDFGH'])(
  '%j is no code',
  (getypt) => {
    expect(leesCode(getypt)).toBeUndefined();
  },
);

test('the hash is of this code for this user name', () => {
  const [een = '', ander = ''] = codes;
  expect(hashCode('lotte.peeters1', een)).toEqual(hashCode('lotte.peeters1', een.toLowerCase().replaceAll('-', '')));
  expect(hashCode('lotte.peeters1', een)).not.toEqual(hashCode('lotte.peeters2', een));
  expect(hashCode('lotte.peeters1', een)).not.toEqual(hashCode('lotte.peeters1', ander));
});
