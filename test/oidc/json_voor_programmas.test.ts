import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import supertest, { type Response } from 'supertest';
import { type Idp, startIdp } from '../opzet/server/idp.ts';

/**
 * Endpoints that programs call answer JSON, whatever the program says that it accepts. Pages of people stay
 * pages.
 */

/** What older Java clients send when nobody sets anything (`HttpURLConnection`), and what a browser prefers. */
const KIEZERS = ['text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2', 'text/html'];
const FOUT_GEHEIM = { authorization: `Basic ${Buffer.from('smartschool:verkeerd').toString('base64')}` };

let idp: Idp;
beforeAll(async () => {
  idp = await startIdp();
});
afterAll(() => idp.stop());

const post = (pad: string, accept: string, koppen: Record<string, string> = {}) =>
  supertest(idp.issuer)
    .post(pad)
    .type('form')
    .set({ accept, ...koppen })
    .send({ grant_type: 'authorization_code', token: 'x' });

const gezegd = ({ status, type, body }: Response) => [status, type, body.error];

for (const accept of KIEZERS) {
  // The library's router also takes these addresses in capitals and with a slash at the end.
  test.each(['/token', '/par', '/revoke', '/TOKEN', '/token/'])(
    `a wrong secret at %s is invalid_client (accept: ${accept})`,
    async (pad) => {
      const antwoord = await post(pad, accept, FOUT_GEHEIM);
      expect(gezegd(antwoord)).toEqual([401, 'application/json', 'invalid_client']);
      expect(antwoord.get('www-authenticate')).toMatch(/^Basic /);
    },
  );

  test.each(['/token', '/par', '/revoke'])(
    `a request without a client at %s is invalid_request (accept: ${accept})`,
    async (pad) => {
      expect(gezegd(await post(pad, accept))).toEqual([400, 'application/json', 'invalid_request']);
    },
  );

  test.each(['get', 'post'] as const)(`an unknown token at userinfo, by %s (accept: ${accept})`, async (methode) => {
    const koppen = { accept, authorization: 'Bearer vervallen' };
    const antwoord = await supertest(idp.issuer)[methode]('/userinfo').set(koppen);
    expect(gezegd(antwoord)).toEqual([401, 'application/json', 'invalid_token']);
    expect(antwoord.get('www-authenticate')).toMatch(/^Bearer .*error="invalid_token"/);
    expect(antwoord.get('access-control-allow-origin')).toBeUndefined();
  });

  test.each(['/jwks', '/.well-known/openid-configuration', '/.well-known/oauth-authorization-server'])(
    `%s is JSON, and so is its refusal of a method (accept: ${accept})`,
    async (pad) => {
      const koppen = { accept, origin: 'https://elders.example' };
      const gelezen = await supertest(idp.issuer).get(pad).set(koppen);
      expect([gelezen.status, gelezen.type]).toEqual([200, expect.stringMatching(/^application\/(jwk-set\+)?json/)]);
      expect(gelezen.get('access-control-allow-origin')).toBe(koppen.origin);
      const geweigerd = await supertest(idp.issuer).put(pad).set(koppen);
      expect(gezegd(geweigerd)).toEqual([405, 'application/json', 'invalid_request']);
      expect(geweigerd.get('allow')).toBe('GET, HEAD');
    },
  );

  test.each(['/authorize?client_id=onbekend', '/logout?id_token_hint=x', '/nietsvandatalles', '/token/verder'])(
    `%s stays a page (accept: ${accept})`,
    async (pad) => {
      expect((await supertest(idp.issuer).get(pad).set({ accept })).type).toBe('text/html');
    },
  );
}

test.each(['/token', '/par', '/revoke'])('a body that is too large is told in JSON at %s', async (pad) => {
  const antwoord = await post(pad, 'text/html').send({ veel: 'x'.repeat(2_000_000) });
  expect(gezegd(antwoord)).toEqual([400, 'application/json', 'invalid_request']);
});

test('a fault of our own is told in JSON at userinfo', async () => {
  await sql`alter table oidc_access_tokens rename to weg`.execute(idp.db);
  try {
    const koppen = { accept: 'text/html', authorization: 'Bearer vervallen' };
    const antwoord = await supertest(idp.issuer).get('/userinfo').set(koppen);
    expect(gezegd(antwoord)).toEqual([500, 'application/json', 'server_error']);
  } finally {
    await sql`alter table weg rename to oidc_access_tokens`.execute(idp.db);
  }
});
