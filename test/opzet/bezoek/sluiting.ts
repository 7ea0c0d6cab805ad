import { appendFile, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as client from 'openid-client';
import { parse, stringify } from 'yaml';
import type { Idp } from '../server/idp.ts';
import type { Ontvanger } from '../toepassing/afmeldontvanger.ts';
import { callback, relyingParty, vraagAan } from '../toepassing/relying_party.ts';
import { Bezoeker } from './bezoeker.ts';

/**
 * Shared by tests of an application that closes: who is signed in, what is left of it, whether the door is
 * open.
 */

export const CLIENT = 'smartschool';

/** Makes the application receive logout messages at this receiver. */
export function laatLuisteren(ontvanger: Ontvanger) {
  return async (configmap: string): Promise<void> => {
    const bestand = join(configmap, 'toepassingen', `${CLIENT}.yaml`);
    const dossier = parse(await readFile(bestand, 'utf8'));
    await writeFile(bestand, stringify({ ...dossier, backchannel_logout_uri: ontvanger.adres(CLIENT) }));
  };
}

export async function meldAan(idp: Idp, bezoeker = new Bezoeker()) {
  const rp = await relyingParty(idp, CLIENT);
  const { url, controles } = await vraagAan(rp, CLIENT);
  const { verder } = bezoeker.koekje('leerid')
    ? await bezoeker.volg(url)
    : await bezoeker.meldAan(url, 'leerling.gewoon');
  const tokens = await client.authorizationCodeGrant(rp, verder as URL, controles);
  const leest = () => client.fetchUserInfo(rp, tokens.access_token, client.skipSubjectCheck);
  return { rp, bezoeker, tokens, leest };
}

/** Whether somebody who comes now is asked for his password. */
export async function isOpen({ issuer }: Idp): Promise<boolean> {
  const vraag = new URLSearchParams({
    client_id: CLIENT,
    response_type: 'code',
    scope: 'openid',
    redirect_uri: callback(CLIENT),
    code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    code_challenge_method: 'S256',
  });
  return (await new Bezoeker().haal(`${issuer}/authorize?${vraag}`)).status === 303;
}

const TABELLEN = ['oidc_authorization_codes', 'oidc_access_tokens', 'oidc_grants', 'oidc_session_clients'] as const;

/** The tables that still have rows of the application. */
export async function watRest({ db }: Idp): Promise<string[]> {
  const rest = await Promise.all(
    TABELLEN.map(async (tabel) => {
      const rijen = await db.selectFrom(tabel).select('client_id').where('client_id', '=', CLIENT).execute();
      return rijen.length ? [tabel] : [];
    }),
  );
  return rest.flat();
}

/** Takes the dossier out of a folder. Returns a function that puts it back, byte for byte. */
export async function trekIn(configmap: string): Promise<() => Promise<void>> {
  const bestand = join(configmap, 'toepassingen', `${CLIENT}.yaml`);
  await rename(bestand, `${bestand}.weg`);
  return () => rename(`${bestand}.weg`, bestand);
}

/** Changes a byte of its protocol after the signatures. */
export function wijzigProtocol(configmap: string): Promise<void> {
  return appendFile(join(configmap, 'protocollen', CLIENT, 'protocol.yaml'), '\n');
}
