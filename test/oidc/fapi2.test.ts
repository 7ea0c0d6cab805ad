import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { decodeJwt } from 'jose';
import * as client from 'openid-client';
import supertest from 'supertest';
import { parse, stringify } from 'yaml';
import { leesYaml } from '../../src/protocol/lezen/lees_protocol.ts';
import { dossierschema } from '../../src/toepassingen/dossiers/dossier.ts';
import { Bezoeker } from '../opzet/bezoek/bezoeker.ts';
import { type Idp, startIdp } from '../opzet/server/idp.ts';
import { relyingParty, vraagAan } from '../opzet/toepassing/relying_party.ts';

/** The higher tier of a dossier: Het Archief with this profile. */

const ARCHIEF = 'archief-voor-onderwijs';
let idp: Idp;
let dossier: Record<string, unknown>;
beforeAll(async () => {
  idp = await startIdp(async (configmap) => {
    const bestand = join(configmap, `toepassingen/${ARCHIEF}.yaml`);
    dossier = { ...parse(await readFile(bestand, 'utf8')), profiel: 'fapi2' };
    await writeFile(bestand, stringify(dossier));
  });
});
afterAll(() => idp.stop());

async function totCode() {
  const rp = await relyingParty(idp, ARCHIEF);
  const { url, controles } = await vraagAan(rp, ARCHIEF);
  const DPoP = client.getDPoPHandle(rp, await client.randomDPoPKeyPair('ES256'));
  const par = await client.buildAuthorizationUrlWithPAR(rp, url.searchParams, { DPoP });
  const { verder } = await new Bezoeker().meldAan(par, 'leerling.gewoon');
  return { rp, verder: verder as URL, controles, DPoP };
}

test('pushed request, signed client, token bound to a key: a pupil signs in', async () => {
  const { rp, verder, controles, DPoP } = await totCode();
  expect(verder.searchParams.get('iss')).toBe(idp.issuer);
  const tokens = await client.authorizationCodeGrant(rp, verder, controles, undefined, { DPoP });
  expect(tokens.token_type).toBe('dpop');
  const userinfo = await client.fetchUserInfo(rp, tokens.access_token, client.skipSubjectCheck, { DPoP });
  expect(userinfo.given_name).toBe('Gewone');
});

test('a request that was not pushed is refused before any page', async () => {
  const rp = await relyingParty(idp, ARCHIEF);
  const { verder } = await new Bezoeker().volg((await vraagAan(rp, ARCHIEF)).url);
  expect(verder?.searchParams.get('error')).toBe('invalid_request');
});

test('a code without a proof, or with the proof of another key, is worth nothing', async () => {
  const zonder = await totCode();
  await expect(client.authorizationCodeGrant(zonder.rp, zonder.verder, zonder.controles)).rejects.toMatchObject({
    error: 'invalid_grant',
  });
  const ander = await totCode();
  const vreemd = client.getDPoPHandle(ander.rp, await client.randomDPoPKeyPair('ES256'));
  await expect(
    client.authorizationCodeGrant(ander.rp, ander.verder, ander.controles, undefined, { DPoP: vreemd }),
  ).rejects.toMatchObject({ error: 'invalid_grant' });
});

test('a stolen token is worth nothing without its key', async () => {
  const { rp, verder, controles, DPoP } = await totCode();
  const { access_token } = await client.authorizationCodeGrant(rp, verder, controles, undefined, { DPoP });
  const kaal = await supertest(idp.issuer)
    .get('/userinfo')
    .set({ authorization: `Bearer ${access_token}` });
  expect(kaal.status).toBe(401);
  const vreemd = client.getDPoPHandle(rp, await client.randomDPoPKeyPair('ES256'));
  await expect(client.fetchUserInfo(rp, access_token, client.skipSubjectCheck, { DPoP: vreemd })).rejects.toThrow();
});

describe('a proof that comes again is invalid_dpop_proof', () => {
  /** Records the requests that openid-client sends, so that one can be sent again. */
  async function afgeluisterd() {
    const bezoek = await totCode();
    const verzonden: { adres: string; opties: RequestInit }[] = [];
    bezoek.rp[client.customFetch] = (adres, opties) => {
      verzonden.push({ adres, opties: opties as RequestInit });
      return fetch(adres, opties as RequestInit);
    };
    const { rp, verder, controles, DPoP } = bezoek;
    const { access_token } = await client.authorizationCodeGrant(rp, verder, controles, undefined, { DPoP });
    await client.fetchUserInfo(rp, access_token, client.skipSubjectCheck, { DPoP });
    const naar = (pad: string) => verzonden.find(({ adres }) => adres.endsWith(pad)) as (typeof verzonden)[0];
    return { bezoek, token: naar('/token'), userinfo: naar('/userinfo') };
  }

  test('at userinfo, one after the other and at the same moment', async () => {
    const { userinfo } = await afgeluisterd();
    const weer = await fetch(userinfo.adres, userinfo.opties);
    expect(weer.status).toBe(401);
    expect(weer.headers.get('www-authenticate')).toContain('error="invalid_dpop_proof"');
    // By the name that the library gives it, because other rows were written in the same second.
    const { jti } = decodeJwt(new Headers(userinfo.opties.headers).get('dpop') ?? '');
    const id = createHash('sha256').update(`${ARCHIEF}${jti}`).digest('base64url');
    const { numDeletedRows } = await idp.db
      .deleteFrom('oidc_replay_detection')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    expect(numDeletedRows).toBe(1n);
    const samen = await Promise.all([1, 2, 3].map(() => fetch(userinfo.adres, userinfo.opties)));
    expect(samen.map(({ status }) => status).sort()).toEqual([200, 401, 401]);
    for (const antwoord of samen.filter(({ status }) => status === 401))
      expect(antwoord.headers.get('www-authenticate')).toContain('error="invalid_dpop_proof"');
  });

  test('at the token endpoint, beside a client assertion of its own', async () => {
    const { bezoek, token } = await afgeluisterd();
    const oud = new Headers(token.opties.headers).get('dpop') ?? '';
    const nieuw = await totCode();
    nieuw.rp[client.customFetch] = (adres, opties) =>
      fetch(adres, {
        ...(opties as RequestInit),
        headers: { ...Object.fromEntries(new Headers(opties.headers as Record<string, string>)), dpop: oud },
      });
    const { rp, verder, controles } = nieuw;
    await expect(
      client.authorizationCodeGrant(rp, verder, controles, undefined, { DPoP: bezoek.DPoP }),
    ).rejects.toMatchObject({ error: 'invalid_dpop_proof' });
  });

  test('an assertion that comes again stays invalid_client, with a proof of its own beside it', async () => {
    const { token, bezoek } = await afgeluisterd();
    const body = String(token.opties.body);
    const opnieuw = new Headers(token.opties.headers);
    const { rp } = bezoek;
    rp[client.customFetch] = (adres, opties) => {
      const dpop = new Headers(opties.headers as Record<string, string>).get('dpop') ?? '';
      opnieuw.set('dpop', dpop);
      return fetch(adres, { method: 'POST', headers: opnieuw, body });
    };
    const { verder, controles, DPoP } = await totCode();
    await expect(client.authorizationCodeGrant(rp, verder, controles, undefined, { DPoP })).rejects.toMatchObject({
      error: 'invalid_client',
    });
  });
});

test('the tier does not go with a secret, with RS256 or without PKCE', () => {
  const fouten = (anders: Record<string, unknown>) =>
    leesYaml(dossierschema, 'dossier.yaml', Buffer.from(stringify({ ...dossier, ...anders }))).fouten;
  expect(fouten({})).toEqual([]);
  const geheim = { token_endpoint_auth_method: 'client_secret_basic', client_secret_uit_omgeving: 'GEHEIM' };
  for (const anders of [
    { client_authenticatie: geheim },
    { id_token: { id_token_signed_response_alg: 'RS256' } },
    { pkce: 'vrijgesteld_mits_nonce' },
  ]) {
    expect(fouten(anders)).toEqual([expect.stringContaining('fapi2 vraagt private_key_jwt, ES256 en PKCE')]);
  }
});

test('other applications are not held to it', async () => {
  const rp = await relyingParty(idp, 'smartschool');
  const { verder } = await new Bezoeker().meldAan((await vraagAan(rp, 'smartschool')).url, 'leerling.gewoon');
  expect(verder?.searchParams.has('code')).toBe(true);
});
