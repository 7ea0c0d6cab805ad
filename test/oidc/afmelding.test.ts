import { once } from 'node:events';
import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createRemoteJWKSet, type JWTPayload, jwtVerify } from 'jose';
import * as client from 'openid-client';
import { Bezoeker } from '../opzet/bezoeker.ts';
import { type Idp, startIdp } from '../opzet/idp.ts';
import { leeridBij } from '../opzet/leerid.ts';
import { relyingParty, vraagAan } from '../opzet/relying_party.ts';

/** An application that listens for logout messages, and can be told to refuse them. */
let ontvanger: Server;
let berichten: { clientId: string; token: string }[];
let antwoord: number;
let idp: Idp;

beforeEach(async () => {
  berichten = [];
  antwoord = 200;
  ontvanger = createServer(async (verzoek, uit) => {
    let body = '';
    for await (const deel of verzoek) body += deel;
    berichten.push({
      clientId: (verzoek.url ?? '').slice(1),
      token: new URLSearchParams(body).get('logout_token') ?? '',
    });
    ontvanger.emit('bericht');
    uit.writeHead(antwoord).end();
  }).listen(0);
  await once(ontvanger, 'listening');
  const { port } = ontvanger.address() as AddressInfo;
  idp = await startIdp(async (configmap) => {
    for (const clientId of ['smartschool', 'toetsplatform']) {
      await appendFile(
        join(configmap, 'toepassingen', `${clientId}.yaml`),
        `backchannel_logout_uri: http://localhost:${port}/${clientId}\n`,
      );
    }
  });
});
afterEach(async () => {
  await idp.stop();
  ontvanger.closeAllConnections();
  ontvanger.close();
});

async function ontvang(aantal: number): Promise<void> {
  while (berichten.length < aantal) await once(ontvanger, 'bericht');
}

async function meldAanBij(clientId: string, bezoeker: Bezoeker, gebruikersnaam = 'leerling.gewoon') {
  const rp = await relyingParty(idp, clientId);
  const { url, controles } = await vraagAan(rp, clientId);
  const { verder } = bezoeker.koekjes.size ? await bezoeker.volg(url) : await bezoeker.meldAan(url, gebruikersnaam);
  const tokens = await client.authorizationCodeGrant(rp, verder as URL, controles);
  return { rp, tokens, claims: tokens.claims() as client.IDToken };
}

async function controleer({ clientId, token }: { clientId: string; token: string }): Promise<JWTPayload> {
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
  const html = await (await bezoeker.volg(client.buildEndSessionUrl(rp, {}))).text();
  const xsrf = /name="xsrf" value="([^"]+)"/.exec(html)?.[1] ?? '';
  await bezoeker.stuur(`${idp.issuer}/logout/confirm`, { xsrf, ...keuze });
}

const leerid = (...opdracht: string[]) => leeridBij(idp, ...opdracht);

test('signing out tells every application of the session, with its own sub and sid', async () => {
  const bezoeker = new Bezoeker();
  const school = await meldAanBij('smartschool', bezoeker);
  const toets = await meldAanBij('toetsplatform', bezoeker);
  await meldAf(bezoeker, school.rp, { logout: 'yes' });
  await ontvang(2);
  for (const bericht of berichten) {
    const { sub, sid } = await controleer(bericht);
    const eigen = bericht.clientId === 'smartschool' ? school.claims : toets.claims;
    expect({ sub, sid }).toEqual({ sub: eigen.sub, sid: eigen.sid });
  }
});

test('logout takes POST as well (RP-Initiated Logout § 2), and its address in other letters tells the application all the same', async () => {
  const bezoeker = new Bezoeker();
  const { tokens } = await meldAanBij('smartschool', bezoeker);
  const gepost = await bezoeker.stuur(`${idp.issuer}/logout`, { id_token_hint: tokens.id_token ?? '' });
  const xsrf = /name="xsrf" value="([^"]+)"/.exec(await gepost.text())?.[1] ?? '';
  await bezoeker.stuur(`${idp.issuer}/LOGOUT/Confirm/`, { xsrf, logout: 'yes' });
  await ontvang(1);
  expect(berichten.map(({ clientId }) => clientId)).toEqual(['smartschool']);
});

test('who stays signed in is not reported as gone', async () => {
  const bezoeker = new Bezoeker();
  const { rp } = await meldAanBij('smartschool', bezoeker);
  await meldAf(bezoeker, rp, {});
  const ander = new Bezoeker();
  const { rp: rp2 } = await meldAanBij('toetsplatform', ander, 'leerling.tijdelijk');
  await meldAf(ander, rp2, { logout: 'yes' });
  await ontvang(1);
  expect(berichten.map(({ clientId }) => clientId)).toEqual(['toetsplatform']);
});

test('a message that is refused waits, is seen by the operator, and arrives later', async () => {
  antwoord = 503;
  const bezoeker = new Bezoeker();
  const { rp } = await meldAanBij('smartschool', bezoeker);
  await meldAf(bezoeker, rp, { logout: 'yes' });
  await ontvang(1);
  const wachtend = async (): Promise<unknown[]> => {
    const rijen = await idp.rooster.mislukt('afmelding');
    return rijen.length ? rijen : wachtend();
  };
  await wachtend();
  const { stdout, status } = leerid('afmeldingen');
  expect(stdout).toContain('smartschool');
  expect(status).toBe(1);
  antwoord = 200;
  await ontvang(2);
  expect(berichten[1]?.token).not.toBe(berichten[0]?.token);
});

test('a blocked account and a new password end the sessions everywhere', async () => {
  const bezoeker = new Bezoeker();
  const { rp, tokens } = await meldAanBij('smartschool', bezoeker);
  expect(leerid('account', 'blokkeer', 'leerling.gewoon').status).toBe(0);
  await ontvang(1);
  await controleer(berichten[0] as (typeof berichten)[0]);
  await expect(client.fetchUserInfo(rp, tokens.access_token, client.skipSubjectCheck)).rejects.toThrow();
  expect(leerid('account', 'deblokkeer', 'leerling.gewoon').status).toBe(0);

  const opnieuw = new Bezoeker();
  await meldAanBij('smartschool', opnieuw);
  const { stdout } = leerid('account', 'activatiecode', 'leerling.gewoon');
  const code = /code ([0-9A-Z-]{17})/.exec(stdout)?.[1] ?? '';
  await ontvang(2);
  const aanvraag = async () => (await vraagAan(rp, 'smartschool')).url;
  expect((await new Bezoeker().meldAan(await aanvraag(), 'leerling.gewoon')).status).toBe(401);
  const nieuw = 'drie gekke eekhoorns';
  const gekozen = await new Bezoeker().stuur(`${idp.issuer}/activeren`, {
    gebruikersnaam: 'leerling.gewoon',
    code,
    wachtwoord: nieuw,
    nogmaals: nieuw,
  });
  expect(await gekozen.text()).toContain('Je account is klaar');
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
  await ontvang(1);
  expect((await controleer(berichten[0] as (typeof berichten)[0])).sub).toEqual(expect.any(String));
});
