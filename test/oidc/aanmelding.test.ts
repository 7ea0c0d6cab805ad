import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import * as client from 'openid-client';
import { Bezoeker } from '../opzet/bezoek/bezoeker.ts';
import { afmeldgeheim } from '../opzet/bezoek/formulier.ts';
import { type Idp, startIdp } from '../opzet/server/idp.ts';
import { relyingParty, vraagAan } from '../opzet/toepassing/relying_party.ts';

let idp: Idp;
beforeAll(async () => {
  idp = await startIdp();
});
afterAll(() => idp.stop());

async function meldAanBij(clientId: string, gebruikersnaam: string, extra: Record<string, string> = {}) {
  const rp = await relyingParty(idp, clientId);
  const { url, controles } = await vraagAan(rp, clientId, extra);
  const bezoeker = new Bezoeker();
  const { verder } = await bezoeker.meldAan(url, gebruikersnaam);
  const tokens = await client.authorizationCodeGrant(rp, verder as URL, controles);
  const idToken = tokens.claims() as client.IDToken;
  const userinfo = await client.fetchUserInfo(rp, tokens.access_token, idToken.sub);
  return { rp, bezoeker, tokens, idToken, userinfo };
}

async function accountVan(gebruikersnaam: string) {
  return idp.db
    .selectFrom('aanmeldmiddelen')
    .innerJoin('accounts', 'accounts.account_uuid', 'aanmeldmiddelen.account_uuid')
    .innerJoin('leerlingen', 'leerlingen.id', 'leerling_id')
    .select(['accounts.account_uuid', 'leerlingen.id', 'leer_id_uuid'])
    .where('gebruikersnaam', '=', gebruikersnaam)
    .executeTakeFirstOrThrow();
}

const persoonlijk = (claims: object) => Object.keys(claims).filter((claim) => /name|ov_|email/.test(claim));

describe('each application receives what its protocol lists, and nothing else', () => {
  test('Smartschool: names, three keys, enrolments without description (S0 art. 3)', async () => {
    const { userinfo, idToken } = await meldAanBij('smartschool', 'leerling.gewoon');
    const { account_uuid, leer_id_uuid } = await accountVan('leerling.gewoon');
    expect(userinfo).toEqual({
      sub: idToken.sub,
      name: 'Gewone Voorbeeldleerling',
      family_name: 'Voorbeeldleerling',
      given_name: 'Gewone',
      ov_leerid_uuid: [leer_id_uuid],
      ov_account_uuid: account_uuid,
      ov_inschrijvingen: [
        { administratieve_groep: '4064', hoofdstructuur: '211', instellingsnummer: '999001', stamnummer: '2600001' },
      ],
    });
    expect(persoonlijk(idToken)).toEqual([]);
  });

  test('Het Archief: birth data, e-mail and descriptions as well; nothing in the ID token', async () => {
    const { userinfo, idToken } = await meldAanBij('archief-voor-onderwijs', 'leerling.historiek');
    expect(userinfo).toMatchObject({
      ov_geboortedag: 17,
      ov_geboortemaand: 4,
      ov_geboortejaar: 2015,
      email: 'vroegere.voorbeeldleerling@leerling.example',
      ov_leerid_uuid: expect.any(String),
      ov_historiek_account_uuid: [expect.any(String), expect.any(String)],
      ov_inschrijvingen: [{ administratieve_groep_omschrijving: 'Lager onderwijs' }],
    });
    expect(persoonlijk(idToken)).toEqual([]);
  });

  test('the test platform: name, LeerID, tests and moments; the account key only without INSZ (S3 art. 4)', async () => {
    const { userinfo } = await meldAanBij('toetsplatform', 'leerling.gewoon');
    expect(Object.keys(userinfo).sort()).toEqual([
      ...['family_name', 'given_name', 'name', 'ov_leerid_uuid', 'ov_toetsen', 'sub'],
    ]);
    expect(userinfo.ov_toetsen).toEqual([
      { toets: 'WIS-4L', toetsmoment: { van: expect.any(String), tot: expect.any(String) } },
    ]);

    const tijdelijk = await meldAanBij('toetsplatform', 'leerling.tijdelijk');
    const { account_uuid } = await accountVan('leerling.tijdelijk');
    expect(tijdelijk.userinfo.ov_account_uuid).toBe(account_uuid);
    expect(tijdelijk.userinfo).not.toHaveProperty('ov_leerid_uuid');
  });

  test('a temporary account has no leer_id_uuid and unknown birth data stay out', async () => {
    const { userinfo } = await meldAanBij('archief-voor-onderwijs', 'leerling.tijdelijk');
    expect(userinfo).not.toHaveProperty('ov_leerid_uuid');
    expect(userinfo).not.toHaveProperty('ov_geboortemaand');
    expect(userinfo).toMatchObject({ ov_geboortejaar: 2014 });
  });

  test('of two simultaneous enrolments only the one in a school that works with the application', async () => {
    const bijSmartschool = await meldAanBij('smartschool', 'leerling.tweescholen');
    expect(bijSmartschool.userinfo.ov_inschrijvingen).toMatchObject([{ instellingsnummer: '999001' }]);
    const bijArchief = await meldAanBij('archief-voor-onderwijs', 'leerling.tweescholen');
    expect(bijArchief.userinfo.ov_inschrijvingen).toMatchObject([
      { instellingsnummer: '999001' },
      { instellingsnummer: '999003' },
    ]);
  });
});

test('sub is pairwise: the same at a second sign-in, another at another application, and no key of the register', async () => {
  const eerste = await meldAanBij('smartschool', 'leerling.gewoon');
  const tweede = await meldAanBij('smartschool', 'leerling.gewoon');
  const elders = await meldAanBij('toetsplatform', 'leerling.gewoon');
  expect(tweede.idToken.sub).toBe(eerste.idToken.sub);
  expect(elders.idToken.sub).not.toBe(eerste.idToken.sub);
  expect(Object.values(await accountVan('leerling.gewoon'))).not.toContain(eerste.idToken.sub);
});

test('the claims parameter may ask for less than a scope, and nothing for the ID token', async () => {
  const claims = JSON.stringify({ userinfo: { given_name: null }, id_token: { family_name: null } });
  const { userinfo, idToken } = await meldAanBij('toetsplatform', 'leerling.gewoon', { scope: 'openid', claims });
  expect(userinfo).toEqual({ sub: idToken.sub, given_name: 'Gewone' });
  expect(persoonlijk(idToken)).toEqual([]);
});

test('acr and auth_time come when they are asked for', async () => {
  const { idToken } = await meldAanBij('smartschool', 'leerling.gewoon', {
    acr_values: 'urn:be:vlaanderen:authmech:leerid',
    max_age: '60',
  });
  expect(idToken).toMatchObject({ acr: 'urn:be:vlaanderen:authmech:leerid', auth_time: expect.any(Number) });
});

test('a pushed authorization request works once and in form_post', async () => {
  const rp = await relyingParty(idp, 'archief-voor-onderwijs');
  const { url, controles } = await vraagAan(rp, 'archief-voor-onderwijs', { response_mode: 'form_post' });
  const par = await client.buildAuthorizationUrlWithPAR(rp, url.searchParams);
  const pagina = await new Bezoeker().meldAan(par, 'leerling.gewoon');
  const html = pagina.text;
  expect(html).toContain('Ga verder');
  expect(html).toContain('action="http://localhost:3001/archief-voor-onderwijs/callback"');
  const velden = [...html.matchAll(/name="(\w+)" value="([^"]*)"/g)].map(([, naam, waarde]) => [naam, waarde]);
  const verzoek = new Request('http://localhost:3001/archief-voor-onderwijs/callback', {
    method: 'POST',
    body: new URLSearchParams(velden as [string, string][]),
  });
  const tokens = await client.authorizationCodeGrant(rp, verzoek, controles);
  expect(tokens.id_token).toBeDefined();
});

test.each(['smartschool', 'archief-voor-onderwijs', 'toetsplatform'])(
  'signing out at %s ends the session: the next application asks for the password again',
  async (clientId) => {
    const { rp, bezoeker, tokens } = await meldAanBij(clientId, 'leerling.gewoon');
    const uit = client.buildEndSessionUrl(rp, {
      id_token_hint: tokens.id_token ?? '',
      post_logout_redirect_uri: `http://localhost:3001/${clientId}`,
      state: 'klaar',
    });
    const html = (await bezoeker.volg(uit)).text;
    expect(html).toContain('Wil je afmelden?');
    const xsrf = afmeldgeheim(html);
    const { verder } = await bezoeker.stuur(`${idp.issuer}/logout/confirm`, { xsrf, logout: 'yes' });
    expect(verder?.href).toBe(`http://localhost:3001/${clientId}?state=klaar`);

    const { url } = await vraagAan(rp, clientId, { prompt: 'none' });
    const { verder: geweigerd } = await bezoeker.volg(url);
    expect(geweigerd?.searchParams.get('error')).toBe('login_required');
    await expect(client.fetchUserInfo(rp, tokens.access_token, client.skipSubjectCheck)).rejects.toThrow();
  },
);

test('the authorization endpoint takes POST as well (OIDC Core § 3.1.2.1)', async () => {
  const rp = await relyingParty(idp, 'smartschool');
  const { url, controles } = await vraagAan(rp, 'smartschool');
  const bezoeker = new Bezoeker();
  const gepost = await bezoeker.post(`${idp.issuer}/authorize`, url.searchParams);
  expect(gepost.status).toBe(303);
  const { verder } = await bezoeker.meldAan(new URL(gepost.get('location') ?? '', idp.issuer), 'leerling.gewoon');
  await expect(client.authorizationCodeGrant(rp, verder as URL, controles)).resolves.toBeDefined();
});

test('a session signs in to a second application without a password', async () => {
  const { bezoeker } = await meldAanBij('smartschool', 'leerling.gewoon');
  const rp = await relyingParty(idp, 'toetsplatform');
  const { url, controles } = await vraagAan(rp, 'toetsplatform');
  const { verder } = await bezoeker.volg(url);
  await expect(client.authorizationCodeGrant(rp, verder as URL, controles)).resolves.toBeDefined();
});
