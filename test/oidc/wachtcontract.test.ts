import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Adapter, AdapterPayload, InteractionResults } from 'oidc-provider';
import { systeemklok } from '../../src/klok.ts';
import { maakAdapter } from '../../src/oidc/adapter/adapter.ts';
import { merkBrowser } from '../../src/oidc/verzoek/browserband.ts';
import { Koekjesdoos } from '../opzet/bezoek/koekjesdoos.ts';
import { maakTestdatabase, type Testdatabase } from '../opzet/database/testdatabase.ts';
import { PROEFADRES, proefwachtplaats } from '../opzet/server/wachtplaats.ts';

/**
 * What node-oidc-provider may expect of our storage of interactions. What waits is in the cookies of one
 * browser, and goes on once it is answered.
 */

const wachtplaats = proefwachtplaats();
let database: Testdatabase;
let interacties: Adapter;
let sessies: Adapter;
beforeAll(async () => {
  database = await maakTestdatabase();
  const { db } = database;
  const nodig = { db, klok: systeemklok, zoekClient: () => undefined, eindigSessie: async () => {}, wachtplaats };
  const fabriek = maakAdapter(nodig);
  [interacties, sessies] = [fabriek('Interaction') as Adapter, fabriek('Session') as Adapter];
});
afterAll(() => database.weg());

const login = { login: { accountId: randomUUID() }, generatie: randomUUID() };

/** A browser with a request that waits. */
async function wacht(uid: string) {
  const browser = new Koekjesdoos();
  const merk = await browser.bijVerzoek(merkBrowser);
  const inhoud = {
    kind: 'Interaction',
    jti: uid,
    params: { client_id: 'proef', redirect_uri: PROEFADRES, state: 'a"\u2028' },
    prompt: { name: 'login', reasons: ['no_session'], details: { browser: merk } },
    session: { accountId: 'a', uid: 'u' },
    cid: 'c',
    parJti: 'p',
    trusted: ['client_id'],
  };
  await browser.bijVerzoek(() => interacties.upsert(uid, inhoud as unknown as AdapterPayload, 60));
  return { browser, inhoud };
}

const antwoord = (browser: Koekjesdoos, uid: string, result: InteractionResults = login) =>
  browser.bijVerzoek((ctx) => {
    const verzoek = wachtplaats.verzoeken.lees(ctx, uid);
    if (verzoek) wachtplaats.antwoorden.geef(ctx, verzoek, result);
  });

async function beantwoord(uid: string, result: InteractionResults = login) {
  const { browser, inhoud } = await wacht(uid);
  await antwoord(browser, uid, result);
  return { browser, inhoud };
}

const vind = (uid: string) => interacties.find(uid);
/** An answer is used with the session that comes from it. */
const gebruik = async (uid: string) => {
  await vind(uid);
  await interacties.destroy(uid);
  const jti = randomUUID();
  const iat = Math.floor(systeemklok.nu().epochMilliseconds / 1000);
  await sessies.upsert(jti, { kind: 'Session', jti, uid: jti, iat, exp: iat + 60 }, 60);
};

test('what was saved is not found before its answer, is found as it was after it, and is gone once destroyed', async () => {
  const uid = randomUUID();
  const { browser: onbeantwoord } = await wacht(uid);
  expect(await onbeantwoord.bijVerzoek(() => vind(uid))).toBeUndefined();
  const { browser, inhoud } = await beantwoord(uid);
  const tijden = { iat: expect.any(Number), exp: expect.any(Number) };
  expect(await browser.bijVerzoek(() => vind(uid))).toMatchObject({ ...inhoud, ...tijden, result: login });
  await browser.bijVerzoek(() => gebruik(uid));
  expect(await browser.bijVerzoek(() => vind(uid))).toBeUndefined();
});

test('nothing is found under an unknown, empty, long or dirty identifier', async () => {
  const { browser } = await beantwoord(randomUUID());
  for (const vreemd of [randomUUID(), '', 'x'.repeat(10_000), 'a\0b', "' or true --", 'é'])
    expect(await browser.bijVerzoek(() => vind(vreemd))).toBeUndefined();
});

test('of 20 that use one answer at once, one is first, and none is later', async () => {
  const uid = randomUUID();
  const { browser } = await beantwoord(uid);
  const kopieen = Array.from({ length: 20 }, () => browser.kopie());
  const pogingen = await Promise.allSettled(kopieen.map((een) => een.bijVerzoek(() => gebruik(uid))));
  expect(pogingen.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  await expect(browser.bijVerzoek(() => gebruik(uid))).rejects.toThrow('invalid_request');
});

test('two answers to one request, as after a double click, count once each', async () => {
  const uid = randomUUID();
  const { browser } = await wacht(uid);
  const dubbel = browser.kopie();
  for (const een of [browser, dubbel]) await antwoord(een, uid);
  for (const een of [browser, dubbel]) await een.bijVerzoek(() => gebruik(uid));
});

test('an answer that the library saves again is still that answer', async () => {
  const uid = randomUUID();
  const { browser } = await beantwoord(uid);
  const eerder = browser.kopie();
  await browser.bijVerzoek(async () => {
    const inhoud = (await vind(uid)) as AdapterPayload & { session: object };
    await interacties.upsert(uid, { ...inhoud, session: { accountId: 'a' } } as unknown as AdapterPayload, 60);
  });
  expect(await browser.bijVerzoek(() => vind(uid))).toMatchObject({ session: { accountId: 'a' }, result: login });
  await browser.bijVerzoek(() => gebruik(uid));
  await expect(eerder.bijVerzoek(() => gebruik(uid))).rejects.toThrow('invalid_request');
});

test('a refusal gives nothing, so it leaves no row and may come again', async () => {
  const uid = randomUUID();
  const { browser } = await beantwoord(uid, { error: 'access_denied' });
  const rijen = () => database.db.selectFrom('oidc_gebruikte_antwoorden').select('id').execute();
  const ervoor = await rijen();
  for (const een of [browser.kopie(), browser.kopie()]) await een.bijVerzoek(() => gebruik(uid));
  expect(await rijen()).toEqual(ervoor);
});
