import { expect, test } from '@jest/globals';
import { naamUitHint } from '../../src/aanmelden/formuliervelden.ts';
import { hashWachtwoord, wachtwoordKlopt } from '../../src/aanmelden/wachtwoorden/wachtwoord.ts';

test('argon2id with 19 MiB and two passes', async () => {
  expect(await hashWachtwoord('appel')).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
});

test('the right password, a wrong one, and nobody', async () => {
  const hash = await hashWachtwoord('appel');
  expect(await wachtwoordKlopt(hash, 'appel')).toBe(true);
  expect(await wachtwoordKlopt(hash, 'peer')).toBe(false);
  expect(await wachtwoordKlopt(undefined, 'appel')).toBe(false);
  expect(await wachtwoordKlopt(undefined, 'niemand heeft dit wachtwoord')).toBe(false);
});

test('a login_hint fills the field only when it can be a user name', () => {
  expect(naamUitHint('leerling.gewoon')).toBe('leerling.gewoon');
  expect(naamUitHint('eyJjYXBfaGludCI6IkxFRVIifQ==')).toBe('');
  expect(naamUitHint('<script>')).toBe('');
  expect(naamUitHint(undefined)).toBe('');
});
