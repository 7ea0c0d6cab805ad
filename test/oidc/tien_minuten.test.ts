import { randomBytes } from 'node:crypto';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import * as client from 'openid-client';
import { Bezoeker } from '../opzet/bezoek/bezoeker.ts';
import { type Idp, startIdp } from '../opzet/server/idp.ts';
import { leeridBij } from '../opzet/server/leerid.ts';

/**
 * README, "Add an application in ten minutes": exactly its commands, from an empty configuration folder to a
 * signed-in pupil.
 */

const CALLBACK = 'https://rekenboek.example/callback';
/** What somebody who reads the template fills in: by field, and by file where that matters. */
const INGEVULD: Record<string, string> = {
  voorblad: '2026-06-01',
  datum: '2026-05-01',
  termijn: 'P3Y',
  avg: '6.1.e',
  'dov.kbo': '0316.380.841',
  'dov.vestigingseenheid': '2.199.310.989',
  'uitgever.kbo': '0479.803.174',
  'uitgever.vestigingseenheid': '2.161.046.469',
  redirect_uris: CALLBACK,
};

let idp: Idp;
beforeAll(async () => {
  idp = await startIdp(leegMaken);
});
afterAll(() => idp.stop());

async function leegMaken(configmap: string): Promise<void> {
  for (const map of ['partijen', 'protocollen', 'toepassingen']) {
    for (const naam of await readdir(join(configmap, map))) await rm(join(configmap, map, naam), { recursive: true });
  }
}

/** The lines of the README: the commands, and between them what to fill in. */
async function regels(): Promise<string[]> {
  const tekst = await readFile('README.md', 'utf8');
  const deel = tekst.slice(tekst.indexOf('## Add an application in ten minutes'));
  return (/```sh\n([^`]+)```/.exec(deel)?.[1] ?? '').trim().split('\n');
}

/** Each INVULLEN gets a value that suits its field. */
async function vulIn(bestand: string): Promise<void> {
  const pad = join(idp.configmap, bestand);
  const naam = /([^/]+)\.yaml$/.exec(bestand)?.[1] ?? '';
  let veld = '';
  const ingevuld = (await readFile(pad, 'utf8')).split('\n').map((regel) => {
    if (regel.trimStart().startsWith('#')) return regel;
    veld = /([a-z_]+): *[^:]*$/.exec(regel)?.[1] ?? veld;
    return regel.replace('INVULLEN', INGEVULD[`${naam}.${veld}`] ?? INGEVULD[veld] ?? 'Zoals afgesproken');
  });
  await writeFile(pad, ingevuld.join('\n'));
}

async function voerUit(regel: string): Promise<void> {
  if (regel.startsWith('#')) {
    for (const [, bestand = ''] of regel.matchAll(/config\/(\S+\.yaml)/g)) await vulIn(bestand);
    return;
  }
  const woorden = /^npm run leerid -- (.+)$/.exec(regel)?.[1]?.split(' ') ?? [];
  const opdracht = woorden.map((woord) => (woord.endsWith('.jwk') ? join(idp.configmap, '..', woord) : woord));
  const { status, stdout, stderr } = leeridBij(idp, ...opdracht);
  expect({ regel, status, uitvoer: stdout + (status ? stderr : '') }).toMatchObject({ status: 0 });
}

test('its commands, and two statements, let a pupil sign in', async () => {
  const alle = await regels();
  expect(alle.filter((regel) => regel.startsWith('npm run leerid -- '))).toHaveLength(11);
  idp.omgeving.REKENBOEK_CLIENT_SECRET = randomBytes(32).toString('hex');
  for (const regel of alle) await voerUit(regel);
  await idp.ververs();
  expect(idp.logregels.join('')).toMatch(/"clientId":"rekenboek".*toepassing aangesloten/);

  const beheer = await readFile('docs/beheer.md', 'utf8');
  const [, statements = ''] = /```sql\n(insert into samenwerkingen[^`]+)```/.exec(beheer) ?? [];
  const { instellingsnummer } = await idp.db
    .selectFrom('inschrijvingen as i')
    .innerJoin('accounts as a', 'a.leerling_id', 'i.leerling_id')
    .innerJoin('aanmeldmiddelen as m', 'm.account_uuid', 'a.account_uuid')
    .select('i.instellingsnummer')
    .where('m.gebruikersnaam', '=', 'leerling.gewoon')
    .executeTakeFirstOrThrow();
  for (const statement of statements
    .replaceAll('012345', instellingsnummer)
    .split(';')
    .filter((een) => een.trim()))
    await sql.raw(statement).execute(idp.db);

  const rp = await client.discovery(
    new URL(idp.issuer),
    'rekenboek',
    { id_token_signed_response_alg: 'ES256' },
    client.ClientSecretBasic(idp.omgeving.REKENBOEK_CLIENT_SECRET),
    { execute: [client.allowInsecureRequests] },
  );
  const pkceCodeVerifier = client.randomPKCECodeVerifier();
  const expectedNonce = client.randomNonce();
  const vraag = client.buildAuthorizationUrl(rp, {
    redirect_uri: CALLBACK,
    scope: 'openid profile ov_leerling',
    nonce: expectedNonce,
    code_challenge: await client.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: 'S256',
  });
  const { verder } = await new Bezoeker().meldAan(vraag, 'leerling.gewoon');
  const tokens = await client.authorizationCodeGrant(rp, verder as URL, { pkceCodeVerifier, expectedNonce });
  const userinfo = await client.fetchUserInfo(rp, tokens.access_token, tokens.claims()?.sub ?? '');
  expect(userinfo).toMatchObject({ family_name: expect.any(String), ov_leerid_uuid: expect.any(String) });
}, 120_000);
