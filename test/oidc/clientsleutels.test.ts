import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, jest, test } from '@jest/globals';
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import supertest from 'supertest';
import { parse, stringify } from 'yaml';
import { type Idp, startIdp } from '../opzet/server/idp.ts';

/**
 * Keys that an application publishes itself. A removed key proves nothing any more, and an added one is soon
 * accepted.
 */

const CLIENT = 'archief-voor-onderwijs';
const sleutels = new Map<string, { privateKey: CryptoKey; jwk: JWK }>();
let idp: Idp;
let gehaald = 0;
let antwoord: (res: ServerResponse) => void;
const bron = createServer((_verzoek, res) => {
  gehaald++;
  antwoord(res);
});
beforeAll(async () => {
  await once(bron.listen(0, 'localhost'), 'listening');
  for (const kid of ['oud', 'nieuw', 'vreemd']) {
    const { privateKey, publicKey } = await generateKeyPair('ES256');
    sleutels.set(kid, { privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg: 'ES256' } });
  }
});
afterAll(() => void bron.close());

/** How far the machine's clock is moved forward, in seconds. It keeps running. */
let later: number;
beforeEach(async () => {
  const [nu, moment] = [Date.now, Temporal.Now.instant];
  later = 0;
  jest.spyOn(Date, 'now').mockImplementation(() => nu.call(Date) + later * 1000);
  jest.spyOn(Temporal.Now, 'instant').mockImplementation(() => moment.call(Temporal.Now).add({ seconds: later }));
  idp = await startIdp(async (configmap) => {
    const bestand = join(configmap, `toepassingen/${CLIENT}.yaml`);
    const jwks_uri = `http://localhost:${(bron.address() as AddressInfo).port}/jwks`;
    const client_authenticatie = { token_endpoint_auth_method: 'private_key_jwt', jwks_uri };
    await writeFile(bestand, stringify({ ...parse(await readFile(bestand, 'utf8')), client_authenticatie }));
  });
  publiceer('oud');
  gehaald = 0;
});
afterEach(async () => {
  await idp.stop();
  jest.restoreAllMocks();
});

function publiceer(...kids: string[]): void {
  met({}, JSON.stringify({ keys: kids.map((kid) => sleutels.get(kid)?.jwk) }));
}

function met(koppen: Record<string, string>, tekst: string, status = 200): void {
  antwoord = (res) => void res.writeHead(status, koppen).end(tekst);
}

/** Whether somebody who signs with this key is accepted as the client: then only the code is unknown. */
async function bewijst(kid: string, kop = kid): Promise<boolean> {
  const nu = Math.floor(Date.now() / 1000);
  const claims = { iss: CLIENT, sub: CLIENT, aud: idp.issuer, jti: crypto.randomUUID(), iat: nu, exp: nu + 60 };
  const client_assertion = await new SignJWT(claims)
    .setProtectedHeader({ alg: 'ES256', kid: kop })
    .sign(sleutels.get(kid)?.privateKey as CryptoKey);
  const res = await supertest(idp.issuer)
    .post('/token')
    .type('form')
    .send({
      grant_type: 'authorization_code',
      code: 'x',
      redirect_uri: 'x',
      code_verifier: 'x'.repeat(43),
      client_assertion,
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    });
  const { error } = res.body as { error: string };
  expect([
    [400, 'invalid_grant'],
    [401, 'invalid_client'],
  ]).toContainEqual([res.status, error]);
  return error === 'invalid_grant';
}

test('a key that was taken away proves nothing after a minute, and one that took its name neither', async () => {
  publiceer('oud', 'nieuw');
  expect([await bewijst('oud'), await bewijst('nieuw')]).toEqual([true, true]);
  publiceer('nieuw');
  later += 61;
  expect([await bewijst('oud'), await bewijst('nieuw')]).toEqual([false, true]);
  met({}, JSON.stringify({ keys: [{ ...sleutels.get('vreemd')?.jwk, kid: 'nieuw' }] }));
  later += 61;
  expect([await bewijst('nieuw'), await bewijst('vreemd', 'nieuw')]).toEqual([false, true]);
});

test('of many who come at once in the minute after, none proves anything with a key that is gone', async () => {
  expect(await bewijst('oud')).toBe(true);
  publiceer('nieuw');
  later += 61;
  const uitkomsten = await Promise.all(Array.from({ length: 10 }, () => bewijst('oud')));
  expect(uitkomsten).not.toContain(true);
  expect(gehaald).toBe(2);
});

test('a new key proves the client a minute after it was put there; the keys are asked for once a minute', async () => {
  for (let keer = 0; keer < 5; keer++) expect(await bewijst('oud')).toBe(true);
  publiceer('oud', 'nieuw');
  expect(await bewijst('nieuw')).toBe(false);
  expect(gehaald).toBe(1);
  later += 61;
  expect([await bewijst('nieuw'), await bewijst('oud')]).toEqual([true, true]);
  expect(gehaald).toBe(2);
});

test('no header of the answer makes an old key last, or a new one wait', async () => {
  const koppen = { 'cache-control': 'max-age=86400, immutable', expires: 'Fri, 01 Jan 2100 00:00:00 GMT' };
  met(koppen, JSON.stringify({ keys: [sleutels.get('oud')?.jwk] }));
  expect(await bewijst('oud')).toBe(true);
  met(koppen, JSON.stringify({ keys: [sleutels.get('nieuw')?.jwk] }));
  later += 61;
  expect([await bewijst('oud'), await bewijst('nieuw')]).toEqual([false, true]);
});

const STORINGEN: [string, () => void][] = [
  ['an error', () => met({}, '', 500)],
  ['not found', () => met({}, '{"keys":[]}', 404)],
  ['a redirect', () => met({ location: 'http://localhost:1/' }, '', 302)],
  ['no JSON', () => met({}, '<html>')],
  ['another object', () => met({}, '{}')],
  ['keys that are none', () => met({}, '{"keys":"x"}')],
  ['no end', () => met({}, JSON.stringify({ keys: [sleutels.get('oud')?.jwk], vulling: 'x'.repeat(70_000) }))],
  ['a connection cut off', () => (antwoord = (res) => void res.destroy())],
];

test.each(STORINGEN)(
  'while the keys answer %s, those in memory count for a quarter of an hour',
  async (_wat, stoor) => {
    expect(await bewijst('oud')).toBe(true);
    stoor();
    for (const rust of [61, 13 * 60]) {
      later += rust;
      expect([await bewijst('oud'), await bewijst('vreemd', 'oud')]).toEqual([true, false]);
    }
    later += 61;
    expect([await bewijst('oud'), await bewijst('oud')]).toEqual([false, false]);
    publiceer('oud');
    later += 11;
    expect(await bewijst('oud')).toBe(true);
  },
);

test('an empty set is an answer: no key counts any more', async () => {
  expect(await bewijst('oud')).toBe(true);
  publiceer();
  later += 61;
  expect(await bewijst('oud')).toBe(false);
});

test('keys that do not come are asked for once in ten seconds, whoever asks, and a line says so', async () => {
  expect(await bewijst('oud')).toBe(true);
  met({}, '', 500);
  later += 61;
  for (let keer = 0; keer < 5; keer++) {
    expect([await bewijst('oud'), await bewijst('vreemd')]).toEqual([true, false]);
  }
  expect(gehaald).toBe(2);
  const regels = idp.logregels.filter((regel) => regel.includes('sleutels.onbereikbaar'));
  expect(regels).toHaveLength(1);
  expect(regels[0]).toContain('/jwks');
  later += 11;
  expect(await bewijst('oud')).toBe(true);
  expect(gehaald).toBe(3);
});

test('who was never heard of is nobody while the keys do not come', async () => {
  met({}, '', 500);
  expect(await bewijst('oud')).toBe(false);
  publiceer('oud');
  later += 11;
  expect(await bewijst('oud')).toBe(true);
});
