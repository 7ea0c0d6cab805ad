import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import * as client from 'openid-client';
import { Bezoeker } from '../opzet/bezoek/bezoeker.ts';
import { CLIENT, isOpen, meldAan } from '../opzet/bezoek/sluiting.ts';
import { type Idp, startIdp } from '../opzet/server/idp.ts';
import { wijzigProtocol } from '../opzet/stukken/wijzig_protocol.ts';
import { vraagAan } from '../opzet/toepassing/relying_party.ts';

/**
 * A text of an act takes over while pupils are signed in: they are asked nothing, and what was begun under the
 * older text gives no more than both texts do.
 */

let idp: Idp;
beforeEach(async () => {
  idp = await startIdp();
});
afterEach(() => idp.stop());

/** The act with these data and no others of the same scope. */
async function geef(...codes: string[]): Promise<void> {
  await wijzigProtocol(idp, CLIENT, (akte) => {
    const vast = ['leer_id_uuid', 'account_uuid', 'instellingsnummer'];
    const alle = new Map(ALLE.map((een) => [een.code, een]));
    akte.gegevens = [...vast, ...codes].map((code) => alle.get(code));
    for (const een of akte.ontvangers.categorieen) een.gegevens = [...vast, ...codes];
    for (const een of akte.ontvangers.doorgifte.uitzonderingen ?? []) een.gegevens = ['leer_id_uuid'];
  });
  for (let beurt = 0; beurt < 3; beurt++) await idp.ververs();
  expect(await isOpen(idp)).toBe(true);
}
const ALLE = ['leer_id_uuid', 'account_uuid', 'instellingsnummer', 'naam', 'voornaam', 'geboortejaar'].map((code) => ({
  code,
  wat: code,
}));

const namen = (claims: Record<string, unknown>) =>
  ['family_name', 'given_name', 'ov_geboortejaar'].filter((claim) => claim in claims);

/** A code that is not redeemed yet. */
async function krijgCode(rp: client.Configuration, bezoeker: Bezoeker) {
  const aanvraag = await vraagAan(rp, CLIENT);
  const { verder } = await bezoeker.volg(aanvraag.url);
  return () => client.authorizationCodeGrant(rp, verder as URL, aanvraag.controles);
}

const hashes = async () => {
  const { rows } = await sql<{ protocol_hash: string }>`
    select protocol_hash from privacylog where client_id = ${CLIENT} order by volgnummer`.execute(idp.db);
  return rows.map(({ protocol_hash }) => protocol_hash);
};

test('a token and a code of before give what both texts give; the next sign-in asks nothing and gives the new text', async () => {
  await geef('naam', 'voornaam');
  const bezoeker = new Bezoeker();
  const { rp, leest } = await meldAan(idp, bezoeker);
  expect(namen(await leest())).toEqual(['family_name', 'given_name']);
  const wisselIn = await krijgCode(rp, bezoeker);

  await geef('voornaam', 'geboortejaar');
  expect(namen(await leest())).toEqual(['given_name']);
  const { access_token } = await wisselIn();
  expect(namen(await client.fetchUserInfo(rp, access_token, client.skipSubjectCheck))).toEqual(['given_name']);

  const { leest: leestNieuw } = await meldAan(idp, bezoeker);
  expect(namen(await leestNieuw())).toEqual(['given_name', 'ov_geboortejaar']);
  // Each row names the text under which the data left.
  const gelogd = await hashes();
  expect(new Set(gelogd).size).toBe(2);
  expect(new Set(gelogd.slice(2)).size).toBe(1);
});

test('a token of before that comes to a node that never knew its text gives nothing, and the pupil is asked nothing', async () => {
  await geef('naam');
  const bezoeker = new Bezoeker();
  const { leest } = await meldAan(idp, bezoeker);
  await idp.db
    .updateTable('oidc_access_tokens')
    .set({ protocol_hash: 'f'.repeat(64) })
    .execute();
  await expect(leest()).rejects.toThrow();
  const { leest: leestNieuw } = await meldAan(idp, bezoeker);
  expect(namen(await leestNieuw())).toEqual(['family_name']);
});

test('of a row from a node of before texts were remembered, the text of today counts', async () => {
  await geef('naam');
  const { leest } = await meldAan(idp);
  await idp.db.updateTable('oidc_access_tokens').set({ protocol_hash: null }).execute();
  expect(namen(await leest())).toEqual(['family_name']);
});
