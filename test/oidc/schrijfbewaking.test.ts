import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { sql } from 'kysely';
import { Provider } from 'oidc-provider';
import * as client from 'openid-client';
import { Bezoeker } from '../opzet/bezoek/bezoeker.ts';
import { type Idp, startIdp } from '../opzet/server/idp.ts';
import { relyingParty, vraagAan } from '../opzet/toepassing/relying_party.ts';

/** Our storage sets aside what one statement is to write at the end of a request. Nothing leaves before that. */

let idp: Idp;
beforeAll(async () => {
  idp = await startIdp();
});
afterAll(() => idp.stop());
afterEach(() => {
  jest.restoreAllMocks();
});

async function code() {
  const rp = await relyingParty(idp, 'smartschool');
  const { url, controles } = await vraagAan(rp, 'smartschool');
  const { verder } = await new Bezoeker().meldAan(url, 'leerling.gewoon');
  return { rp, verder: verder as URL, controles };
}

const ingewisseld = async (verder: URL) =>
  (
    await idp.db
      .selectFrom('oidc_authorization_codes')
      .select('consumed_op')
      .where('id', '=', verder.searchParams.get('code') ?? '')
      .executeTakeFirstOrThrow()
  ).consumed_op !== null;

/** Imitates a version of the library that saves this in a way that we don't know. */
function bewaarNiet(naam: 'AccessToken' | 'Session'): void {
  const model = Provider.prototype as Record<'AccessToken' | 'Session', unknown>;
  const echt = Object.getOwnPropertyDescriptor(model, naam)?.get as () => typeof Provider.prototype.AccessToken;
  jest.spyOn(model, naam, 'get').mockImplementation(function (this: Provider) {
    const klasse = class extends echt.call(this) {
      override save = async () => 'niet-bewaard';
    };
    return Object.defineProperty(klasse, 'name', { value: naam });
  });
}

const geweten = (tekst: string) => idp.logregels.filter((regel) => regel.includes(tekst)).length;
const codes = async () => (await idp.db.selectFrom('oidc_authorization_codes').select('id').execute()).length;

test('a token for a code that was not redeemed does not leave, and the log says why', async () => {
  const { rp, verder, controles } = await code();
  bewaarNiet('AccessToken');
  const antwoord = client.authorizationCodeGrant(rp, verder, controles);
  await expect(antwoord).rejects.toMatchObject({ cause: { status: 500 } });
  expect(geweten('a code that was not redeemed')).toBe(1);
});

describe('a code that was given', () => {
  /** Signed in, and on the way to another application. */
  async function onderweg() {
    const bezoeker = new Bezoeker();
    await bezoeker.meldAan(
      (await vraagAan(await relyingParty(idp, 'smartschool'), 'smartschool')).url,
      'leerling.gewoon',
    );
    const { url } = await vraagAan(await relyingParty(idp, 'toetsplatform'), 'toetsplatform');
    return { voor: await codes(), haal: () => bezoeker.haal(url) };
  }

  test('and not kept does not leave, and the log says why', async () => {
    const { voor, haal } = await onderweg();
    bewaarNiet('Session');
    const antwoord = await haal();
    expect([antwoord.status, antwoord.get('location')]).toEqual([500, undefined]);
    expect([geweten('a grant, a code or a sign-in'), (await codes()) - voor]).toEqual([1, 0]);
  });

  test('is not kept when its request then fails: nobody got it', async () => {
    const { voor, haal } = await onderweg();
    const meld = Provider.prototype.emit;
    jest.spyOn(Provider.prototype, 'emit').mockImplementation(function (this: Provider, wat, ...rest) {
      if (wat === 'authorization.success') throw new Error('no answer after all');
      return meld.call(this, wat, ...rest);
    });
    expect((await haal()).status).toBe(500);
    expect((await codes()) - voor).toBe(0);
    jest.restoreAllMocks();
    expect((await haal()).get('location')).toContain('code=');
    expect((await codes()) - voor).toBe(1);
  });
});

test('a redemption that the gate refuses leaves its code as it is, and is no fault of ours', async () => {
  const { rp, verder, controles } = await code();
  const blokkeer = (sinds: string | null) =>
    sql`update leerlingen set geblokkeerd_op = ${sinds}::timestamptz where id = (select a.leerling_id
      from aanmeldmiddelen m join accounts a using (account_uuid) where m.gebruikersnaam = 'leerling.gewoon')`.execute(
      idp.db,
    );
  await blokkeer('2026-11-23T09:00:00Z');
  await expect(client.authorizationCodeGrant(rp, verder, controles)).rejects.toMatchObject({ error: 'invalid_grant' });
  expect(await ingewisseld(verder)).toBe(false);
  await blokkeer(null);
  await client.authorizationCodeGrant(rp, verder, controles);
  expect(await ingewisseld(verder)).toBe(true);
});
