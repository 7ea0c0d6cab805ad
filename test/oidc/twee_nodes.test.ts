import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from 'jose';
import * as client from 'openid-client';
import { roteerSleutels } from '../../src/oidc/sleutels/sleutelrotatie.ts';
import { Bezoeker } from '../opzet/bezoek/bezoeker.ts';
import { afmeldgeheim } from '../opzet/bezoek/formulier.ts';
import { type Idp, startIdp } from '../opzet/server/idp.ts';
import { leeridBij } from '../opzet/server/leerid.ts';
import { type ExtraNode, omDeBeurt, startNode } from '../opzet/server/nodes.ts';
import { relyingParty, vraagAan } from '../opzet/toepassing/relying_party.ts';

/** Two nodes on one database, behind one address: what happens at one counts at the other. */

let idp: Idp;
let een: ExtraNode;
let twee: ExtraNode;
beforeAll(async () => {
  idp = await startIdp();
  [een, twee] = [await startNode(idp), await startNode(idp)];
});
afterAll(async () => {
  await Promise.all([een.stop(), twee.stop()]);
  await idp.stop();
});

async function meldAan(bezoeker: Bezoeker) {
  const rp = await relyingParty(idp, 'smartschool');
  const { url, controles } = await vraagAan(rp, 'smartschool');
  const { verder } = bezoeker.koekje('leerid')
    ? await bezoeker.volg(url)
    : await bezoeker.meldAan(url, 'leerling.gewoon');
  if (!verder) return { rp, tokens: undefined };
  return { rp, tokens: await client.authorizationCodeGrant(rp, verder, controles) };
}

const leest = (rp: client.Configuration, token: string) => client.fetchUserInfo(rp, token, client.skipSubjectCheck);

test('a pupil signs in while every request goes to the other node, and userinfo comes from both', async () => {
  omDeBeurt(idp, een, twee);
  const { rp, tokens } = await meldAan(new Bezoeker());
  for (let keer = 0; keer < 2; keer++) await leest(rp, tokens?.access_token ?? '');
});

test('who signs out at one node is signed out at the other, token and session', async () => {
  omDeBeurt(idp, een);
  const bezoeker = new Bezoeker();
  const { rp, tokens } = await meldAan(bezoeker);
  const koekjes = bezoeker.koekjes();
  const vraag = await bezoeker.volg(client.buildEndSessionUrl(rp, {}));
  await bezoeker.stuur(`${idp.issuer}/logout/confirm`, { xsrf: afmeldgeheim(vraag.text), logout: 'yes' });
  omDeBeurt(idp, twee);
  await expect(leest(rp, tokens?.access_token ?? '')).rejects.toMatchObject({ status: 401 });
  // A browser that kept its cookies.
  const ander = new Bezoeker();
  ander.neem(koekjes);
  expect((await ander.volg((await vraagAan(rp, 'smartschool')).url)).verder).toBeUndefined();
});

test('what one node signs, the other one proves: also while only one of them knows the next step of the keys', async () => {
  const nu = idp.klok.nu();
  await roteerSleutels(idp.db, idp.hoofdsleutel, nu);
  await Promise.all([een.ververs(), twee.ververs()]);
  await roteerSleutels(idp.db, idp.hoofdsleutel, nu.add({ minutes: 61 }));
  await een.ververs();
  omDeBeurt(idp, een);
  const nieuw = (await meldAan(new Bezoeker())).tokens?.id_token ?? '';
  omDeBeurt(idp, twee);
  const oud = (await meldAan(new Bezoeker())).tokens?.id_token ?? '';
  expect(decodeProtectedHeader(nieuw).kid).not.toBe(decodeProtectedHeader(oud).kid);
  for (const node of [een, twee]) {
    omDeBeurt(idp, node);
    for (const token of [nieuw, oud]) await jwtVerify(token, createRemoteJWKSet(new URL(`${idp.issuer}/jwks`)));
  }
});

test('a stop closes the application at both, with the token that it has', async () => {
  omDeBeurt(idp, een, twee);
  const { rp, tokens } = await meldAan(new Bezoeker());
  const stop = ['protocol', 'stop', 'smartschool', '--reden', 'proef', '--door', 'dov', '--ja'];
  expect(leeridBij(idp, ...stop)).toMatchObject({ status: 0 });
  await Promise.all([een.ververs(), twee.ververs()]);
  for (const node of [een, twee]) {
    omDeBeurt(idp, node);
    await expect(leest(rp, tokens?.access_token ?? '')).rejects.toThrow();
    expect((await new Bezoeker().volg((await vraagAan(rp, 'smartschool')).url)).status).toBe(400);
  }
});
