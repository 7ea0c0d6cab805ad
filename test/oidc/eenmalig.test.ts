import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import * as client from 'openid-client';
import supertest, { type Response } from 'supertest';
import { DEMOWACHTWOORD } from '../../src/demo/leerlingen.ts';
import { Bezoeker } from '../opzet/bezoek/bezoeker.ts';
import { aanmeldactie } from '../opzet/bezoek/formulier.ts';
import { type Idp, startIdp } from '../opzet/server/idp.ts';
import { assertie, callback, relyingParty, vraagAan } from '../opzet/toepassing/relying_party.ts';

let idp: Idp;
beforeAll(async () => {
  idp = await startIdp();
});
afterAll(() => idp.stop());

async function code(clientId: string) {
  const rp = await relyingParty(idp, clientId);
  const { url, controles } = await vraagAan(rp, clientId);
  const { verder } = await new Bezoeker().meldAan(url, 'leerling.gewoon');
  return { rp, verder: verder as URL, controles };
}

test('20 parallel redemptions of one code: exactly one succeeds, and its token dies with the reuse', async () => {
  const { rp, verder, controles } = await code('smartschool');
  // However slow the machine is. After some time the door would see the reuse as well, and then no redemption
  // succeeds.
  const klok = jest.spyOn(idp.klok, 'verstreken').mockReturnValue(idp.klok.verstreken());
  const pogingen = await Promise.allSettled(
    Array.from({ length: 20 }, () => client.authorizationCodeGrant(rp, verder, controles)),
  );
  klok.mockRestore();
  const gelukt = pogingen.flatMap((poging) => (poging.status === 'fulfilled' ? [poging.value] : []));
  expect(gelukt).toHaveLength(1);
  for (const poging of pogingen) {
    if (poging.status === 'rejected') expect(poging.reason).toMatchObject({ error: 'invalid_grant' });
  }
  const vraag = client.fetchUserInfo(rp, gelukt[0]?.access_token ?? '', client.skipSubjectCheck);
  await expect(vraag).rejects.toMatchObject({ status: 401 });
});

test('a code is of one client and one redirect_uri, and needs its verifier', async () => {
  const ander = await relyingParty(idp, 'toetsplatform');
  const eerste = await code('smartschool');
  await expect(client.authorizationCodeGrant(ander, eerste.verder, eerste.controles)).rejects.toMatchObject({
    error: 'invalid_grant',
  });
  const { rp, verder, controles } = await code('smartschool');
  await expect(
    client.authorizationCodeGrant(rp, verder, { ...controles, pkceCodeVerifier: client.randomPKCECodeVerifier() }),
  ).rejects.toMatchObject({ error: 'invalid_grant' });
  const andere = await code('smartschool');
  // The client derives `redirect_uri` from the address on which the code came.
  const elders = new URL(`/elders${andere.verder.search}`, andere.verder);
  await expect(client.authorizationCodeGrant(andere.rp, elders, andere.controles)).rejects.toMatchObject({
    error: 'invalid_grant',
  });
});

test('two tabs that sign in to two applications at once both stay in the session', async () => {
  const { url } = await vraagAan(await relyingParty(idp, 'smartschool'), 'smartschool');
  const bezoeker = new Bezoeker();
  await bezoeker.meldAan(url, 'leerling.gewoon');
  const archief = await relyingParty(idp, 'archief-voor-onderwijs');
  const toets = await relyingParty(idp, 'toetsplatform');
  const [een, twee] = [await vraagAan(archief, 'archief-voor-onderwijs'), await vraagAan(toets, 'toetsplatform')];
  const [terugEen, terugTwee] = await Promise.all([bezoeker.haal(een.url), bezoeker.haal(twee.url)]);
  const naar = (antwoord: Response) => new URL(antwoord.get('location') ?? '');
  await client.authorizationCodeGrant(archief, naar(terugEen), een.controles);
  await client.authorizationCodeGrant(toets, naar(terugTwee), twee.controles);
  const clients = await idp.db
    .selectFrom('oidc_session_clients')
    .innerJoin('oidc_sessions', 'oidc_sessions.uid', 'session_uid')
    .select('client_id')
    .where('oidc_sessions.id', '=', bezoeker.koekje('leerid') ?? '')
    .orderBy('client_id')
    .execute();
  expect(clients.map(({ client_id }) => client_id)).toEqual(['archief-voor-onderwijs', 'smartschool', 'toetsplatform']);
});

test('who only looks where a request goes on does not use its answer', async () => {
  const { url } = await vraagAan(await relyingParty(idp, 'smartschool'), 'smartschool');
  const bezoeker = new Bezoeker();
  const actie = new URL(aanmeldactie((await bezoeker.volg(url)).text), idp.issuer);
  const wie = { gebruikersnaam: 'leerling.gewoon', wachtwoord: DEMOWACHTWOORD };
  const verder = new URL((await bezoeker.post(actie, wie, { origin: idp.issuer })).get('location') ?? '', idp.issuer);
  const koekjes = bezoeker.koekjes(verder.pathname).map(({ naam, waarde }) => `${naam}=${waarde}`);
  const kijk = await supertest(idp.issuer).head(verder.pathname).set('cookie', koekjes.join('; '));
  expect([kijk.status, kijk.get('allow'), kijk.get('set-cookie')]).toEqual([405, 'GET', undefined]);
  expect((await bezoeker.haal(verder)).get('location')).toContain('code=');
});

test('an answer of a sign-in page that comes again signs nobody in, and leaves the browser its session', async () => {
  const rp = await relyingParty(idp, 'smartschool');
  const { url } = await vraagAan(rp, 'smartschool');
  const bezoeker = new Bezoeker();
  const actie = new URL(aanmeldactie((await bezoeker.volg(url)).text), idp.issuer);
  const wie = { gebruikersnaam: 'leerling.gewoon', wachtwoord: DEMOWACHTWOORD };
  const verder = (await bezoeker.post(actie, wie, { origin: idp.issuer })).get('location') ?? '';
  const { pathname } = new URL(verder, idp.issuer);
  const antwoord = bezoeker.koekjes(pathname).filter(({ pad }) => pad === pathname);
  const eerst = await bezoeker.haal(new URL(verder, idp.issuer));
  expect(eerst.get('location')).toContain('code=');
  const sessie = bezoeker.koekje('leerid');
  bezoeker.neem(antwoord);
  const weer = await bezoeker.haal(new URL(verder, idp.issuer));
  expect([weer.status, weer.get('location'), bezoeker.koekje('leerid')]).toEqual([400, undefined, sessie]);
  const sessies = await idp.db
    .selectFrom('oidc_sessions')
    .select('id')
    .where('id', '=', sessie ?? '')
    .execute();
  expect(sessies).toHaveLength(1);
  expect((await bezoeker.haal((await vraagAan(rp, 'smartschool')).url)).get('location')).toContain('code=');
});

const duwAan = (client_assertion: string) =>
  supertest(idp.issuer)
    .post('/par')
    .type('form')
    .send({
      client_assertion,
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_id: 'archief-voor-onderwijs',
      response_type: 'code',
      scope: 'openid',
      redirect_uri: callback('archief-voor-onderwijs'),
      code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
      code_challenge_method: 'S256',
    });

test('a client assertion works once, also when it comes 20 times at once', async () => {
  const een = await assertie(idp.issuer);
  const antwoorden = await Promise.all(Array.from({ length: 20 }, () => duwAan(een)));
  expect(antwoorden.filter(({ status }) => status === 201)).toHaveLength(1);
  expect(antwoorden.filter(({ status }) => status === 401)).toHaveLength(19);
});

/** How an assertion is refused: it proves nothing, or it belongs to another client than the request names. */
const ONBEWEZEN = [401, 'invalid_client'];
const ONGERIJMD = [400, 'invalid_request'];

test.each([
  ['the token endpoint as audience', { aud: 'TOKEN' }, ONBEWEZEN],
  ['two audiences', { aud: ['ISSUER', 'https://elders.example'] }, ONBEWEZEN],
  ['another client', { iss: 'smartschool', sub: 'smartschool' }, ONGERIJMD],
  ['a life of an hour', { exp: 4_000_000_000 }, ONBEWEZEN],
])('a client assertion with %s is refused', async (_naam, anders: Record<string, unknown>, verwacht) => {
  const echt = JSON.parse(JSON.stringify(anders).replace('TOKEN', `${idp.issuer}/token`).replace('ISSUER', idp.issuer));
  const { status, body } = await duwAan(await assertie(idp.issuer, echt));
  expect([status, body.error]).toEqual(verwacht);
});

test('a life that ends in the middle of a second (RFC 7519 § 2) counts, and counts once', async () => {
  const exp = Math.floor(Temporal.Now.instant().epochMilliseconds / 1000) + 60.25;
  const een = await assertie(idp.issuer, { exp });
  expect([(await duwAan(een)).status, (await duwAan(een)).status]).toEqual([201, 401]);
});

const VREEMDE_GETALLEN = ['60', '1e300', 1e300, -1e300, 4_000_000_000.5, -1, 0.5, 0, true, [60], {}, null];
test.each(VREEMDE_GETALLEN)('a client assertion that ends at %j is refused', async (exp) => {
  expect((await duwAan(await assertie(idp.issuer, { exp }))).status).toBe(401);
});

test.each([
  ['nbf', 1e300, ONBEWEZEN],
  ['nbf', '1', ONBEWEZEN],
  ['iat', '1', ONBEWEZEN],
  ['jti', 1, ONBEWEZEN],
  ['jti', ['x'], ONBEWEZEN],
  ['sub', 1, ONGERIJMD],
  ['iss', ['x'], ONBEWEZEN],
])('a client assertion whose %s is %j is refused', async (naam, waarde, verwacht) => {
  const { status, body } = await duwAan(await assertie(idp.issuer, { [naam]: waarde }));
  expect([status, body.error]).toEqual(verwacht);
});

test('the type of RFC 10070 is accepted', async () => {
  expect((await duwAan(await assertie(idp.issuer, {}, { typ: 'client-authentication+jwt' }))).status).toBe(201);
});

test('a pushed request that two tabs open is answered once', async () => {
  const rp = await relyingParty(idp, 'archief-voor-onderwijs');
  const bezoeker = new Bezoeker();
  await bezoeker.meldAan((await vraagAan(rp, 'archief-voor-onderwijs')).url, 'leerling.gewoon');
  const par = await client.buildAuthorizationUrlWithPAR(
    rp,
    (await vraagAan(rp, 'archief-voor-onderwijs')).url.searchParams,
  );
  const antwoorden = await Promise.all(Array.from({ length: 10 }, () => bezoeker.haal(par)));
  const codes = antwoorden.filter((antwoord) => antwoord.get('location')?.includes('code='));
  expect(codes).toHaveLength(1);
  expect(antwoorden.every(({ status }) => status < 500)).toBe(true);
});
