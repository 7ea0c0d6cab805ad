import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import * as client from 'openid-client';
import { hashWachtwoord } from '../../src/aanmelden/index.ts';
import { geefCode } from '../../src/aanmelden/opdrachten/activatiecodes.ts';
import { DEMOWACHTWOORD } from '../../src/demo/leerlingen.ts';
import { HUIS } from '../../src/kamers.ts';
import { bewaar, maakAfmelder } from '../../src/oidc/index.ts';
import { leerlingVan } from '../../src/register/index.ts';
import { blokkeer } from '../../src/register/opdrachten/blokkering.ts';
import { legStopVast } from '../../src/toepassingen/index.ts';
import { Bezoeker } from '../opzet/bezoek/bezoeker.ts';
import { afmeldgeheim } from '../opzet/bezoek/formulier.ts';
import { opdrachtenHier } from '../opzet/server/eigen_proces.ts';
import { type Idp, startIdp } from '../opzet/server/idp.ts';
import { type Ontvanger, startOntvanger } from '../opzet/toepassing/afmeldontvanger.ts';
import { relyingParty, SCOPES, vraagAan } from '../opzet/toepassing/relying_party.ts';

/**
 * Only an application that received the pupil's `sub` is told of a sign-out, because a logout token names the
 * pupil as well.
 */

const NAAM = 'leerling.geenarchief';
const KREEG = 'smartschool';
const GEWEIGERD = 'archief-voor-onderwijs';
const NIET_INGEWISSELD = 'toetsplatform';

let ontvanger: Ontvanger;
let idp: Idp;
let zetTerug: () => void;
let hash: string;
beforeAll(async () => {
  ontvanger = await startOntvanger();
  idp = await startIdp(async (configmap) => {
    for (const clientId of Object.keys(SCOPES)) {
      const dossier = join(configmap, 'toepassingen', `${clientId}.yaml`);
      await appendFile(dossier, `backchannel_logout_uri: ${ontvanger.adres(clientId)}\n`);
    }
  });
  hash = await hashWachtwoord(DEMOWACHTWOORD);
  zetTerug = opdrachtenHier(idp.databaseUrl);
});
afterAll(async () => {
  zetTerug();
  await idp.stop();
  ontvanger.stop();
});
beforeEach(async () => {
  await idp.db.updateTable('leerlingen').set({ geblokkeerd_op: null }).execute();
  await idp.db.updateTable('aanmeldmiddelen').set({ wachtwoord_hash: hash }).execute();
});
afterEach(async () => {
  await idp.db.deleteFrom('afmeldberichten').execute();
  ontvanger.berichten.splice(0);
});

/** Applications that were told or will be: a message waits in the table until it has arrived. */
async function verteldAan(): Promise<string[]> {
  const wachtend = await idp.db.selectFrom('afmeldberichten').select('client_id').execute();
  const alle = [...wachtend.map(({ client_id }) => client_id), ...ontvanger.berichten.map(({ clientId }) => clientId)];
  return [...new Set(alle)].sort();
}

const gelogdBij = async (clientId: string) =>
  (await idp.db.selectFrom('privacylog').select('client_id').where('client_id', '=', clientId).execute()).length;

async function vraagCode(clientId: string, bezoeker: Bezoeker, naam = NAAM) {
  const rp = await relyingParty(idp, clientId);
  const stil: Record<string, string> = bezoeker.koekje('leerid') ? { prompt: 'none' } : {};
  const { url, controles } = await vraagAan(rp, clientId, stil);
  const { verder } = bezoeker.koekje('leerid') ? await bezoeker.volg(url) : await bezoeker.meldAan(url, naam);
  return { rp, controles, verder: verder as URL };
}

async function meldAanBij(clientId: string, bezoeker: Bezoeker, naam = NAAM) {
  const { rp, controles, verder } = await vraagCode(clientId, bezoeker, naam);
  return { rp, tokens: await client.authorizationCodeGrant(rp, verder, controles) };
}

/** Signed in at one application, refused at another, and on the way to a third one. */
async function begin() {
  const bezoeker = new Bezoeker();
  const { rp, tokens } = await meldAanBij(KREEG, bezoeker);
  const geweigerd = await vraagCode(GEWEIGERD, bezoeker);
  expect(geweigerd.verder.searchParams.get('error')).toBe('access_denied');
  const onderweg = await vraagCode(NIET_INGEWISSELD, bezoeker);
  expect(onderweg.verder.searchParams.has('code')).toBe(true);
  return { bezoeker, rp, claims: tokens.claims(), onderweg };
}

type Begonnen = Awaited<ReturnType<typeof begin>>;

async function meldAf({ bezoeker, rp }: Pick<Begonnen, 'bezoeker' | 'rp'>): Promise<void> {
  const html = (await bezoeker.volg(client.buildEndSessionUrl(rp, {}))).text;
  const xsrf = afmeldgeheim(html);
  await bezoeker.stuur(`${idp.issuer}/logout/confirm`, { xsrf, logout: 'yes' });
}

async function datBenIkNiet({ bezoeker, rp }: Begonnen): Promise<void> {
  const { url } = await vraagAan(rp, KREEG, { prompt: 'login' });
  const pagina = (await bezoeker.volg(url)) as unknown as { adres: URL };
  await bezoeker.stuur(`${pagina.adres.href}/anders`, {});
}

async function nieuwWachtwoord(): Promise<void> {
  const { regels } = await geefCode(idp, NAAM, 'hulp_aan_leerling');
  const code = /[0-9A-Z]{5}-[0-9A-Z]{5}-[0-9A-Z]{5}/.exec(regels[0] ?? '')?.[0] ?? '';
  const nieuw = 'drie gekke eekhoorns';
  const velden = { gebruikersnaam: NAAM, code, wachtwoord: nieuw, nogmaals: nieuw };
  await new Bezoeker().stuur(`${idp.issuer}/activeren`, velden);
}

describe('an application that refused him, and one that never redeemed its code, hear nothing', () => {
  test.each<[string, (begonnen: Begonnen) => Promise<unknown>]>([
    ['signing out', meldAf],
    ['"Dat ben ik niet"', datBenIkNiet],
    ['a block', () => blokkeer(idp, NAAM, 'hulp_aan_leerling')],
    ['a new activation code', () => geefCode(idp, NAAM, 'hulp_aan_leerling')],
    ['a new password', nieuwWachtwoord],
  ])('%s', async (_, beeindig) => {
    const begonnen = await begin();
    await beeindig(begonnen);
    expect(await verteldAan()).toEqual([KREEG]);
    await ontvanger.ontvang(1);
    const { sub, sid } = begonnen.claims as client.IDToken;
    expect(ontvanger.berichten.map(({ inhoud }) => [inhoud.sub, inhoud.sid])).toEqual([[sub, sid]]);
    expect([await gelogdBij(GEWEIGERD), await gelogdBij(NIET_INGEWISSELD)]).toEqual([0, 0]);
  });

  test('retention', async () => {
    await begin();
    const wie = (await leerlingVan(idp.db, NAAM)) ?? '';
    const inschrijving = idp.db.updateTable('inschrijvingen').where('leerling_id', '=', wie);
    await inschrijving.set({ tot: '2026-11-22' }).execute();
    await sql`update accounts set aangemaakt_op = aangemaakt_op - interval '4 years',
      laatst_aangemeld_op = laatst_aangemeld_op - interval '4 years' where leerling_id = ${wie}`.execute(idp.db);
    const termijn = Temporal.Duration.from('P3Y');
    const toepassingen = () => [KREEG, GEWEIGERD, NIET_INGEWISSELD].map(alsToepassing);
    const bewaartermijnen = { zonderInschrijving: termijn, inactiefAccount: termijn };
    const afmelder = maakAfmelder(idp.db, toepassingen as never);
    await bewaar({ klok: idp.klok, kamers: HUIS.kamers, afmelder, bewaartermijnen });
    expect(await verteldAan()).toEqual([KREEG]);
  });
});

function alsToepassing(client_id: string) {
  const id_token = { id_token_signed_response_alg: 'ES256' };
  return { dossier: { client_id, backchannel_logout_uri: ontvanger.adres(client_id), id_token } };
}

test('a pupil who may in nowhere: nobody hears of his block', async () => {
  const rp = await relyingParty(idp, KREEG);
  const { url } = await vraagAan(rp, KREEG);
  expect((await new Bezoeker().meldAan(url, 'leerling.uitgeschreven')).verder).toBeUndefined();
  await blokkeer(idp, 'leerling.uitgeschreven', 'hulp_aan_leerling');
  expect(await verteldAan()).toEqual([]);
});

test('who gets in after a refusal is told of from then on', async () => {
  const naam = 'leerling.tijdelijk';
  const wie = (await leerlingVan(idp.db, naam)) ?? '';
  const zichtbaar = await idp.db.deleteFrom('zichtbaarheid').where('leerling_id', '=', wie).returningAll().execute();
  const bezoeker = new Bezoeker();
  const toets = await meldAanBij(NIET_INGEWISSELD, bezoeker, naam);
  expect((await vraagCode(KREEG, bezoeker)).verder.searchParams.get('error')).toBe('access_denied');
  const rijen = zichtbaar.map(({ sinds, ...rij }) => ({ ...rij, sinds: String(sinds) }));
  await idp.db.insertInto('zichtbaarheid').values(rijen).execute();
  await meldAanBij(KREEG, bezoeker);
  await meldAf({ bezoeker, rp: toets.rp });
  expect(await verteldAan()).toEqual([KREEG, NIET_INGEWISSELD]);
});

test('the end of an act, told of who received something under it and not of who was refused', async () => {
  const { tokens } = await meldAanBij(GEWEIGERD, new Bezoeker(), 'leerling.gewoon');
  await meldAanBij(KREEG, new Bezoeker(), 'leerling.tweescholen');
  const bezoeker = new Bezoeker();
  await meldAanBij(NIET_INGEWISSELD, bezoeker, 'leerling.tweescholen');
  await vraagCode(GEWEIGERD, bezoeker);
  expect((await vraagCode(KREEG, bezoeker)).verder.searchParams.has('code')).toBe(true);
  const stop = { op: '2026-11-23', door: 'dov', reden: 'inbreuk' };
  for (const akte of [GEWEIGERD, KREEG]) await legStopVast(idp.db, akte, stop, idp.klok.nu());
  await idp.ververs();
  await ontvanger.ontvang(2);
  expect(await verteldAan()).toEqual([GEWEIGERD, KREEG]);
  expect(ontvanger.van(GEWEIGERD).map(({ inhoud }) => inhoud.sub)).toEqual([tokens.claims()?.sub]);
  expect(ontvanger.van(KREEG)).toHaveLength(1);
});
