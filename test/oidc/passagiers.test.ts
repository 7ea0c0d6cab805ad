import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import * as client from 'openid-client';
import { TECHNISCHE_CODES } from '../../src/protocol/index.ts';
import { leesToepassingen, type Toepassing } from '../../src/toepassingen/index.ts';
import { Bezoeker } from '../opzet/bezoek/bezoeker.ts';
import { afmeldgeheim } from '../opzet/bezoek/formulier.ts';
import { bladeren, codesVan, leesFeiten, passagiers } from '../opzet/register/feiten.ts';
import { type Idp, startIdp } from '../opzet/server/idp.ts';
import { type Ontvanger, startOntvanger } from '../opzet/toepassing/afmeldontvanger.ts';
import { metClaimsInIdToken } from '../opzet/toepassing/idtokenclaims.ts';
import { relyingParty, SCOPES, vraagAan } from '../opzet/toepassing/relying_party.ts';

/**
 * A whole sign-in under each act, from the first redirect to the last message. Nothing about the pupil is in
 * it that no act lists.
 */

let idp: Idp;
let ontvanger: Ontvanger;
let toepassingen: ReadonlyMap<string, Toepassing>;
beforeAll(async () => {
  ontvanger = await startOntvanger();
  idp = await startIdp(async (configmap) => {
    for (const clientId of Object.keys(SCOPES)) {
      const bestand = join(configmap, 'toepassingen', `${clientId}.yaml`);
      await appendFile(bestand, `backchannel_logout_uri: ${ontvanger.adres(clientId)}\n`);
      await metClaimsInIdToken(configmap, clientId);
    }
  });
  toepassingen = (await leesToepassingen(idp.configmap)).alle;
});
afterAll(async () => {
  await idp.stop();
  ontvanger.stop();
});

/** Members of a token that are about the token (OIDC Core § 2, Back-Channel Logout § 2.4). */
const OVER_TOKEN = ['iss', 'aud', 'exp', 'iat', 'nonce', 'at_hash', 'jti', 'events'];
const CLAIMS = JSON.stringify({ id_token: Object.fromEntries(TECHNISCHE_CODES.map((code) => [code, null])) });

/** Three separate parts: what is about the token, what OpenID Connect itself carries, and the data. */
function ontleed(antwoord: Record<string, unknown>) {
  const deel = (is: (naam: string) => boolean) =>
    Object.fromEntries(Object.entries(antwoord).filter(([naam]) => is(naam)));
  const technisch = (naam: string) => (TECHNISCHE_CODES as string[]).includes(naam);
  return {
    overToken: deel((naam) => OVER_TOKEN.includes(naam)),
    technisch: deel(technisch),
    gegevens: deel((naam) => !OVER_TOKEN.includes(naam) && !technisch(naam)),
  };
}

/** Digits of a moment may contain any number by chance. */
function zonderMomenten(antwoord: unknown): unknown {
  return JSON.parse(JSON.stringify(antwoord, (_naam, waarde) => (typeof waarde === 'number' ? undefined : waarde)));
}

async function meldAanEnAf(clientId: string, gebruikersnaam: string) {
  const rp = await relyingParty(idp, clientId);
  const { url, controles } = await vraagAan(rp, clientId, { claims: CLAIMS });
  const bezoeker = new Bezoeker();
  const { verder } = await bezoeker.meldAan(url, gebruikersnaam);
  const tokens = await client.authorizationCodeGrant(rp, verder as URL, controles);
  const userinfo = await client.fetchUserInfo(rp, tokens.access_token, client.skipSubjectCheck);
  const html = (await bezoeker.volg(client.buildEndSessionUrl(rp, {}))).text;
  const xsrf = afmeldgeheim(html);
  const voor = ontvanger.berichten.length;
  await bezoeker.stuur(`${idp.issuer}/logout/confirm`, { xsrf, logout: 'yes' });
  await ontvanger.ontvang(voor + 1);
  const idToken: Record<string, unknown> = { ...tokens.claims() };
  return { verder: verder as URL, tokens, idToken, userinfo, afmelding: ontvanger.berichten.at(-1)?.inhoud ?? {} };
}

describe.each(Object.keys(SCOPES))('%s', (clientId) => {
  test.each(['leerling.gewoon', 'leerling.tijdelijk', 'leerling.tweescholen', 'leerling.historiek'])(
    '%s: each value is listed and logged, or is about the sign-in alone',
    async (gebruikersnaam) => {
      const feiten = await leesFeiten(idp.db, gebruikersnaam);
      const { verder, tokens, idToken, userinfo, afmelding } = await meldAanEnAf(clientId, gebruikersnaam);
      const [inToken, bijUserinfo, ...meer] = await idp.db
        .selectFrom('privacylog')
        .select('gegevens')
        .where('client_id', '=', clientId)
        .where('account_uuid', '=', feiten.get('account_uuid')?.[0] ?? '')
        .orderBy('id')
        .execute();
      expect(meer).toEqual([]);
      const akte = toepassingen.get(clientId)?.deel.gegevens.map(({ code }) => code) ?? [];

      for (const [antwoord, rij] of [
        [idToken, inToken],
        [userinfo, bijUserinfo],
      ] as const) {
        const { technisch, gegevens } = ontleed(antwoord);
        const gelogd = rij?.gegevens ?? [];
        const data = gelogd.filter((code) => !(TECHNISCHE_CODES as string[]).includes(code));
        expect(Object.keys(technisch).sort()).toEqual(gelogd.filter((code) => !data.includes(code)).sort());
        expect(data.filter((code) => !akte.includes(code))).toEqual([]);
        for (const blad of bladeren(gegevens)) {
          expect([blad, codesVan(feiten, blad).some((code) => data.includes(code))]).toEqual([blad, true]);
        }
        expect(passagiers(feiten, gegevens).filter((code) => !data.includes(code))).toEqual([]);
        const gezien = new Set(bladeren(gegevens).flatMap((blad) => codesVan(feiten, blad)));
        expect(data.filter((code) => !gezien.has(code))).toEqual([]);
      }

      // The same holds on the way and afterwards: in the address, the token response, the logout token, and
      // what a token says about itself.
      expect([...verder.searchParams.keys()].sort()).toEqual(['code', 'iss', 'state']);
      expect(Object.keys(tokens).sort()).toEqual(['access_token', 'expires_in', 'id_token', 'scope', 'token_type']);
      expect(Object.keys(afmelding).sort()).toEqual(['aud', 'events', 'exp', 'iat', 'iss', 'jti', 'sid', 'sub']);
      expect([afmelding.sub, afmelding.sid]).toEqual([idToken.sub, idToken.sid]);
      const { id_token, ...rest } = tokens;
      const { overToken, technisch } = ontleed(idToken);
      const overAanmelding = [Object.fromEntries(verder.searchParams), rest, afmelding, overToken, technisch];
      expect(passagiers(feiten, zonderMomenten(overAanmelding))).toEqual([]);
    },
  );
});

test('the same pupil has a key of his own at each application, for the sign-in as well', async () => {
  const sleutels = new Set<unknown>();
  for (const clientId of Object.keys(SCOPES)) {
    const { idToken } = await meldAanEnAf(clientId, 'leerling.gewoon');
    sleutels.add(idToken.sub).add(idToken.sid);
  }
  expect(sleutels.size).toBe(2 * Object.keys(SCOPES).length);
});
