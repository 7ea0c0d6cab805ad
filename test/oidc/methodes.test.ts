import { afterAll, beforeAll, expect, test } from '@jest/globals';
import supertest from 'supertest';
import { type Idp, startIdp } from '../opzet/server/idp.ts';

/** Endpoints that programs call answer programs: an unknown method gives no page. */

let idp: Idp;
beforeAll(async () => {
  idp = await startIdp();
});
afterAll(() => idp.stop());

const GEVALLEN: [string, string[], string][] = [
  ['/token', ['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS'], 'POST'],
  ['/TOKEN/', ['GET'], 'POST'],
  ['/par', ['GET', 'PATCH'], 'POST'],
  ['/revoke', ['GET', 'PUT'], 'POST'],
  ['/userinfo', ['PUT', 'DELETE', 'OPTIONS'], 'GET, HEAD, POST'],
  ['/jwks', ['POST', 'OPTIONS'], 'GET, HEAD'],
  ['/.well-known/openid-configuration', ['POST', 'DELETE'], 'GET, HEAD'],
  ['/.well-known/oauth-authorization-server', ['POST'], 'GET, HEAD'],
];

const vraag = (methode: string, pad: string) => supertest(idp.issuer)[methode.toLowerCase() as 'get'](pad);

test.each(GEVALLEN)('%s tells %j which methods it has', async (pad, methoden, allow) => {
  for (const method of methoden) {
    const antwoord = await vraag(method, pad);
    expect([antwoord.status, antwoord.get('allow')]).toEqual([405, allow]);
    expect(antwoord.get('access-control-allow-origin')).toBeUndefined();
    if (method !== 'HEAD') {
      expect(antwoord.body).toEqual({
        error: 'invalid_request',
        error_description: `allowed methods: ${allow}`,
        spoor: expect.any(String),
      });
    }
  }
});

test.each(GEVALLEN)('each method that %s names there is there', async (pad, _anders, allow) => {
  for (const method of allow.split(', ')) {
    expect([404, 405]).not.toContain((await vraag(method, pad)).status);
  }
});

test('a preflight is answered as ever, and a page stays a page', async () => {
  const headers = { origin: 'https://elders.example', 'access-control-request-method': 'GET' };
  const vooraf = await supertest(idp.issuer).options('/jwks').set(headers);
  expect([vooraf.status, vooraf.get('access-control-allow-origin')]).toEqual([204, headers.origin]);
  const pagina = await supertest(idp.issuer).get('/nietsvandatalles').set({ accept: 'text/html' });
  expect([pagina.status, pagina.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
});
