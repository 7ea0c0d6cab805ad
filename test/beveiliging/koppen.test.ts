import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import supertest from 'supertest';
import { type Idp, startIdp } from '../opzet/server/idp.ts';

/** The headers of every answer, as in production: the issuer is https. */

let idp: Idp;
beforeAll(async () => {
  idp = await startIdp(undefined, undefined, 'https://leerid.example');
});
afterAll(() => idp.stop());

const haal = (pad: string) => supertest(idp.server).get(pad).set('Host', 'leerid.example').set('Accept', 'text/html');

const SOORTEN: [string, string, number][] = [
  ['a page', '/', 200],
  ['a page that does not exist', '/nergens', 404],
  ['an error of a request', '/authorize?client_id=x', 400],
  ['discovery', '/.well-known/openid-configuration', 200],
  ['the keys', '/jwks', 200],
  ['userinfo without a token', '/userinfo', 401],
  ['a style sheet', '/assets/leerid.css', 200],
  ['a picture', '/assets/leerid.svg', 200],
  ['a script', '/assets/doorsturen.js', 200],
  ['a health check', '/healthz', 200],
];

test.each(SOORTEN)(
  '%s is never sniffed, framed or reported as referrer, and tells browsers to stay on TLS',
  async (_naam, pad, status) => {
    const { headers, status: gekregen } = await haal(pad);
    expect(gekregen).toBe(status);
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['referrer-policy']).toBe('same-origin');
    expect(headers['strict-transport-security']).toBe('max-age=63072000; includeSubDomains');
    expect(headers['content-security-policy']).toMatch(/default-src 'none'.*frame-ancestors 'none'; base-uri 'none'/);
  },
);

test.each(SOORTEN)('%s says what it is, and in which characters where it is text', async (_naam, pad) => {
  const { headers } = await haal(pad);
  expect(headers['content-type']).toMatch(
    /^(text\/\w+|image\/svg\+xml|application\/(json|jwk-set\+json)); charset=utf-8$/,
  );
});

test('the host that is not ours gets the same headers, and nothing else', async () => {
  const { headers, status } = await supertest(idp.server).get('/').set('Host', 'kwaad.example');
  expect(status).toBe(421);
  expect(headers['x-content-type-options']).toBe('nosniff');
});

test('only style sheets and pictures may be kept', async () => {
  for (const [, pad] of SOORTEN) {
    const { headers } = await haal(pad);
    expect([pad, headers['cache-control']]).toEqual([
      pad,
      pad.startsWith('/assets/') ? 'public, max-age=3600' : expect.stringMatching(/no-store/),
    ]);
  }
});

test('no folder is listed, and files are known by exact name', async () => {
  for (const pad of [
    '/assets',
    '/assets/',
    '/assets/../koppen.ts',
    '/assets/leerid.css/',
    '/.git/config',
    '/src/main.ts',
  ]) {
    expect([400, 404]).toContain((await haal(pad)).status);
  }
});

test('TRACE echoes nothing, and other methods do not reach a page', async () => {
  const { port } = idp.server.address() as AddressInfo;
  for (const method of ['TRACE', 'PUT', 'DELETE', 'PATCH']) {
    const antwoord = await new Promise<{ status: number; tekst: string }>((klaar, mislukt) => {
      const koppen = { host: 'leerid.example', cookie: 'geheim=1' };
      const verzoek = request({ port, path: '/authorize', method, headers: koppen }, (res) => {
        let tekst = '';
        res.on('data', (deel) => {
          tekst += deel;
        });
        res.on('end', () => klaar({ status: res.statusCode ?? 0, tekst }));
      });
      verzoek.on('error', mislukt);
      verzoek.end();
    });
    expect([404, 405, 501]).toContain(antwoord.status);
    expect(antwoord.tekst).not.toContain('geheim=1');
  }
});

test('no page of another site may read an answer about a pupil, with or without a preflight', async () => {
  for (const pad of ['/authorize', '/token', '/userinfo', '/par', '/revoke', '/logout', '/']) {
    for (const methode of ['get', 'post', 'options'] as const) {
      const { headers } = await supertest(idp.server)
        [methode](pad)
        .set({ Host: 'leerid.example', Origin: 'https://kwaad.example', 'Access-Control-Request-Method': 'POST' });
      expect([pad, methode, headers['access-control-allow-origin']]).toEqual([pad, methode, undefined]);
      expect(headers['access-control-allow-credentials']).toBeUndefined();
    }
  }
});

test.each([
  ['a length and chunks', 'Content-Length: 5\r\nTransfer-Encoding: chunked\r\n'],
  ['two lengths', 'Content-Length: 5\r\nContent-Length: 6\r\n'],
  ['a broken coding', 'Transfer-Encoding: xchunked\r\n'],
  ['a second host', 'Host: kwaad.example\r\n'],
])('a message with %s is refused: where it ends is not open to dispute', async (_naam, koppen) => {
  const { port } = idp.server.address() as AddressInfo;
  const antwoord = await new Promise<string>((klaar) => {
    let tekst = '';
    const lijn = connect(port, '127.0.0.1', () => {
      lijn.write(
        `POST /token HTTP/1.1\r\nHost: leerid.example\r\n${koppen}\r\n0\r\n\r\nGET / HTTP/1.1\r\nHost: leerid.example\r\n\r\n`,
      );
    });
    lijn.on('data', (deel) => {
      tekst += deel;
    });
    lijn.setTimeout(1_000, () => lijn.destroy());
    lijn.on('close', () => klaar(tekst));
  });
  expect(antwoord).toMatch(/^HTTP\/1\.1 400 /);
  expect(antwoord).not.toContain('Welkom');
});
