import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import * as client from 'openid-client';
import { Bezoeker } from '../opzet/bezoek/bezoeker.ts';
import { type Idp, startIdp } from '../opzet/server/idp.ts';
import { leeridBij } from '../opzet/server/leerid.ts';
import { relyingParty, vraagAan } from '../opzet/toepassing/relying_party.ts';

/** An unsigned dossier on a running node, and the operator's commands for it. */

let idp: Idp;
let ontvanger: Server;
let bezocht: string[];
beforeEach(async () => {
  bezocht = [];
  ontvanger = createServer((verzoek, uit) => {
    bezocht.push(verzoek.url ?? '');
    ontvanger.emit('bericht');
    uit.writeHead(200).end();
  }).listen(0);
  await once(ontvanger, 'listening');
  idp = await startIdp((configmap) =>
    wijzig(configmap, (tekst) => `${tekst}backchannel_logout_uri: ${bij('/echt')}\n`),
  );
});
afterEach(async () => {
  await idp.stop();
  ontvanger.closeAllConnections();
  ontvanger.close();
});

const bij = (pad: string) => `http://localhost:${(ontvanger.address() as AddressInfo).port}${pad}`;

async function wijzig(configmap: string, doe: (tekst: string) => string): Promise<void> {
  const bestand = join(configmap, 'toepassingen/smartschool.yaml');
  await writeFile(bestand, doe(await readFile(bestand, 'utf8')));
}

/** The key file of a party, as its owner keeps it. */
async function sleutelVan(partij: string): Promise<string> {
  const bestand = join(idp.configmap, '..', `${partij}.jwk`);
  await writeFile(bestand, JSON.stringify(idp.sleutels.get(partij)));
  return bestand;
}

const onderteken = async (partij: string, sleutelVanPartij = partij) =>
  leeridBij(
    idp,
    ...['toepassing', 'onderteken', 'smartschool', '--partij', partij],
    ...['--sleutel', await sleutelVan(sleutelVanPartij)],
  );

/** Signs in and receives data, because only an application that received is told of the end. */
async function kanAanmelden(): Promise<boolean> {
  const rp = await relyingParty(idp, 'smartschool');
  const { url, controles } = await vraagAan(rp, 'smartschool');
  const { verder } = await new Bezoeker().meldAan(url, 'leerling.gewoon').catch(() => ({ verder: undefined }));
  if (!verder?.searchParams.has('code')) return false;
  const tokens = await client.authorizationCodeGrant(rp, verder, controles);
  return tokens.claims() !== undefined;
}

test('an edited dossier closes with a clear line, nothing goes to its new addresses, and signing it opens again', async () => {
  expect(await kanAanmelden()).toBe(true);

  const bericht = once(ontvanger, 'bericht');
  await wijzig(idp.configmap, (tekst) => tekst.replace('/echt', '/vals').replace(/^naam: .*$/m, 'naam: Anders'));
  await idp.ververs();
  expect(await kanAanmelden()).toBe(false);
  expect(idp.logregels.join('')).toContain('smartschool.yaml: het bestand is na de ondertekening gewijzigd');
  await bericht;
  expect(bezocht).toEqual(['/echt']);

  const dicht = leeridBij(idp, 'toepassing', 'controleer', 'smartschool');
  expect(dicht).toMatchObject({ status: 1 });
  expect(dicht.stdout).toMatch(/✗ .*smartschool\.yaml: het bestand is na de ondertekening gewijzigd/);

  const getekend = await onderteken('smartbit');
  expect(getekend).toMatchObject({ status: 0, stdout: 'smartschool: ondertekend door smartbit\n' });
  const open = leeridBij(idp, 'toepassing', 'controleer', 'smartschool');
  expect(open).toMatchObject({ status: 0 });
  expect(open.stdout).toMatch(
    /✓ smartschool: open onder protocol "smartschool"\n +getekend door smartbit op 2026-11-23T/,
  );
  await idp.ververs();
  expect(await kanAanmelden()).toBe(true);
});

test('toepassing onderteken refuses the wrong party, the wrong key and a dossier that is not sound', async () => {
  expect((await onderteken('dov')).stdout).toMatch(/"dov" kan dit dossier niet tekenen: .*partij "smartbit"/);
  expect((await onderteken('meemoo')).stdout).toMatch(/"meemoo" kan dit dossier niet tekenen/);
  expect((await onderteken('smartbit', 'dov')).stdout).toContain(
    `deze sleutel hoort niet bij "smartbit" in ${idp.configmap}/partijen`,
  );
  const zonder = leeridBij(idp, 'toepassing', 'onderteken', 'bestaat-niet', '--partij', 'smartbit', '--sleutel', 'x');
  expect(zonder).toMatchObject({ status: 1, stdout: 'toepassing "bestaat-niet" heeft geen dossier\n' });

  await wijzig(idp.configmap, (tekst) => tekst.replace('protocol: smartschool', 'protocol: bestaat-niet'));
  expect((await onderteken('smartbit')).stdout).toMatch(/protocol "bestaat-niet" bestaat niet/);
  await wijzig(idp.configmap, (tekst) => `${tekst}onbekend: veld\n`);
  expect((await onderteken('smartbit')).stdout).toMatch(/smartschool\.yaml: .*onbekend/);
});

test('toepassing controleer tells of all, and of one that is not there', async () => {
  const alle = leeridBij(idp, 'toepassing', 'controleer');
  expect(alle.status).toBe(0);
  for (const client of ['smartschool', 'archief-voor-onderwijs', 'toetsplatform'])
    expect(alle.stdout).toContain(`✓ ${client}: open onder protocol`);
  expect(alle.stdout).toMatch(/✓ toetsplatform.*\n +getekend door dov/);
  const geen = leeridBij(idp, 'toepassing', 'controleer', 'bestaat-niet');
  expect(geen).toMatchObject({ status: 1 });
  expect(geen.stdout).toContain('toepassing "bestaat-niet" heeft geen dossier');
});
