import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import * as client from 'openid-client';
import pg from 'pg';
import { Bezoeker } from '../opzet/bezoek/bezoeker.ts';
import { type Idp, startIdp } from '../opzet/server/idp.ts';
import { relyingParty, vraagAan } from '../opzet/toepassing/relying_party.ts';

/**
 * How many statements a visitor costs who is alone. What the library asks one by one is read together, and
 * what it saves one by one is written together: see `bibliotheek/verzoekgeheugen.ts`.
 */

let idp: Idp;
beforeAll(async () => {
  idp = await startIdp();
});
afterAll(() => idp.stop());
beforeEach(() => {
  // However slow the machine is, what was read is recent enough to hand over. Otherwise it would be read once
  // more.
  jest.spyOn(idp.klok, 'verstreken').mockReturnValue(idp.klok.verstreken());
});
afterEach(() => {
  jest.restoreAllMocks();
});

/** Only statements of requests: the node itself reads keys and messages every few seconds. */
const VAN_VERZOEKEN = /\boidc_(?!sleutels)|\bprivacylog\b|\baccounts\b|\baanmeldpogingen\b|\bbewaar_nieuw_bewijs\b/;

/** What a statement does, in a few words. Of those that fit, the first one counts. */
const WAT: [RegExp, string][] = [
  [/update oidc_authorization_codes\b.*insert into oidc_access_tokens\b.*insert into privacylog\b/s, 'redeem and log'],
  [/insert into privacylog\b/, 'log'],
  [
    /insert into oidc_gebruikte_antwoorden\b.*insert into oidc_sessions\b.*insert into oidc_grants\b.*insert into oidc_auth/s,
    'keep session, grant and code',
  ],
  [/insert into oidc_authorization_codes\b/, 'keep code'],
  [/insert into oidc_pushed/, 'keep pushed request'],
  [/update oidc_pushed/, 'use pushed request'],
  [/from oidc_pushed/, 'read pushed request'],
  [/bewaar_nieuw_bewijs\b/, 'keep proof'],
  [/from oidc_auth.*oidc_sessions\b.*oidc_grants\b.*\baccounts\b/s, 'read code, session, grant and gate'],
  [/from oidc_access.*oidc_sessions\b.*oidc_grants\b.*\baccounts\b/s, 'read token, session, grant and gate'],
  [/oidc_grants\b.*oidc_session_clients\b.*oidc_sessions\b.*\baccounts\b/s, 'read session, grants and gate'],
  [/\baanmeldmiddelen\b.*insert into aanmeldpogingen\b/s, 'look up name and count try'],
  [/update accounts\b.*update aanmeldpogingen\b/s, 'note sign-in and give try back'],
  [/^\s*select [^(]*toegang\.\*/, 'read gate'],
];

const wat = (tekst: string) => WAT.find(([patroon]) => patroon.test(tekst))?.[1] ?? tekst;

/** The statements of the requests that `doe` makes, in words. */
async function opdrachtenVan<T>(doe: () => Promise<T>): Promise<{ opdrachten: string[]; uit: T }> {
  const spion = jest.spyOn(pg.Client.prototype, 'query');
  const uit = await doe();
  const teksten = spion.mock.calls.map(([vraag]) => String((vraag as { text?: string }).text ?? vraag));
  spion.mockRestore();
  return { opdrachten: teksten.filter((tekst) => VAN_VERZOEKEN.test(tekst)).map(wat), uit };
}

const CODE_EN_DATA = [
  'read code, session, grant and gate',
  'redeem and log',
  'read token, session, grant and gate',
  'log',
];

const PROEF = 'keep proof';

async function codeEnData(
  rp: client.Configuration,
  verder: URL | undefined,
  controles: client.AuthorizationCodeGrantChecks,
) {
  const tokens = await client.authorizationCodeGrant(rp, verder as URL, controles);
  await client.fetchUserInfo(rp, tokens.access_token, client.skipSubjectCheck);
}

describe.each(['smartschool', 'toetsplatform'])('at %s', (clientId) => {
  test('whoever has typed no password costs nothing', async () => {
    const { url } = await vraagAan(await relyingParty(idp, clientId), clientId);
    const { opdrachten, uit } = await opdrachtenVan(() => new Bezoeker().volg(url));
    expect([uit.status, opdrachten]).toEqual([200, []]);
  });

  test('a first sign-in', async () => {
    const rp = await relyingParty(idp, clientId);
    const { url, controles } = await vraagAan(rp, clientId);
    const { opdrachten } = await opdrachtenVan(async () => {
      const { verder } = await new Bezoeker().meldAan(url, 'leerling.gewoon');
      await codeEnData(rp, verder, controles);
    });
    expect(opdrachten).toEqual([
      'look up name and count try',
      'note sign-in and give try back',
      'read gate',
      'keep session, grant and code',
      ...CODE_EN_DATA,
    ]);
  });

  test('whoever is signed in already', async () => {
    const rp = await relyingParty(idp, clientId);
    const bezoeker = new Bezoeker();
    await bezoeker.meldAan((await vraagAan(rp, clientId)).url, 'leerling.gewoon');
    const { url, controles } = await vraagAan(rp, clientId);
    const { opdrachten } = await opdrachtenVan(async () => {
      const { verder } = await bezoeker.volg(url);
      await codeEnData(rp, verder, controles);
    });
    expect(opdrachten).toEqual(['read session, grants and gate', 'keep code', ...CODE_EN_DATA]);
  });
});

test('whoever is signed in already, at an application that is new to him', async () => {
  const rp = await relyingParty(idp, 'toetsplatform');
  const bezoeker = new Bezoeker();
  await bezoeker.meldAan(
    (await vraagAan(await relyingParty(idp, 'smartschool'), 'smartschool')).url,
    'leerling.gewoon',
  );
  const { url, controles } = await vraagAan(rp, 'toetsplatform');
  const { opdrachten } = await opdrachtenVan(async () => {
    const { verder } = await bezoeker.volg(url);
    await codeEnData(rp, verder, controles);
  });
  expect(opdrachten).toEqual(['read session, grants and gate', 'keep session, grant and code', ...CODE_EN_DATA]);
});

test('a request that is pushed, with proofs of the client and of its key', async () => {
  const clientId = 'archief-voor-onderwijs';
  const rp = await relyingParty(idp, clientId);
  const bezoeker = new Bezoeker();
  await bezoeker.meldAan((await vraagAan(rp, clientId)).url, 'leerling.gewoon');
  const DPoP = client.getDPoPHandle(rp, await client.randomDPoPKeyPair());
  const { url, controles } = await vraagAan(rp, clientId);
  const { opdrachten } = await opdrachtenVan(async () => {
    const par = await client.buildAuthorizationUrlWithPAR(rp, url.searchParams, { DPoP });
    const { verder } = await bezoeker.volg(par);
    const tokens = await client.authorizationCodeGrant(rp, verder as URL, controles, undefined, { DPoP });
    await client.fetchUserInfo(rp, tokens.access_token, client.skipSubjectCheck, { DPoP });
  });
  expect(opdrachten).toEqual([
    PROEF,
    PROEF,
    'keep pushed request',
    'read session, grants and gate',
    'read pushed request',
    'use pushed request',
    'keep code',
    PROEF,
    'read code, session, grant and gate',
    PROEF,
    'redeem and log',
    'read token, session, grant and gate',
    PROEF,
    'log',
  ]);
});
