import { once } from 'node:events';
import { Agent, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { haalSleutels } from '../../src/oidc/clients/clientsleutels.ts';
import { isPubliek } from '../../src/uitgaand/adressen.ts';
import { haalBuiten, stuurBericht } from '../../src/uitgaand/ophalen.ts';

/** The only way out: addresses that a dossier names (ASVS 1.3.6, 13.2.4, 15.3.2). */

const bezoeken: string[] = [];
const server = createServer(async (verzoek, antwoord) => {
  let inhoud = '';
  for await (const deel of verzoek) inhoud += deel;
  bezoeken.push([verzoek.url, inhoud].filter(Boolean).join(' '));
  if (verzoek.url === '/hangt') return;
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
  server.closeAllConnections();
  server.close();
});

const BINNEN = [
  'https://127.0.0.1/x',
  'https://localhost/x',
  'https://10.1.2.3/x',
  'https://172.16.0.1/x',
  'https://192.168.1.1/x',
  'https://169.254.169.254/latest/meta-data',
  'https://100.64.0.1/x',
  'https://0.0.0.0/x',
  'https://0/x',
  'https://2130706433/x',
  'https://0x7f.1/x',
  'https://192.0.2.1/x',
  'https://192.0.0.8/x',
  'https://192.88.99.1/x',
  'https://198.18.0.1/x',
  'https://198.51.100.1/x',
  'https://203.0.113.1/x',
  'https://224.0.0.1/x',
  'https://240.0.0.1/x',
  'https://255.255.255.255/x',
  'https://[::]/x',
  'https://[::1]/x',
  'https://[::ffff:10.0.0.1]/x',
  'https://[::ffff:93.184.216.34]/x',
  'https://[::10.0.0.1]/x',
  'https://[64:ff9b::10.0.0.1]/x',
  'https://[64:ff9b:1::1]/x',
  'https://[2002:a00:1::]/x',
  'https://[2001:0:a00:1::]/x',
  'https://[2001:2::1]/x',
  'https://[2001:db8::1]/x',
  'https://[3fff::1]/x',
  'https://[100::1]/x',
  'https://[4000::1]/x',
  'https://[5f00::1]/x',
  'https://[fd00::1]/x',
  'https://[fe80::1]/x',
  'https://[fec0::1]/x',
  'https://[ff02::1]/x',
];

test.each(BINNEN)('no logout message goes to %s, and no key comes from there', async (binnen) => {
  await expect(stuurBericht(false)(binnen, { method: 'POST' })).rejects.toThrow('geen publiek adres');
  await expect(haalSleutels(false, () => {})(binnen, { method: 'GET' } as never)).rejects.toThrow('geen publiek adres');
});

test('messages and keys travel over https only', async () => {
  await expect(stuurBericht(false)('http://93.184.216.34/x', { method: 'POST' })).rejects.toThrow('enkel https');
  await expect(haalSleutels(false, () => {})('http://93.184.216.34/x', {} as never)).rejects.toThrow('enkel https');
});

test.each([
  '93.184.216.34',
  '193.191.245.244',
  // The addresses just outside the private ranges.
  '9.255.255.255',
  '11.0.0.0',
  '100.63.255.255',
  '100.128.0.0',
  '172.15.255.255',
  '172.32.0.0',
  '223.255.255.255',
  '2a00:1450:400e:80c::200e',
  '2606:4700::1111',
])('an address of the open Internet is within reach: %s', (adres) => {
  expect(isPubliek(adres)).toBe(true);
});

test.each([
  '',
  'naam.example',
  '0x5d.184.216.34',
  '1572395042',
  '93.184.55330',
  '0135.184.216.34',
  '2a00::1%eth0',
  '1::2::3',
])('what is no address as a name server gives it is out of reach: %p', (adres) => expect(isPubliek(adres)).toBe(false));

test('no IPv4 address gets through inside one of IPv6, not even a public one', () => {
  const hex = (hoog: number, laag: number) => ((hoog << 8) | laag).toString(16);
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 4, maxLength: 4 }), ([a = 0, b = 0, c = 0, d = 0]) => {
      const [begin, eind] = [hex(a, b), hex(c, d)];
      const vermommingen = [
        `::ffff:${a}.${b}.${c}.${d}`,
        `::ffff:${begin}:${eind}`,
        `::ffff:0:${begin}:${eind}`,
        `::${a}.${b}.${c}.${d}`,
        `::${begin}:${eind}`,
        `64:ff9b::${begin}:${eind}`,
        `64:ff9b:1::${begin}:${eind}`,
        `2002:${begin}:${eind}::1`,
        `2001:0:${begin}:${eind}::1`,
      ];
      expect(vermommingen.filter(isPubliek)).toEqual([]);
    }),
  );
});

describe('a name is looked up once, and what was checked is what is connected to', () => {
  /** Gives another address each time, and counts. */
  function naamdienst(...beurten: string[][]) {
    const gevraagd: string[] = [];
    const zoek = ((naam: string, _opties: object, klaar: (fout: null, gevonden: object[]) => void) => {
      const adressen = beurten[gevraagd.push(naam) - 1] ?? [];
      klaar(
        null,
        adressen.map((address) => ({ address, family: 4 })),
      );
    }) as never;
    return { zoek, gevraagd };
  }
  const naar = (pad: string) => adres.replace('127.0.0.1', 'naam.example') + pad;

  test('the first answer counts: this machine stands in for the Internet, and the second answer is never asked for', async () => {
    bezoeken.length = 0;
    const { zoek, gevraagd } = naamdienst(['127.0.0.1'], ['10.0.0.1']);
    const grens = { zoek, mag: (een: string) => een === '127.0.0.1' };
    const antwoord = await haalBuiten(naar('/doel'), { method: 'POST', body: new URLSearchParams({ a: 'é' }) }, grens);
    expect([antwoord.status, await antwoord.text()]).toEqual([200, '{}']);
    expect([gevraagd, bezoeken]).toEqual([['naam.example'], ['/doel a=%C3%A9']]);
  });

  test('a name that is public now and private at the next look gets nobody inside', async () => {
    bezoeken.length = 0;
    const { zoek, gevraagd } = naamdienst(['127.0.0.1'], ['127.0.0.1']);
    const grens = { zoek, mag: isPubliek };
    await expect(haalBuiten(naar('/doel'), {}, grens)).rejects.toThrow('geen publiek adres');
    expect([gevraagd.length, bezoeken]).toEqual([1, []]);
  });

  test('one private address among public ones is enough to refuse', async () => {
    const { zoek } = naamdienst(['93.184.216.34', '127.0.0.1']);
    await expect(haalBuiten(naar('/doel'), {}, { zoek, mag: isPubliek })).rejects.toThrow('geen publiek adres');
  });

  test('messages after the first share its connection, to the address that was checked', async () => {
    const verbindingen = new Agent({ keepAlive: true });
    const { zoek, gevraagd } = naamdienst(['127.0.0.1'], ['10.0.0.1']);
    const grens = { zoek, mag: (een: string) => een === '127.0.0.1', verbindingen };
    let gemaakt = 0;
    server.on('connection', () => gemaakt++);
    for (let keer = 0; keer < 5; keer++) {
      const antwoord = await haalBuiten(naar('/doel'), { method: 'POST', body: 'x' }, grens);
      expect(await antwoord.text()).toBe('{}');
    }
    expect([gemaakt, gevraagd.length]).toEqual([1, 1]);
    verbindingen.destroy();
  });

  test.each(['/om', '/hangt'])('%s is neither followed nor waited for', async (pad) => {
    const { zoek } = naamdienst(['127.0.0.1']);
    const vraag = haalBuiten(naar(pad), { signal: AbortSignal.timeout(200) }, { zoek, mag: () => true });
    await expect(vraag).rejects.toThrow(pad === '/om' ? 'doorverwijzing' : /abort/i);
  });
});

test('a redirect is not followed, for keys nor for messages', async () => {
  const bericht = stuurBericht(true)(`${adres}/om`, { method: 'POST', body: 'x' });
  bezoeken.length = 0;
  await expect(bericht).rejects.toThrow();
  await expect(haalSleutels(true, () => {})(`${adres}/om`, { method: 'GET' } as never)).rejects.toThrow();
  expect(bezoeken).toEqual(['/om x', '/om']);
});
