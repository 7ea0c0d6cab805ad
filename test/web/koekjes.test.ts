import { createHmac } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { koekjesstempel } from '../../src/web/index.ts';

test('a cookie is signed with HMAC-SHA-256 under the first key, and known under all', () => {
  const oud = koekjesstempel(['oud']);
  const nieuw = koekjesstempel(['nieuw', 'oud']);
  const verwacht = createHmac('sha256', 'oud').update('leerid=a').digest('base64url');
  expect(oud.sign('leerid=a')).toBe(verwacht);
  expect(nieuw.index('leerid=a', verwacht)).toBe(1);
  expect(nieuw.index('leerid=a', nieuw.sign('leerid=a'))).toBe(0);
  expect(oud.verify('leerid=a', nieuw.sign('leerid=a'))).toBe(false);
});

test.each(['', 'x', 'ê'.repeat(43), 'A'.repeat(43), 'A'.repeat(5_000)])('%p signs nothing', (handtekening) => {
  expect(koekjesstempel(['sleutel']).verify('leerid=a', handtekening)).toBe(false);
});
