import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import supertest, { type Response } from 'supertest';
import { DEMOWACHTWOORD } from '../../src/demo/leerlingen.ts';
import { type Idp, startIdp } from '../opzet/server/idp.ts';
import { callback } from '../opzet/toepassing/relying_party.ts';

/** Production: the issuer is https, a proxy carries the TLS, and nothing in a request changes that. */

let idp: Idp;
beforeAll(async () => {
  idp = await startIdp(undefined, undefined, 'https://leerid.example');
});
afterAll(() => idp.stop());

interface Antwoord {
  status: number;
  koppen: Record<string, string | string[] | undefined>;
  tekst: string;
}

/** Writes the first line of a request exactly as given, even where no library would. */
function vraag(pad: string, koppen: Record<string, string> = {}): Promise<Antwoord> {
  const { port } = idp.server.address() as AddressInfo;
  return new Promise((klaar, mislukt) => {
    const verzoek = request({ port, path: pad, headers: { host: 'leerid.example', ...koppen } }, (antwoord) => {
      let tekst = '';
      antwoord.on('data', (deel) => {
        tekst += deel;
      });
      antwoord.on('end', () => klaar({ status: antwoord.statusCode ?? 0, koppen: antwoord.headers, tekst }));
    });
    verzoek.on('error', mislukt);
    verzoek.end();
  });
}

const AUTHORIZE = `/authorize?${new URLSearchParams({
  client_id: 'smartschool',
  response_type: 'code',
  scope: 'openid',
  redirect_uri: callback('smartschool'),
  code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
  code_challenge_method: 'S256',
})}`;

test.each([
  ['', {}],
  [
    'a forwarded header',
    { 'x-forwarded-proto': 'http', 'x-forwarded-host': 'kwaad.example', forwarded: 'host=kwaad.example' },
  ],
])('discovery names the issuer alone, whatever %s says', async (_naam, koppen: Record<string, string>) => {
  const { tekst } = await vraag('/.well-known/openid-configuration', koppen);
  const { token_endpoint, jwks_uri, issuer } = JSON.parse(tekst);
  expect([issuer, token_endpoint, jwks_uri]).toEqual([
    'https://leerid.example',
    'https://leerid.example/token',
    'https://leerid.example/jwks',
  ]);
});

test('a whole address in the first line, and another name, are refused', async () => {
  expect((await vraag('http://kwaad.example/.well-known/openid-configuration')).status).toBe(421);
  expect((await vraag('/.well-known/openid-configuration', { host: 'kwaad.example' })).status).toBe(421);
});

test('a pupil signs in with cookies that only travel over TLS, each held to this host, or to its path, by its name', async () => {
  const agent = supertest.agent(idp.server).host('leerid.example');
  const namen = new Set<string>();
  const bewaar = (antwoord: Response) => {
    for (const regel of antwoord.get('set-cookie') ?? []) {
      expect(regel).toMatch(/; secure; httponly/i);
      expect(regel).toMatch(/; samesite=lax/i);
      expect(regel).not.toMatch(/; domain=/i);
      expect(regel).toMatch(/^__Host-leerid[^;]*; path=\/;|^__Secure-leerid[^;]*; path=\/(authorize|aanmelden)\//);
      namen.add(regel.split('=')[0] ?? '');
    }
    return antwoord;
  };
  // The proxy carries the TLS, and the browser before it sends the secure cookies. The agent sees only the
  // proxy's own request.
  const koekjes = (path: string) =>
    agent.jar.getCookies({ domain: '127.0.0.1', path, secure: true, script: false }).toValueString();
  const naar = (antwoord: Response) => new URL(antwoord.get('location') ?? '', 'https://leerid.example').pathname;
  const eerste = bewaar(await agent.get(AUTHORIZE));
  const na = bewaar(
    await agent
      .post(naar(eerste))
      .set({ origin: 'https://leerid.example', cookie: koekjes(naar(eerste)) })
      .type('form')
      .send({ gebruikersnaam: 'leerling.gewoon', wachtwoord: DEMOWACHTWOORD }),
  );
  expect(na.status).toBe(303);
  const terug = bewaar(await agent.get(naar(na)).set({ cookie: koekjes(naar(na)) }));
  expect(terug.get('location')).toContain('http://localhost:3001/smartschool/callback?code=');
  expect([...namen].filter((naam) => !naam.endsWith('.sig')).sort()).toEqual([
    '__Host-leerid',
    expect.stringMatching(/^__Host-leerid_browser_[0-9a-f]{4}$/),
    '__Host-leerid_laatst',
    '__Host-leerid_toestel',
    '__Secure-leerid_aanmelding',
    '__Secure-leerid_antwoord',
    '__Secure-leerid_verder',
    '__Secure-leerid_verzoek',
  ]);
  expect(eerste.get('strict-transport-security')).toContain('max-age=');
});

test('no page may be read by another site', async () => {
  const { koppen } = await vraag('/userinfo', { origin: 'https://kwaad.example' });
  expect(koppen['access-control-allow-origin']).not.toBe('https://kwaad.example');
});
