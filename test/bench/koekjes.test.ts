import { describe, expect, test } from '@jest/globals';
import { Koekjes } from '../../bench/koekjes.ts';

/** The bench sends a cookie where a browser would, and nowhere else (RFC 6265, sections 5.1.4 and 5.4). */

function koekjesNa(zetten: readonly string[], adres = '/authorize?state=x'): Koekjes {
  const koekjes = new Koekjes();
  koekjes.neem(`HTTP/1.1 303 See Other${zetten.map((een) => `\r\nSet-Cookie: ${een}`).join('')}\r\n`, adres);
  return koekjes;
}

describe('a cookie goes only to its path', () => {
  test.each([
    ['/aanmelden/een', '/aanmelden/een', true],
    ['/aanmelden/een', '/aanmelden/een?x=/', true],
    ['/aanmelden/een', '/aanmelden/een/verder', true],
    ['/aanmelden/een', '/aanmelden/eentje', false],
    ['/aanmelden/een', '/aanmelden/twee', false],
    ['/aanmelden/', '/aanmelden', false],
    ['/', '/token', true],
  ])('path %s, request %s: %s', (pad, adres, mee) => {
    const koekjes = koekjesNa([`a=1; Path=${pad}; HttpOnly; Secure`]);
    expect(koekjes.voor(adres)).toBe(mee ? 'Cookie: a=1\r\n' : '');
  });

  test('without a path, to the folder of the request that it answers', () => {
    const koekjes = koekjesNa(['a=1; Secure'], '/realms/bench/auth?b=/c/d');
    expect(koekjes.voor('/realms/bench/userinfo')).toBe('Cookie: a=1\r\n');
    expect(koekjes.voor('/realms/ander')).toBe('');
  });
});

test('the longest path goes first, and two paths keep two cookies of one name', () => {
  const koekjes = koekjesNa(['a=kort; path=/', 'a=lang; path=/aanmelden/een', 'b=2; path=/']);
  expect(koekjes.voor('/aanmelden/een')).toBe('Cookie: a=lang; a=kort; b=2\r\n');
  expect(koekjes.voor('/')).toBe('Cookie: a=kort; b=2\r\n');
});

test.each([
  'a=; path=/; expires=Thu, 01 Jan 1970 00:00:00 GMT',
  'a=x; Path=/; Max-Age=0',
  'a=x; Path=/; Max-Age=-1; Expires=Fri, 31 Dec 9999 23:59:59 GMT',
])('%s ends the cookie of its own path', (einde) => {
  const koekjes = koekjesNa(['a=1; path=/', 'a=2; path=/elders', einde]);
  expect(koekjes.voor('/')).toBe('');
  expect(koekjes.voor('/elders')).toBe('Cookie: a=2\r\n');
});

test('a new value takes the place of the old one', () => {
  expect(koekjesNa(['a=1; path=/', 'a=2; path=/; Max-Age=60']).voor('/')).toBe('Cookie: a=2\r\n');
});

test.each([
  ['is larger than a browser keeps', `a=${'x'.repeat(4096)}; path=/`, 'te groot'],
  ['is __Host- under a path of its own', '__Host-a=1; path=/aanmelden; secure', 'weigert'],
  ['is __Host- without Secure', '__Host-a=1; path=/', 'weigert'],
])('a cookie that %s ends the run', (_wat, zetten, fout) => {
  expect(() => koekjesNa([zetten])).toThrow(fout);
});
