import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import * as client from 'openid-client';
import { Bezoeker } from '../opzet/bezoek/bezoeker.ts';
import { type Idp, startIdp } from '../opzet/server/idp.ts';
import { callback, relyingParty } from '../opzet/toepassing/relying_party.ts';

/** A dossier may waive PKCE for a confidential client that sends a nonce. */

let idp: Idp;
beforeAll(async () => {
  idp = await startIdp((configmap) =>
    appendFile(join(configmap, 'toepassingen/smartschool.yaml'), 'pkce: vrijgesteld_mits_nonce\n'),
  );
});
afterAll(() => idp.stop());

test.each([
  [{ nonce: 'een-nonce' }, undefined],
  [{}, 'invalid_request'],
])('without PKCE and with %j', async (extra: Record<string, string>, fout) => {
  const rp = await relyingParty(idp, 'smartschool');
  const vraag = { redirect_uri: callback('smartschool'), scope: 'openid', state: 's', ...extra };
  const bezoeker = new Bezoeker();
  if (fout) {
    const { verder } = await bezoeker.volg(client.buildAuthorizationUrl(rp, vraag));
    expect(verder?.searchParams.get('error')).toBe(fout);
  } else {
    const { verder } = await bezoeker.meldAan(client.buildAuthorizationUrl(rp, vraag), 'leerling.gewoon');
    const tokens = await client.authorizationCodeGrant(rp, verder as URL, {
      expectedState: 's',
      expectedNonce: 'een-nonce',
    });
    expect(tokens.claims()?.nonce).toBe('een-nonce');
  }
});
