import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eisPubliekAdres, haalSleutels, stuurBericht } from '../../src/oidc/ophalen.ts';

/** The one way out: addresses that a dossier names (ASVS 1.3.6, 13.2.4, 15.3.2). */

const bezoeken: string[] = [];
const server = createServer((verzoek, antwoord) => {
  bezoeken.push(verzoek.url ?? '');
  if (verzoek.url === '/om') antwoord.writeHead(302, { location: '/doel' });
  antwoord.end('{}');
});
let adres = '';
beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  adres = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.close();
});

test.each([
  'https://127.0.0.1/x',
  'https://localhost/x',
  'https://10.1.2.3/x',
  'https://172.16.0.1/x',
  'https://192.168.1.1/x',
  'https://169.254.169.254/latest/meta-data',
  'https://100.64.0.1/x',
  'https://0.0.0.0/x',
  'https://2130706433/x',
  'https://0x7f.1/x',
  'https://[::1]/x',
  'https://[::ffff:10.0.0.1]/x',
  'https://[fd00::1]/x',
  'https://[fe80::1]/x',
])('no logout message goes to %s', async (binnen) => {
  await expect(eisPubliekAdres(new URL(binnen))).rejects.toThrow('geen publiek adres');
  await expect(stuurBericht(false)(binnen, { method: 'POST' })).rejects.toThrow('geen publiek adres');
});

test('a logout message goes over https only', async () => {
  await expect(eisPubliekAdres(new URL('http://93.184.216.34/x'))).rejects.toThrow('enkel https');
});

test('an IPv4 address of the open Internet is within reach', async () => {
  await expect(eisPubliekAdres(new URL('https://93.184.216.34/x'))).resolves.toBeUndefined();
});

test('a redirect is not followed, for keys nor for messages', async () => {
  const bericht = stuurBericht(true)(`${adres}/om`, { method: 'POST', body: 'x' });
  await expect(bericht).rejects.toThrow();
  await expect(haalSleutels(true)(`${adres}/om`, { method: 'GET' } as never)).rejects.toThrow();
  expect(bezoeken).toEqual(['/om', '/om']);
});
