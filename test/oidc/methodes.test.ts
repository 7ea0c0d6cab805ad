import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Idp, startIdp } from '../opzet/server/idp.ts';

/** What programs call is answered to programs: a method that is not there is no page. */

let idp: Idp;
beforeAll(async () => {
  idp = await startIdp();
});
afterAll(() => idp.stop());

const GEVALLEN: [string, string[], string][] = [
  ['/token', ['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS'], 'POST'],
  ['/par', ['GET', 'PATCH'], 'POST'],
  ['/revoke', ['GET', 'PUT'], 'POST'],
  ['/userinfo', ['PUT', 'DELETE', 'OPTIONS'], 'GET, HEAD, POST'],
  ['/jwks', ['POST', 'OPTIONS'], 'GET, HEAD'],
  ['/.well-known/openid-configuration', ['POST', 'DELETE'], 'GET, HEAD'],
  ['/.well-known/oauth-authorization-server', ['POST'], 'GET, HEAD'],
];

test.each(GEVALLEN)('%s tells %j which methods it has', async (pad, methoden, allow) => {
  for (const method of methoden) {
    const antwoord = await fetch(`${idp.issuer}${pad}`, { method });
    expect([antwoord.status, antwoord.headers.get('allow')]).toEqual([405, allow]);
    expect(antwoord.headers.get('access-control-allow-origin')).toBeNull();
    if (method !== 'HEAD') {
      expect(await antwoord.json()).toEqual({
        error: 'invalid_request',
        error_description: `allowed methods: ${allow}`,
        spoor: expect.any(String),
      });
    }
  }
});

test.each(GEVALLEN)('each method that %s names there is there', async (pad, _anders, allow) => {
  for (const method of allow.split(', ')) {
    expect([404, 405]).not.toContain((await fetch(`${idp.issuer}${pad}`, { method })).status);
  }
});

test('a preflight is answered as ever, and a page stays a page', async () => {
  const headers = { origin: 'https://elders.example', 'access-control-request-method': 'GET' };
  const vooraf = await fetch(`${idp.issuer}/jwks`, { method: 'OPTIONS', headers });
  expect([vooraf.status, vooraf.headers.get('access-control-allow-origin')]).toEqual([204, headers.origin]);
  const pagina = await fetch(`${idp.issuer}/nietsvandatalles`, { headers: { accept: 'text/html' } });
  expect([pagina.status, pagina.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
});
