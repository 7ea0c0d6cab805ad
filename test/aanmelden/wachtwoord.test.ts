import { expect, test } from '@jest/globals';
import { hash } from '@node-rs/argon2';
import { naamUitHint } from '../../src/aanmelden/formuliervelden.ts';
import { hashWachtwoord, vernieuwHash, wachtwoordKlopt } from '../../src/aanmelden/wachtwoorden/wachtwoord.ts';

test('argon2id with 7 MiB and five passes', async () => {
  expect(await hashWachtwoord('appel')).toMatch(/^\$argon2id\$v=19\$m=7168,t=5,p=1\$/);
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

test('a hash of another cost is made anew with the same salt, and one of today is left', async () => {
  const oud = await hash('appel', { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 });
  const nieuw = (await vernieuwHash(oud, 'appel')) ?? '';
  expect(nieuw).toMatch(/^\$argon2id\$v=19\$m=7168,t=5,p=1\$/);
  expect(nieuw.split('$')[4]).toBe(oud.split('$')[4]);
  expect(await wachtwoordKlopt(nieuw, 'appel')).toBe(true);
  expect(await vernieuwHash(nieuw, 'appel')).toBeUndefined();
});
