import { afterAll, afterEach, beforeAll, expect, jest, test } from '@jest/globals';
import * as client from 'openid-client';
import pg from 'pg';
import { Bezoeker } from '../opzet/bezoek/bezoeker.ts';
import { type Idp, startIdp } from '../opzet/server/idp.ts';
import { relyingParty, vraagAan } from '../opzet/toepassing/relying_party.ts';

/**
 * How many statements an application costs. What the library asks one by one is read together: see
 * `bibliotheek/verzoekgeheugen.ts`.
 */

let idp: Idp;
beforeAll(async () => {
  idp = await startIdp();
});
afterAll(() => idp.stop());
afterEach(() => {
  jest.restoreAllMocks();
});

/** Only statements of requests: the node itself reads keys and messages every few seconds. */
const VAN_VERZOEKEN = /\boidc_(?!sleutels)|\bprivacylog\b|\baccounts\b/;

/** The statements of the requests that `doe` makes, as text. */
async function opdrachtenVan<T>(doe: () => Promise<T>): Promise<{ opdrachten: string[]; uit: T }> {
  const spion = jest.spyOn(pg.Client.prototype, 'query');
  const uit = await doe();
  const teksten = spion.mock.calls.map(([vraag]) => String((vraag as { text?: string }).text ?? vraag));
  spion.mockRestore();
  return { opdrachten: teksten.filter((tekst) => VAN_VERZOEKEN.test(tekst)), uit };
}

test('a code costs two statements and so does userinfo: what is asked next is read along', async () => {
  // However slow the machine is, what was read is recent enough to hand over. Otherwise it would be read once
  // more.
  jest.spyOn(idp.klok, 'verstreken').mockReturnValue(idp.klok.verstreken());
  const rp = await relyingParty(idp, 'smartschool');
  const { url, controles } = await vraagAan(rp, 'smartschool');
  const { verder } = await new Bezoeker().meldAan(url, 'leerling.gewoon');

  const token = await opdrachtenVan(() => client.authorizationCodeGrant(rp, verder as URL, controles));
  expect(token.opdrachten).toEqual([
    expect.stringMatching(/^\s*select .* from oidc_authorization_codes .* oidc_sessions .* oidc_grants .* accounts /s),
    expect.stringMatching(
      /update oidc_authorization_codes .*insert into oidc_access_tokens .*insert into privacylog /s,
    ),
  ]);

  const { access_token } = token.uit;
  const userinfo = await opdrachtenVan(() => client.fetchUserInfo(rp, access_token, client.skipSubjectCheck));
  expect(userinfo.opdrachten).toEqual([
    expect.stringMatching(/^\s*select .* from oidc_access_tokens .* oidc_sessions .* oidc_grants .* accounts /s),
    expect.stringMatching(/insert into privacylog /),
  ]);
});
