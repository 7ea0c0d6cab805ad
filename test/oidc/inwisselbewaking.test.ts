import { afterAll, afterEach, beforeAll, expect, jest, test } from '@jest/globals';
import { sql } from 'kysely';
import { Provider } from 'oidc-provider';
import * as client from 'openid-client';
import { Bezoeker } from '../opzet/bezoek/bezoeker.ts';
import { type Idp, startIdp } from '../opzet/server/idp.ts';
import { relyingParty, vraagAan } from '../opzet/toepassing/relying_party.ts';

/** The token endpoint sets a code aside, and saving the token redeems it. Nothing leaves before that. */

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

/** Imitates a version of the library that saves its token in a way that we don't know. */
function geefTokensZonderZeTeBewaren(): void {
  const model = Provider.prototype as { AccessToken: unknown };
  const echt = Object.getOwnPropertyDescriptor(model, 'AccessToken')?.get as () => Provider['AccessToken'];
  jest.spyOn(model, 'AccessToken', 'get').mockImplementation(function (this: Provider) {
    class AccessToken extends echt.call(this) {
      override save = async () => 'niet-bewaard';
    }
    return AccessToken;
  });
}

test('a token for a code that was not redeemed does not leave, and the log says why', async () => {
  const { rp, verder, controles } = await code();
  geefTokensZonderZeTeBewaren();
  const antwoord = client.authorizationCodeGrant(rp, verder, controles);
  await expect(antwoord).rejects.toMatchObject({ cause: { status: 500 } });
  expect(idp.logregels.filter((regel) => regel.includes('a code that was not redeemed'))).toHaveLength(1);
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
