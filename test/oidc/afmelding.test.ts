import { appendFile, readFile, writeFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createRemoteJWKSet, type JWTPayload, jwtVerify } from 'jose';
import { sql } from 'kysely';
import * as client from 'openid-client';
import { leesNietBezorgd } from '../../src/oidc/berichten/wachtende_berichten.ts';
import { Bezoeker } from '../opzet/bezoek/bezoeker.ts';
import { afmeldgeheim } from '../opzet/bezoek/formulier.ts';
import { type Idp, startIdp } from '../opzet/server/idp.ts';
import { leeridBij } from '../opzet/server/leerid.ts';
import { type Ontvangen, type Ontvanger, startOntvanger } from '../opzet/toepassing/afmeldontvanger.ts';
import { relyingParty, vraagAan } from '../opzet/toepassing/relying_party.ts';
import { wachtTot } from '../opzet/wachten.ts';

let ontvanger: Ontvanger;
let antwoord: (bericht: Ontvangen, uit: ServerResponse) => void;
let idp: Idp;

const neemt = (_bericht: Ontvangen, uit: ServerResponse) => void uit.writeHead(200).end();

beforeEach(async () => {
  antwoord = neemt;
  ontvanger = await startOntvanger((bericht, uit) => antwoord(bericht, uit));
  idp = await startIdp(async (configmap) => {
    for (const clientId of ['smartschool', 'toetsplatform']) {
      await appendFile(
        join(configmap, 'toepassingen', `${clientId}.yaml`),
        `backchannel_logout_uri: ${ontvanger.adres(clientId)}\n`,
      );
    }
  });
});
afterEach(async () => {
  await idp.stop();
  ontvanger.stop();
});

async function meldAanBij(clientId: string, bezoeker: Bezoeker, gebruikersnaam = 'leerling.gewoon') {
  const rp = await relyingParty(idp, clientId);
  const { url, controles } = await vraagAan(rp, clientId);
  const { verder } = bezoeker.koekje('leerid') ? await bezoeker.volg(url) : await bezoeker.meldAan(url, gebruikersnaam);
  const tokens = await client.authorizationCodeGrant(rp, verder as URL, controles);
  return { rp, tokens, claims: tokens.claims() as client.IDToken };
}

async function controleer({ clientId, token }: Ontvangen): Promise<JWTPayload> {
  const jwks = createRemoteJWKSet(new URL(`${idp.issuer}/jwks`));
  const { payload, protectedHeader } = await jwtVerify(token, jwks, { issuer: idp.issuer, audience: clientId });
  expect(protectedHeader.typ).toBe('logout+jwt');
  expect(payload).toMatchObject({
    jti: expect.any(String),
    events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
  });
  expect(payload).not.toHaveProperty('nonce');
  return payload;
}

async function meldAf(bezoeker: Bezoeker, rp: client.Configuration, keuze: Record<string, string>) {
  const html = (await bezoeker.volg(client.buildEndSessionUrl(rp, {}))).text;
  const xsrf = afmeldgeheim(html);
  await bezoeker.stuur(`${idp.issuer}/logout/confirm`, { xsrf, ...keuze });
}

const leerid = (...opdracht: string[]) => leeridBij(idp, ...opdracht);

test('signing out tells every application of the session, with its own sub and sid', async () => {
  const bezoeker = new Bezoeker();
  const school = await meldAanBij('smartschool', bezoeker);
  const toets = await meldAanBij('toetsplatform', bezoeker);
  await meldAf(bezoeker, school.rp, { logout: 'yes' });
  await ontvanger.ontvang(2);
  for (const bericht of ontvanger.berichten) {
    const { sub, sid } = await controleer(bericht);
    const eigen = bericht.clientId === 'smartschool' ? school.claims : toets.claims;
    expect({ sub, sid }).toEqual({ sub: eigen.sub, sid: eigen.sid });
  }
});

test('logout takes POST as well (RP-Initiated Logout § 2), and its address in other letters tells the application all the same', async () => {
  const bezoeker = new Bezoeker();
  const { tokens } = await meldAanBij('smartschool', bezoeker);
  const gepost = await bezoeker.stuur(`${idp.issuer}/logout`, { id_token_hint: tokens.id_token ?? '' });
  const xsrf = afmeldgeheim(gepost.text);
  await bezoeker.stuur(`${idp.issuer}/LOGOUT/Confirm/`, { xsrf, logout: 'yes' });
  await ontvanger.ontvang(1);
  expect(ontvanger.berichten.map(({ clientId }) => clientId)).toEqual(['smartschool']);
});

test('who stays signed in is not reported as gone', async () => {
  const bezoeker = new Bezoeker();
  const { rp } = await meldAanBij('smartschool', bezoeker);
  await meldAf(bezoeker, rp, {});
  const ander = new Bezoeker();
  const { rp: rp2 } = await meldAanBij('toetsplatform', ander, 'leerling.tijdelijk');
  await meldAf(ander, rp2, { logout: 'yes' });
  await ontvanger.ontvang(1);
  expect(ontvanger.berichten.map(({ clientId }) => clientId)).toEqual(['toetsplatform']);
});

test('a form without the right secret writes nothing, however often it comes; with it, one message for each application', async () => {
  const bezoeker = new Bezoeker();
  const { rp } = await meldAanBij('smartschool', bezoeker);
  await meldAanBij('toetsplatform', bezoeker);
  const html = (await bezoeker.volg(client.buildEndSessionUrl(rp, {}))).text;
  const xsrf = afmeldgeheim(html);
  const bevestig = (velden: Record<string, string>) => bezoeker.stuur(`${idp.issuer}/logout/confirm`, velden);
  for (const fout of [{}, { logout: 'yes' }, { logout: 'yes', xsrf: '' }, { logout: 'yes', xsrf: 'x'.repeat(48) }]) {
    for (let keer = 0; keer < 5; keer++) expect((await bevestig(fout)).status).toBe(400);
  }
  const geschreven = await idp.db.selectFrom('afmeldberichten').select('id').execute();
  expect([geschreven, ontvanger.berichten]).toEqual([[], []]);
  await bevestig({ logout: 'yes', xsrf });
  await ontvanger.ontvang(2);
  expect(ontvanger.berichten.map(({ clientId }) => clientId).sort()).toEqual(['smartschool', 'toetsplatform']);
});

test('a session and its messages go together: where they can not be put down, it goes on', async () => {
  const bezoeker = new Bezoeker();
  const { rp, tokens } = await meldAanBij('smartschool', bezoeker);
  await sql`alter table afmeldberichten add constraint nu_niet check (false)`.execute(idp.db);
  await meldAf(bezoeker, rp, { logout: 'yes' });
  const { url } = await vraagAan(rp, 'smartschool', { prompt: 'none' });
  expect((await bezoeker.volg(url)).verder?.searchParams.has('code')).toBe(true);
  await sql`alter table afmeldberichten drop constraint nu_niet`.execute(idp.db);
  await meldAf(bezoeker, rp, { logout: 'yes' });
  await ontvanger.ontvang(1);
  await expect(client.fetchUserInfo(rp, tokens.access_token, client.skipSubjectCheck)).rejects.toThrow();
});

test('an application that hangs keeps nobody else waiting', async () => {
  const gesloten: string[] = [];
  antwoord = (bericht, uit) => {
    if (bericht.clientId === 'smartschool') uit.on('close', () => gesloten.push(bericht.clientId));
    else neemt(bericht, uit);
  };
  const [een, ander] = [new Bezoeker(), new Bezoeker()];
  const hangt = await meldAanBij('smartschool', een);
  const werkt = await meldAanBij('toetsplatform', ander, 'leerling.tijdelijk');
  await meldAf(een, hangt.rp, { logout: 'yes' });
  await ontvanger.ontvang(1, 'smartschool');
  await meldAf(ander, werkt.rp, { logout: 'yes' });
  await ontvanger.ontvang(1, 'toetsplatform');
  expect(gesloten).toEqual([]);
});

test('a message that is refused waits, is seen by the operator, and arrives later', async () => {
  antwoord = (_bericht, uit) => void uit.writeHead(503).end();
  const bezoeker = new Bezoeker();
  const { rp } = await meldAanBij('smartschool', bezoeker);
  await meldAf(bezoeker, rp, { logout: 'yes' });
  await ontvanger.ontvang(1);
  await wachtTot('the message counts as refused', async () => (await leesNietBezorgd(idp.db)).length > 0);
  const { stdout, status } = leerid('afmeldingen');
  expect(stdout).toMatch(/^smartschool: .* de oudste sinds \d{4}-\d\d-\d\d \d\d:\d\d$/m);
  expect(status).toBe(1);
  antwoord = neemt;
  await ontvanger.ontvang(2);
  const [eerst, dan] = ontvanger.berichten;
  expect(dan?.inhoud.jti).toBe(eerst?.inhoud.jti);
  expect(dan?.token).not.toBe(eerst?.token);
});

test('a blocked account and a new password end the sessions everywhere', async () => {
  const bezoeker = new Bezoeker();
  const { rp, tokens } = await meldAanBij('smartschool', bezoeker);
  expect(leerid('account', 'blokkeer', 'leerling.gewoon').status).toBe(0);
  await ontvanger.ontvang(1);
  await controleer(ontvanger.berichten[0] as Ontvangen);
  await expect(client.fetchUserInfo(rp, tokens.access_token, client.skipSubjectCheck)).rejects.toThrow();
  expect(leerid('account', 'deblokkeer', 'leerling.gewoon').status).toBe(0);

  const opnieuw = new Bezoeker();
  await meldAanBij('smartschool', opnieuw);
  const { stdout } = leerid('account', 'activatiecode', 'leerling.gewoon');
  const code = /code ([0-9A-Z-]{17})/.exec(stdout)?.[1] ?? '';
  await ontvanger.ontvang(2);
  const aanvraag = async () => (await vraagAan(rp, 'smartschool')).url;
  expect((await new Bezoeker().meldAan(await aanvraag(), 'leerling.gewoon')).status).toBe(401);
  const nieuw = 'drie gekke eekhoorns';
  const gekozen = await new Bezoeker().stuur(`${idp.issuer}/activeren`, {
    gebruikersnaam: 'leerling.gewoon',
    code,
    wachtwoord: nieuw,
    nogmaals: nieuw,
  });
  expect(gekozen.text).toContain('Je account is klaar');
  const { verder } = await new Bezoeker().meldAan(await aanvraag(), 'leerling.gewoon', nieuw);
  expect(verder?.searchParams.has('code')).toBe(true);
}, 60_000);

test('the end of a protocol is told to its application, also when the dossier is gone', async () => {
  const bezoeker = new Bezoeker();
  await meldAanBij('smartschool', bezoeker);
  const dossier = join(idp.configmap, 'toepassingen/smartschool.yaml');
  await writeFile(
    dossier,
    (await readFile(dossier, 'utf8')).replace('protocol: smartschool', 'protocol: bestaat-niet'),
  );
  await idp.ververs();
  await ontvanger.ontvang(1);
  expect((await controleer(ontvanger.berichten[0] as Ontvangen)).sub).toEqual(expect.any(String));
});
