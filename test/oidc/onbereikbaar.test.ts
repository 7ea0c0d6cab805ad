import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import * as client from 'openid-client';
import supertest from 'supertest';
import { DEMOWACHTWOORD } from '../../src/demo/leerlingen.ts';
import { Bezoeker } from '../opzet/bezoek/bezoeker.ts';
import { aanmeldactie } from '../opzet/bezoek/formulier.ts';
import { type Idp, startIdp } from '../opzet/server/idp.ts';
import { relyingParty, vraagAan } from '../opzet/toepassing/relying_party.ts';

/** The database fails at one single step of a request. `database_weg.test.ts` takes all of it away. */

let idp: Idp;
beforeAll(async () => {
  idp = await startIdp();
  // The code of a server that shuts down: what a statement gets when PostgreSQL ends its connection.
  await sql`create function valt_weg() returns trigger language plpgsql as
    $$ begin raise exception 'weg' using errcode = '57P01'; end $$`.execute(idp.db);
});
afterAll(() => idp.stop());

let kapot: string | undefined;
async function valtWeg(tabel: string): Promise<void> {
  kapot = tabel;
  await sql`create trigger valt_weg before insert on ${sql.table(tabel)} for each statement execute function valt_weg()`.execute(
    idp.db,
  );
}
const herstel = async () => {
  if (kapot) await sql`drop trigger valt_weg on ${sql.table(kapot)}`.execute(idp.db);
  kapot = undefined;
};
afterEach(herstel);

async function meldAan() {
  const rp = await relyingParty(idp, 'smartschool');
  const { url, controles } = await vraagAan(rp, 'smartschool');
  const bezoeker = new Bezoeker();
  const { verder } = await bezoeker.meldAan(url, 'leerling.gewoon');
  return { bezoeker, tokens: await client.authorizationCodeGrant(rp, verder as URL, controles) };
}

test('the privacy log can not be written: no data, and a client reads that it may come back', async () => {
  const { tokens } = await meldAan();
  await valtWeg('privacylog');
  const koppen = { authorization: `Bearer ${tokens.access_token}` };
  const antwoord = await supertest(idp.issuer).get('/userinfo').set(koppen);
  expect(antwoord.status).toBe(503);
  expect(antwoord.get('retry-after')).toBe('60');
  const uitleg = 'Wacht een minuut en probeer dan opnieuw.';
  expect(antwoord.body).toEqual({
    error: 'even_onbereikbaar',
    error_description: uitleg,
    spoor: expect.any(String),
  });
  expect(idp.logregels.at(-2)).toContain('database onbereikbaar');
});

test('the session can not be kept once the code is made: the code stays inside', async () => {
  const { bezoeker } = await meldAan();
  await valtWeg('oidc_session_clients');
  const { url } = await vraagAan(await relyingParty(idp, 'toetsplatform'), 'toetsplatform');
  const antwoord = await bezoeker.haal(url);
  expect(antwoord.status).toBe(503);
  expect(antwoord.get('location')).toBeUndefined();
  expect(antwoord.text).not.toMatch(/code=|server_error/);
});

test('a page for a browser, JSON for who asks for it, and who signed in goes on when it is back', async () => {
  const bezoeker = new Bezoeker();
  const { url } = await vraagAan(await relyingParty(idp, 'smartschool'), 'smartschool');
  const actie = new URL(aanmeldactie((await bezoeker.volg(url)).text), url);
  const velden = { gebruikersnaam: 'leerling.gewoon', wachtwoord: DEMOWACHTWOORD };
  const antwoord = await bezoeker.post(actie, velden, { origin: idp.issuer });
  const verder = new URL(antwoord.get('location') ?? '', url);
  await valtWeg('oidc_gebruikte_antwoorden');
  const pagina = await bezoeker.haal(verder, { accept: 'text/html' });
  expect([pagina.status, pagina.get('retry-after')]).toEqual([503, '60']);
  expect(pagina.text).toContain('LeerID is even niet bereikbaar');
  const json = await bezoeker.haal(verder, { accept: 'application/json' });
  expect([json.status, json.get('retry-after')]).toEqual([503, '60']);
  expect(json.body).toMatchObject({ error: 'even_onbereikbaar' });
  await herstel();
  expect((await bezoeker.volg(verder)).verder?.searchParams.has('code')).toBe(true);
});
