import { appendFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from 'jose';
import * as client from 'openid-client';
import supertest from 'supertest';
import { leesSleutelstand } from '../../src/oidc/sleutels/ondertekensleutels.ts';
import { roteerSleutels } from '../../src/oidc/sleutels/sleutelrotatie.ts';
import { Bezoeker } from '../opzet/bezoek/bezoeker.ts';
import { type Idp, startIdp } from '../opzet/server/idp.ts';
import { leeridBij } from '../opzet/server/leerid.ts';
import { startNode } from '../opzet/server/nodes.ts';
import { isDeurOpen } from '../opzet/toepassing/deur.ts';
import { relyingParty, vraagAan } from '../opzet/toepassing/relying_party.ts';
import { wachtTot } from '../opzet/wachten.ts';

let idp: Idp;
beforeEach(async () => {
  idp = await startIdp();
});
afterEach(() => idp.stop());

async function meldAan() {
  const rp = await relyingParty(idp, 'smartschool');
  const { url, controles } = await vraagAan(rp, 'smartschool');
  const bezoeker = new Bezoeker();
  const { verder } = await bezoeker.meldAan(url, 'leerling.gewoon');
  return { rp, bezoeker, tokens: await client.authorizationCodeGrant(rp, verder as URL, controles) };
}

const isOpen = (clientId: string) => isDeurOpen(idp.issuer, clientId);

/** The turns that `herhaal` sets, and not those of libraries. */
const VAN_HERHAAL = /isTraagGemeld/;

const leerid = (...opdracht: string[]) => leeridBij(idp, ...opdracht);

test('leerid protocol stop closes the client on a running node: requests, codes, tokens and session', async () => {
  const { rp, tokens } = await meldAan();
  const tweede = await vraagAan(rp, 'smartschool');
  const { verder } = await new Bezoeker().meldAan(tweede.url, 'leerling.gewoon');

  const stop = ['protocol', 'stop', 'smartschool', '--reden', 'proef'];
  for (const geweigerd of [
    ['--door', 'meemoo', '--ja'],
    ['--door', 'smartbit', '--ja'],
    ['--door', 'dov'],
  ])
    expect(leerid(...stop, ...geweigerd)).toMatchObject({ status: 1 });
  await idp.ververs();
  expect(await isOpen('smartschool')).toBe(true);

  expect(leerid(...stop, '--door', 'dov', '--ja')).toMatchObject({ status: 0 });
  await idp.ververs();
  expect(await isOpen('smartschool')).toBe(false);
  expect(await isOpen('toetsplatform')).toBe(true);
  await expect(client.authorizationCodeGrant(rp, verder as URL, tweede.controles)).rejects.toMatchObject({
    status: 401,
  });
  await expect(client.fetchUserInfo(rp, tokens.access_token, client.skipSubjectCheck)).rejects.toThrow();
  const over = await idp.db
    .selectFrom('oidc_access_tokens')
    .select('id')
    .where('client_id', '=', 'smartschool')
    .execute();
  expect(over).toEqual([]);
  expect(idp.logregels.join('')).toContain('stopgezet');
});

test('a byte changed, a dossier withdrawn and a term that ends close the door without a restart', async () => {
  await appendFile(join(idp.configmap, 'protocollen/smartschool/protocol.yaml'), '\n');
  await rm(join(idp.configmap, 'toepassingen/archief-voor-onderwijs.yaml'));
  await idp.ververs();
  expect(await isOpen('smartschool')).toBe(false);
  expect(await isOpen('archief-voor-onderwijs')).toBe(false);
  expect(await isOpen('toetsplatform')).toBe(true);
  idp.klok.zet(Temporal.Instant.from('2023-09-18T12:00:00Z'));
  await idp.ververs();
  expect(await isOpen('toetsplatform')).toBe(false);
});

test('a running node closes the door by itself: nobody asks it to look', async () => {
  await rm(join(idp.configmap, 'toepassingen/smartschool.yaml'));
  await wachtTot('Smartschool is closed', async () => !(await isOpen('smartschool')));
  expect(await isOpen('toetsplatform')).toBe(true);
});

test('what a node follows is looked at often enough for two readings in five seconds', async () => {
  const gezet = jest.spyOn(globalThis, 'setInterval');
  const node = await startNode(idp);
  const elke = gezet.mock.calls.filter(([doe]) => VAN_HERHAAL.test(`${doe}`)).map(([, ms]) => Number(ms));
  gezet.mockRestore();
  await node.stop();
  // The folder, the stops, the openings, the keys, deliveries that must close, and the public register.
  expect(elke.filter((ms) => ms === 2_000)).toHaveLength(6);
});

test('signing keys rotate in stages: shown before they sign, shown until their tokens lapse', async () => {
  const sleutel = idp.hoofdsleutel;
  const kids = async () => {
    await idp.ververs();
    const { keys } = (await supertest(idp.issuer).get('/jwks')).body as { keys: { kid: string; d?: string }[] };
    expect(keys.some((jwk) => 'd' in jwk || 'p' in jwk)).toBe(false);
    return keys.map(({ kid }) => kid);
  };
  const tekent = async () => decodeProtectedHeader((await meldAan()).tokens.id_token ?? '').kid;

  const begin = await kids();
  const eerste = await tekent();
  const nu = idp.klok.nu();
  await roteerSleutels(idp.db, sleutel, nu);
  const metVolgende = await kids();
  expect(metVolgende).toHaveLength(begin.length + 2);
  expect(await tekent()).toBe(eerste);

  await roteerSleutels(idp.db, sleutel, nu.add({ minutes: 30 }));
  await idp.ververs();
  expect(await tekent()).toBe(eerste);

  const oud = await meldAan();
  await roteerSleutels(idp.db, sleutel, nu.add({ minutes: 61 }));
  expect((await kids()).sort()).toEqual(metVolgende.sort());
  const tweede = await tekent();
  expect(tweede).not.toBe(eerste);
  expect(metVolgende).toContain(tweede);
  const jwks = createRemoteJWKSet(new URL(`${idp.issuer}/jwks`));
  expect((await jwtVerify(oud.tokens.id_token ?? '', jwks)).payload.sub).toEqual(expect.any(String));
  const uit = client.buildEndSessionUrl(oud.rp, { id_token_hint: oud.tokens.id_token ?? '' });
  expect((await oud.bezoeker.volg(uit)).status).toBe(200);

  await roteerSleutels(idp.db, sleutel, nu.add({ minutes: 180 }));
  expect(await kids()).not.toContain(eerste);
  const stand = await leesSleutelstand(idp.db);
  expect(stand.filter(({ status }) => status === 'actief').map(({ kid }) => kid)).toContain(tweede);
});

test('two nodes that rotate at once take one step', async () => {
  const nu = idp.klok.nu();
  await Promise.all([1, 2, 3].map(() => roteerSleutels(idp.db, idp.hoofdsleutel, nu)));
  expect((await leesSleutelstand(idp.db)).filter(({ status }) => status === 'volgende')).toHaveLength(2);
});

test('leerid sleutels toon tells the stages; the database alone can not sign', async () => {
  const { stdout, status } = leerid('sleutels', 'toon');
  expect(status).toBe(0);
  expect(stdout).toMatch(/ES256 +actief +\S+ {2}gemaakt 2026-11-23 10:00, actief 2026-11-23 10:00\n/);
  expect(stdout).not.toMatch(/\dZ\b/);
  const { verzegeld } = await idp.db.selectFrom('oidc_sleutels').select('verzegeld').executeTakeFirstOrThrow();
  expect(verzegeld.toString('latin1')).not.toMatch(/"d"|kty/);
});

test('leerid sleutels roteer tells of a step that comes too early, and of a key that does not fit, and changes nothing', async () => {
  expect(leerid('sleutels', 'roteer').status).toBe(0);
  const voor = await leesSleutelstand(idp.db);
  const { status, stdout } = leerid('sleutels', 'roteer');
  expect(status).toBe(1);
  expect(stdout).toMatch(/^te vroeg, er verandert niets: de volgende stap kan vanaf 2026-11-23 11:0\d\n/);
  const metAndereSleutel = { ...idp, hoofdsleutel: `demo-${'x'.repeat(32)}` };
  idp.klok.zet(idp.klok.nu().add({ hours: 2 }));
  expect(leeridBij(metAndereSleutel, 'sleutels', 'roteer')).toMatchObject({
    status: 1,
    stderr: 'LEERID_MASTER_KEY opent de ondertekensleutels in deze database niet\n',
  });
  expect(await leesSleutelstand(idp.db)).toEqual(voor);
  expect(leerid('sleutels', 'roteer')).toMatchObject({ status: 0, stdout: expect.stringContaining('uitdovend') });
});
