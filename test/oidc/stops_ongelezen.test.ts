import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import * as client from 'openid-client';
import supertest, { type Response } from 'supertest';
import { Bezoeker } from '../opzet/bezoek/bezoeker.ts';
import { terwijlVast } from '../opzet/database/slot.ts';
import { elders, zonderTabel } from '../opzet/database/zonder_tabel.ts';
import { type Idp, SCHOOLDAG, startIdp } from '../opzet/server/idp.ts';
import { relyingParty, vraagAan } from '../opzet/toepassing/relying_party.ts';

/**
 * A node that could not read the stops for more than five seconds hands nothing over, because a stop may have
 * come meanwhile.
 */

let idp: Idp;
beforeAll(async () => {
  idp = await startIdp();
});
afterAll(() => idp.stop());

/** @returns a function that asks userinfo with the token of a sign-in */
async function meldAan(clientId: string): Promise<() => Promise<Response>> {
  const rp = await relyingParty(idp, clientId);
  const { url, controles } = await vraagAan(rp, clientId);
  const { verder } = await new Bezoeker().meldAan(url, 'leerling.gewoon');
  const { access_token } = await client.authorizationCodeGrant(rp, verder as URL, controles);
  return () =>
    supertest(idp.issuer)
      .get('/userinfo')
      .set({ authorization: `Bearer ${access_token}` });
}

const zonderStops = <T>(doe: () => Promise<T>) => zonderTabel(idp.db, 'protocolstops', doe);
const stopVan = (protocol: string) => ({
  protocol,
  op: '2026-11-20',
  door: 'dov',
  reden: 'x',
  vastgelegd_op: '2026-11-23T09:00:00Z',
});

test('within five seconds of a reading the gate goes by it', async () => {
  const userinfo = await meldAan('smartschool');
  await zonderStops(async () => expect((await userinfo()).status).toBe(200));
});

test('a window that ends while the log row waits is over: nothing leaves any more', async () => {
  const userinfo = await meldAan('toetsplatform');
  const antwoord = await terwijlHetLogWacht(userinfo, async () => {
    idp.klok.zet(Temporal.Instant.from('2027-08-15T09:00:00Z'));
  });
  expect(antwoord.status).toBe(401);
  idp.klok.zet(SCHOOLDAG);
});

test('after it: 503 for a client, a page for a browser, and no word about the token or the pupil', async () => {
  const userinfo = await meldAan('smartschool');
  const { url } = await vraagAan(await relyingParty(idp, 'smartschool'), 'smartschool');
  idp.klok.laatVerstrijken(5_000);
  const [antwoord, pagina] = await zonderStops(async () => [await userinfo(), await new Bezoeker().haal(url)] as const);
  expect([antwoord.status, antwoord.get('retry-after')]).toEqual([503, '60']);
  expect(antwoord.body).toMatchObject({ error: 'even_onbereikbaar', spoor: expect.any(String) });
  expect([pagina.status, pagina.get('location')]).toEqual([503, undefined]);
  expect(pagina.text).toContain('LeerID is even niet bereikbaar');
});

test('the first request that can read them again decides by what it reads', async () => {
  const userinfo = await meldAan('toetsplatform');
  const stop = stopVan('vlaamse-toetsen');
  idp.klok.laatVerstrijken(5_000);
  await zonderStops(async () => expect((await userinfo()).status).toBe(503));
  expect((await userinfo()).status).toBe(200);

  idp.klok.laatVerstrijken(5_000);
  await zonderStops(async () => {
    await sql`insert into ${sql.table(elders('protocolstops'))} ${sql.raw(`(${Object.keys(stop)})`)}
      values (${sql.join(Object.values(stop))})`.execute(idp.db);
    expect((await userinfo()).status).toBe(503);
  });
  expect((await userinfo()).status).toBe(401);
});

test('a stop that comes while the log row waits keeps the data inside', async () => {
  const userinfo = await meldAan('smartschool');
  const antwoord = await metStopVoorHetLog('smartschool', userinfo);
  expect([antwoord.status, antwoord.body]).toMatchObject([401, { error: 'invalid_token' }]);
});

test('and the ID token too: it hands over `sub`, which the application may not have any more', async () => {
  const rp = await relyingParty(idp, 'archief-voor-onderwijs');
  const { url, controles } = await vraagAan(rp, 'archief-voor-onderwijs');
  const { verder } = await new Bezoeker().meldAan(url, 'leerling.gewoon');
  const antwoord = metStopVoorHetLog('archief-voor-onderwijs', () =>
    client.authorizationCodeGrant(rp, verder as URL, controles),
  );
  await expect(antwoord).rejects.toMatchObject({ status: 400, error: 'invalid_grant' });
});

/** A stop that becomes known only while the row of an answer waits to be written. */
async function metStopVoorHetLog<T>(protocol: string, doe: () => Promise<T>): Promise<T> {
  return terwijlHetLogWacht(doe, async () => {
    await idp.db.insertInto('protocolstops').values(stopVan(protocol)).execute();
    idp.klok.laatVerstrijken(5_000);
  });
}

const terwijlHetLogWacht = <T>(doe: () => Promise<T>, gebeurt: () => Promise<unknown>) =>
  terwijlVast(idp.db, sql`lock table privacylog in exclusive mode`, doe, gebeurt);
