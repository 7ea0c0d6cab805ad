import { once } from 'node:events';
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import * as client from 'openid-client';
import supertest from 'supertest';
import { Bezoeker } from '../opzet/bezoek/bezoeker.ts';
import { totHetWacht } from '../opzet/database/slot.ts';
import { zonderTabel } from '../opzet/database/zonder_tabel.ts';
import { type Idp, SCHOOLDAG, startIdp } from '../opzet/server/idp.ts';
import { metClaimsInIdToken } from '../opzet/toepassing/idtokenclaims.ts';
import { callback, relyingParty, vraagAan } from '../opzet/toepassing/relying_party.ts';
import { wachtTot } from '../opzet/wachten.ts';

let idp: Idp;
beforeAll(async () => {
  idp = await startIdp(metClaimsInIdToken);
});
afterAll(() => idp.stop());
beforeEach(() => idp.klok.zet(SCHOOLDAG));

async function meldAan(clientId: string, extra: Record<string, string> = {}) {
  const rp = await relyingParty(idp, clientId);
  const { url, controles } = await vraagAan(rp, clientId, extra);
  const { verder } = await new Bezoeker().meldAan(url, 'leerling.gewoon');
  return { rp, tokens: await client.authorizationCodeGrant(rp, verder as URL, controles) };
}

const regels = (clientId: string) =>
  idp.db.selectFrom('privacylog').selectAll().where('client_id', '=', clientId).orderBy('id').execute();

test('one row per handing-over: which data by code, under which protocol, article and ground, by whom, and why now', async () => {
  const { rp, tokens } = await meldAan('smartschool');
  expect(tokens.claims()).toMatchObject({ given_name: 'Gewone', ov_account_uuid: expect.any(String) });
  await client.fetchUserInfo(rp, tokens.access_token, client.skipSubjectCheck);
  const rijen = await regels('smartschool');
  expect(rijen.map(({ aanleiding }) => aanleiding)).toEqual(['aanmelding', 'userinfo']);
  expect(rijen[0]).toMatchObject({
    wie_soort: 'leerling',
    wie_id: null,
    doel: 'toegang_tot_toepassing',
    stroom: 'bij_aanmelding',
    protocol: 'smartschool',
    protocol_hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    artikelen: ['art. 3'],
    rechtsgrond: '6.1.f',
    leerling_id: expect.any(String),
    account_uuid: expect.any(String),
  });
  expect([...(rijen[0]?.gegevens ?? [])].sort()).toEqual([
    'account_uuid',
    'administratieve_groep_code',
    'hoofdstructuur',
    'instellingsnummer',
    'leer_id_uuid',
    'naam',
    'stamnummer',
    'sub',
    'voornaam',
  ]);
  expect(rijen[0]?.tijdstip.epochMilliseconds).toBeGreaterThanOrEqual(SCHOOLDAG.epochMilliseconds);
});

describe('a sign-in that hands over no data hands over its key, and is logged', () => {
  test('the ID token of the test platform, though it asks for a name in it', async () => {
    const claims = JSON.stringify({ id_token: { family_name: null } });
    const { rp, tokens } = await meldAan('toetsplatform', { claims });
    expect(JSON.stringify(tokens.claims())).not.toContain('Voorbeeldleerling');
    const kaal = { aanleiding: 'aanmelding', gegevens: ['sub'], artikelen: [], rechtsgrond: expect.any(String) };
    expect(await regels('toetsplatform')).toMatchObject([kaal]);
    await client.fetchUserInfo(rp, tokens.access_token, client.skipSubjectCheck);
    const [, userinfo] = await regels('toetsplatform');
    expect(userinfo).toMatchObject({ aanleiding: 'userinfo', artikelen: ['art. 3', 'art. 4'] });
    expect(userinfo?.gegevens).toContain('sub');
  });

  test('userinfo of who asks for openid alone', async () => {
    const { rp, tokens } = await meldAan('archief-voor-onderwijs', { scope: 'openid' });
    const userinfo = await client.fetchUserInfo(rp, tokens.access_token, client.skipSubjectCheck);
    expect(Object.keys(userinfo)).toEqual(['sub']);
    expect((await regels('archief-voor-onderwijs')).map(({ aanleiding, gegevens }) => [aanleiding, gegevens])).toEqual([
      ['aanmelding', ['sub']],
      ['userinfo', ['sub']],
    ]);
  });

  test('what an ID token tells of the sign-in itself is named as well, and no more than it tells', async () => {
    const claims = JSON.stringify({ id_token: { amr: null, sid: null }, userinfo: { auth_time: null } });
    const { tokens } = await meldAan('toetsplatform', { claims, max_age: '3600' });
    const gelogd = (await regels('toetsplatform')).at(-1)?.gegevens ?? [];
    expect([...gelogd].sort()).toEqual(['amr', 'auth_time', 'sid', 'sub']);
    const overToken = ['iss', 'aud', 'exp', 'iat', 'nonce'];
    const geleverd = Object.keys(tokens.claims() ?? {}).filter((claim) => !overToken.includes(claim));
    expect(geleverd.sort()).toEqual([...gelogd].sort());
  });
});

describe('no row where nothing leaves at userinfo', () => {
  async function metTelling(doe: (authorization: string) => Promise<unknown>): Promise<number> {
    const { tokens } = await meldAan('toetsplatform');
    const voor = (await regels('toetsplatform')).length;
    await doe(`Bearer ${tokens.access_token}`);
    return (await regels('toetsplatform')).length - voor;
  }

  test('HEAD', async () => {
    const rijen = await metTelling(async (token) => {
      const antwoord = await supertest(idp.issuer).head('/userinfo').set({ authorization: token });
      expect([antwoord.status, antwoord.text]).toEqual([200, undefined]);
    });
    expect(rijen).toBe(0);
  });

  test('an answer that is refused', async () => {
    const rijen = await metTelling(async (token) => {
      idp.klok.zet(Temporal.Instant.from('2027-09-01T06:00:00Z'));
      expect((await supertest(idp.issuer).get('/userinfo').set({ authorization: token })).status).toBe(401);
      idp.klok.zet(SCHOOLDAG);
    });
    expect(rijen).toBe(0);
  });

  test('who hung up before his data were there', async () => {
    const rijen = await metTelling((authorization) => hangOp('/userinfo', { authorization }));
    expect(rijen).toBe(0);
  });
});

test('nor for who hung up before his ID token was there: not even `sub` left', async () => {
  const clientId = 'toetsplatform';
  const rp = await relyingParty(idp, clientId);
  const { url, controles } = await vraagAan(rp, clientId);
  const { verder } = await new Bezoeker().meldAan(url, 'leerling.gewoon');
  const voor = (await regels(clientId)).length;
  const formulier = new URLSearchParams({
    grant_type: 'authorization_code',
    code: verder?.searchParams.get('code') ?? '',
    redirect_uri: callback(clientId),
    code_verifier: controles.pkceCodeVerifier ?? '',
    client_id: clientId,
    client_secret: idp.omgeving.TOETSPLATFORM_CLIENT_SECRET ?? '',
  });
  await hangOp('/token', { 'content-type': 'application/x-www-form-urlencoded' }, formulier.toString());
  expect(await regels(clientId)).toHaveLength(voor);
  expect(idp.logregels.filter((regel) => regel.includes('not redeemed'))).toEqual([]);
  // Nobody got anything for the code, so it was not used.
  await client.authorizationCodeGrant(rp, verder as URL, controles);
});

/** Asks, and hangs up while the look-up of its token or code waits. Returns when the server is done with it. */
async function hangOp(path: string, headers: Record<string, string>, formulier?: string): Promise<void> {
  const verbroken = once(idp.server, 'connection').then(([socket]) => once(socket, 'close'));
  const beantwoord = idp.logregels.length;
  const { port } = idp.server.address() as AddressInfo;
  const method = formulier === undefined ? 'GET' : 'POST';
  await idp.db.transaction().execute(async (trx) => {
    await sql`lock table oidc_access_tokens, oidc_authorization_codes in access exclusive mode`.execute(trx);
    const koppen = { ...headers, host: new URL(idp.issuer).host };
    const verzoek = request({ port, path, method, headers: koppen, agent: false }).on('error', () => {});
    verzoek.end(formulier);
    await totHetWacht(idp.db);
    verzoek.destroy();
    await verbroken;
  });
  await wachtTot('the server is done with it', () => idp.logregels.length > beantwoord);
  expect(idp.logregels.at(-1)).toContain('"msg":"verzoek"');
}

test.each(['smartschool', 'toetsplatform'])(
  'no log, no data at %s: when the row can not be written, nothing leaves',
  async (clientId) => {
    const { rp, tokens } = await meldAan(clientId);
    const { url, controles } = await vraagAan(rp, clientId);
    const { verder } = await new Bezoeker().meldAan(url, 'leerling.gewoon');
    const authorization = `Bearer ${tokens.access_token}`;
    await zonderTabel(idp.db, 'privacylog', async () => {
      const antwoord = await supertest(idp.issuer).get('/userinfo').set({ authorization });
      expect(antwoord.status).toBeGreaterThanOrEqual(500);
      expect(antwoord.text).not.toContain('Voorbeeldleerling');
      // A code is worth nothing without a log either, because an ID token hands over `sub` at least.
      await expect(client.authorizationCodeGrant(rp, verder as URL, controles)).rejects.toMatchObject({
        cause: { status: 500 },
      });
    });
    const { given_name } = await client.fetchUserInfo(rp, tokens.access_token, client.skipSubjectCheck);
    expect(given_name).toEqual(expect.any(String));
  },
);

test('rows are never changed or removed', async () => {
  await meldAan('smartschool');
  await expect(sql`update privacylog set gegevens = '{naam}'`.execute(idp.db)).rejects.toThrow(/never changed/);
  await expect(sql`delete from privacylog`.execute(idp.db)).rejects.toThrow(/never changed/);
});

test('no personal data, token, code or cookie in the log lines of the server', async () => {
  const { rp, tokens } = await meldAan('smartschool');
  await client.fetchUserInfo(rp, tokens.access_token, client.skipSubjectCheck);
  const { rows } = await sql<{ geheim: string }>`
    select leer_id_uuid::text as geheim from leerlingen where leer_id_uuid is not null
    union select account_uuid::text from accounts union select gebruikersnaam from aanmeldmiddelen
    union select id from oidc_access_tokens union select id from oidc_authorization_codes
    union select id from oidc_sessions union select id from oidc_gebruikte_antwoorden`.execute(idp.db);
  const alles = idp.logregels.join('\n');
  expect(rows.length).toBeGreaterThan(10);
  for (const { geheim } of rows) expect(alles).not.toContain(geheim);
  expect(alles).not.toContain('Voorbeeldleerling');
});
