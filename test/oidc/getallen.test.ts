import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import supertest from 'supertest';
import { Bezoeker } from '../opzet/bezoek/bezoeker.ts';
import { type Idp, startIdp } from '../opzet/server/idp.ts';
import { relyingParty, vraagAan } from '../opzet/toepassing/relying_party.ts';

/**
 * Numbers that a client makes up, at every place that takes one: refused or understood, and never a surprise
 * to the database.
 */

let idp: Idp;
beforeAll(async () => {
  idp = await startIdp();
});
afterAll(() => idp.stop());
afterEach(() => expect(idp.logregels.filter((regel) => regel.includes('"level":50'))).toEqual([]));

/** Pushes a request of Smartschool; returns the status and the error. */
async function duw(extra: Record<string, string>, koppen: Record<string, string> = {}): Promise<[number, unknown]> {
  const { url } = await vraagAan(await relyingParty(idp, 'smartschool'), 'smartschool', extra);
  const authorization = `Basic ${btoa(`smartschool:${idp.omgeving.SMARTSCHOOL_CLIENT_SECRET}`)}`;
  const headers = { authorization, ...koppen };
  const antwoord = await supertest(idp.issuer).post('/par').type('form').set(headers).send(String(url.searchParams));
  return [antwoord.status, (antwoord.body as { error?: string }).error];
}

test.each(['1.5', '-1', '1e300', '99999999999999999999', 'NaN', 'Infinity', '10 seconden'])(
  'max_age=%s is invalid_request, pushed or not',
  async (max_age) => {
    expect(await duw({ max_age })).toEqual([400, 'invalid_request']);
    const { url } = await vraagAan(await relyingParty(idp, 'smartschool'), 'smartschool', { max_age });
    const { verder } = await new Bezoeker().volg(url);
    expect(verder?.searchParams.get('error')).toBe('invalid_request');
  },
);

test('the largest max_age that is a whole number waits for the pupil like any other', async () => {
  const max_age = String(Number.MAX_SAFE_INTEGER);
  const { url } = await vraagAan(await relyingParty(idp, 'smartschool'), 'smartschool', { max_age });
  const { verder } = await new Bezoeker().meldAan(url, 'leerling.gewoon');
  expect(verder?.searchParams.has('code')).toBe(true);
});

async function bewijs(iat: unknown): Promise<string> {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  return new SignJWT({ jti: crypto.randomUUID(), htm: 'POST', htu: `${idp.issuer}/par`, iat } as Record<
    string,
    unknown
  >)
    .setProtectedHeader({ alg: 'ES256', typ: 'dpop+jwt', jwk: await exportJWK(publicKey) })
    .sign(privateKey);
}
const nu = () => Temporal.Now.instant().epochMilliseconds / 1000;

test.each([1e300, -1e300, -1, 0, '60', 'NaN', true, null, [1], {}])(
  'a proof of possession made at %j is invalid_dpop_proof',
  async (iat) => {
    expect(await duw({}, { DPoP: await bewijs(iat) })).toEqual([400, 'invalid_dpop_proof']);
  },
);

test('a proof made in the middle of a second counts', async () => {
  expect(await duw({}, { DPoP: await bewijs(Math.floor(nu()) + 0.25) })).toEqual([201, undefined]);
});
