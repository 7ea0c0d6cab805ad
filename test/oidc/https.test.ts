import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Idp, startIdp } from '../opzet/server/idp.ts';
import { callback } from '../opzet/toepassing/relying_party.ts';

/** Production: the issuer is https, a proxy carries the TLS, and nothing that comes with a request changes that. */

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

function vraag(pad: string, koppen: Record<string, string> = {}, methode = 'GET', inhoud = ''): Promise<Antwoord> {
  const { port } = idp.server.address() as AddressInfo;
  return new Promise((klaar, mislukt) => {
    const verzoek = request(
      { port, path: pad, method: methode, headers: { host: 'leerid.example', ...koppen } },
      (antwoord) => {
        let tekst = '';
        antwoord.on('data', (deel) => {
          tekst += deel;
        });
        antwoord.on('end', () => klaar({ status: antwoord.statusCode ?? 0, koppen: antwoord.headers, tekst }));
      },
    );
    verzoek.on('error', mislukt);
    verzoek.end(inhoud);
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
  const koekjes: string[] = [];
  const bewaar = ({ koppen }: Antwoord) => {
    for (const regel of koppen['set-cookie'] ?? []) {
      expect(regel).toMatch(/; secure; httponly/i);
      expect(regel).toMatch(/; samesite=lax/i);
      expect(regel).not.toMatch(/; domain=/i);
      expect(regel).toMatch(/^__Host-leerid[^;]*; path=\/;|^__Secure-leerid[^;]*; path=\/(authorize|aanmelden)\//);
      koekjes.push(regel.split(';')[0] ?? '');
    }
  };
  const eerste = await vraag(AUTHORIZE);
  bewaar(eerste);
  const pagina = String(eerste.koppen.location);
  const koppen = () => ({
    cookie: koekjes.join('; '),
    origin: 'https://leerid.example',
    'content-type': 'application/x-www-form-urlencoded',
  });
  const na = await vraag(pagina, koppen(), 'POST', 'gebruikersnaam=leerling.gewoon&wachtwoord=appel-fiets-regen-42');
  expect(na.status).toBe(303);
  const terug = await vraag(new URL(String(na.koppen.location)).href.replace('https://leerid.example', ''), koppen());
  bewaar(na);
  bewaar(terug);
  expect(terug.koppen.location).toContain('http://localhost:3001/smartschool/callback?code=');
  const namen = new Set(koekjes.map((koekje) => koekje.split('=')[0]).filter((naam) => !naam?.endsWith('.sig')));
  expect([...namen].sort()).toEqual([
    '__Host-leerid',
    expect.stringMatching(/^__Host-leerid_browser_[0-9a-f]{4}$/),
    '__Host-leerid_laatst',
    '__Host-leerid_toestel',
    '__Secure-leerid_aanmelding',
    '__Secure-leerid_verder',
  ]);
  expect(eerste.koppen['strict-transport-security']).toContain('max-age=');
});

test('no page may be read by another site', async () => {
  const { koppen } = await vraag('/userinfo', { origin: 'https://kwaad.example' });
  expect(koppen['access-control-allow-origin']).not.toBe('https://kwaad.example');
});
