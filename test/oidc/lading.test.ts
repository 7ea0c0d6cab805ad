import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { JWTPayload } from 'jose';
import * as client from 'openid-client';
import { hashWachtwoord } from '../../src/aanmelden/index.ts';
import { DEMOWACHTWOORD } from '../../src/demo/leerlingen.ts';
import { beginAlles } from '../opzet/bezoek/begonnen.ts';
import { Bezoeker } from '../opzet/bezoek/bezoeker.ts';
import { type Regel, regel, schrijfLevering, zonderInsz } from '../opzet/register/nachten.ts';
import { type Idp, startIdp } from '../opzet/server/idp.ts';
import { gebeurtenissen, leerid, leeridBij, metRegister } from '../opzet/server/leerid.ts';
import { type Ontvanger, startOntvanger } from '../opzet/toepassing/afmeldontvanger.ts';
import { relyingParty, vraagAan } from '../opzet/toepassing/relying_party.ts';

/**
 * What a night of Discimus does to signed-in pupils: the session ends, the application is told, and it learns
 * the rest.
 */

const TOEPASSING = 'archief-voor-onderwijs';
const ELDERS = { instellingsnummer: '990002' };
/** This pupil until his INSZ is known, with an extra first name. */
const DERDE = zonderInsz(3, { voornaam: 'Kind c d', ...ELDERS });
/** The second pupil in another school's lines, under the keys by which the third was known. */
const ZELFDE = regel(2, { unieke_persoon: 'UP-3', geregistreerde_persoon: 'GP-3', stamnummer: '2600003', ...ELDERS });
let ontvanger: Ontvanger;
let idp: Idp;
let nacht: Temporal.PlainDate;
let voorDeSamenvoeging: Awaited<ReturnType<typeof beginAlles>>;

beforeAll(async () => {
  ontvanger = await startOntvanger();
  idp = await startIdp((configmap) =>
    appendFile(
      join(configmap, 'toepassingen', `${TOEPASSING}.yaml`),
      `backchannel_logout_uri: ${ontvanger.adres(TOEPASSING)}\n`,
    ),
  );
  nacht = Temporal.PlainDate.from('2026-11-18');
  await laad([zonderInsz(1), regel(2), DERDE, regel(4), regel(5), zonderInsz(6)]);
  await stelOpen();
});
afterAll(async () => {
  await idp.stop();
  ontvanger.stop();
});

async function laad(inschrijvingen: Regel[], ...opties: string[]) {
  const manifest = await schrijfLevering({ peildatum: nacht.toString(), inschrijvingen });
  nacht = nacht.add({ days: 1 });
  const env = {
    ...metRegister(idp.databaseUrl),
    LEERID_INSZ_PEPPER: idp.instellingen.inszPeper,
    LEERID_CONFIG_DIR: idp.configmap,
    LEERID_PAIRWISE_SALT: idp.pairwiseZout,
  };
  const uit = await leerid(env, ['discimus', 'laad', manifest, '--toch', ...opties]);
  expect(uit).toMatchObject({ status: 0, stderr: '' });
  return gebeurtenissen(uit).at(-1);
}

const SCHOLEN = ['990001', '990002'];

/** The delivery's schools work with the application, and its pupils chose a password. */
async function stelOpen(): Promise<void> {
  const { db } = idp;
  await db
    .insertInto('samenwerkingen')
    .values(
      SCHOLEN.map((instellingsnummer) => ({
        instellingsnummer,
        client_id: TOEPASSING,
        van: '2026-09-01',
        tot: null,
      })),
    )
    .execute();
  const leerlingen = await db.selectFrom('leerlingen').select('id').where('naam', '=', 'Proefleerling').execute();
  await db
    .insertInto('zichtbaarheid')
    .values(
      leerlingen.flatMap(({ id }) =>
        SCHOLEN.map((instellingsnummer) => ({
          leerling_id: id,
          client_id: TOEPASSING,
          instellingsnummer,
          sinds: '2026-09-01T00:00:00Z',
        })),
      ),
    )
    .execute();
  await kiesWachtwoorden();
}

/**
 * Pupils without a password choose one.
 * @returns the pupils who had none
 */
async function kiesWachtwoorden(): Promise<string[]> {
  const wachtwoord_hash = await hashWachtwoord(DEMOWACHTWOORD);
  const gekozen = await idp.db
    .updateTable('aanmeldmiddelen')
    .set({ wachtwoord_hash })
    .where('wachtwoord_hash', 'is', null)
    .returning('gebruikersnaam')
    .execute();
  return gekozen.map(({ gebruikersnaam }) => gebruikersnaam);
}

async function meldAan(gebruikersnaam: string) {
  const rp = await relyingParty(idp, TOEPASSING);
  const bezoeker = new Bezoeker();
  const { url, controles } = await vraagAan(rp, TOEPASSING);
  const { verder } = await bezoeker.meldAan(url, gebruikersnaam);
  const tokens = await client.authorizationCodeGrant(rp, verder as URL, controles);
  const { sub, sid } = tokens.claims() as client.IDToken;
  const userinfo = () => client.fetchUserInfo(rp, tokens.access_token, sub);
  const isAangemeld = async () => {
    const stil = await vraagAan(rp, TOEPASSING, { prompt: 'none' });
    return (await bezoeker.volg(stil.url)).verder?.searchParams.has('code') === true;
  };
  const { account_uuid } = await idp.db
    .selectFrom('aanmeldmiddelen')
    .select('account_uuid')
    .where('gebruikersnaam', '=', gebruikersnaam)
    .executeTakeFirstOrThrow();
  return { sub, sid, userinfo, isAangemeld, account_uuid };
}

async function ontvang(aantal: number): Promise<JWTPayload[]> {
  await ontvanger.ontvang(aantal);
  return ontvanger.berichten.splice(0).map(({ inhoud }) => inhoud);
}

test('identified: signed out everywhere, and the next sign-in hands the account of before over', async () => {
  const eerst = await meldAan('kindb.proefleerl1');
  const begonnen = await beginAlles(idp, TOEPASSING, 'kindb.proefleerl1');
  const buur = await meldAan('kindc.proefleerl1');
  const morgen = [regel(1), regel(2), DERDE, regel(4), regel(5)];
  expect(await laad(morgen, '--proef')).toMatchObject({ proef: true, geidentificeerd: 1 });
  expect(await eerst.isAangemeld()).toBe(true);

  expect(await laad(morgen)).toMatchObject({ geidentificeerd: 1 });
  const gehoord = await ontvang(2);
  expect(new Set(gehoord.map(({ sub }) => sub))).toEqual(new Set([eerst.sub]));
  expect(gehoord).toContainEqual(expect.objectContaining({ sid: eerst.sid, aud: TOEPASSING }));
  expect(await begonnen.over()).toEqual([]);
  await expect(eerst.userinfo()).rejects.toThrow();
  expect(await eerst.isAangemeld()).toBe(false);
  expect(await buur.isAangemeld()).toBe(true);

  const later = await meldAan('kindb.proefleerl1');
  expect(later.sub).toBe(eerst.sub);
  expect(await later.userinfo()).toMatchObject({
    ov_leerid_uuid: expect.any(String),
    ov_account_uuid: later.account_uuid,
    ov_historiek_account_uuid: [eerst.account_uuid],
  });
  expect(later.account_uuid).not.toBe(eerst.account_uuid);
}, 30_000);

test('identified between the code and its redemption: an application that got no `sub` hears none', async () => {
  const rp = await relyingParty(idp, TOEPASSING);
  const { url, controles } = await vraagAan(rp, TOEPASSING);
  const { verder } = await new Bezoeker().meldAan(url, 'kindg.proefleerl1');
  const geidentificeerd = [regel(1), regel(2), DERDE, regel(4), regel(5), regel(6)];
  expect(await laad(geidentificeerd)).toMatchObject({ geidentificeerd: 1 });
  const wachtend = await idp.db.selectFrom('afmeldberichten').select('client_id').execute();
  expect([wachtend, ontvanger.berichten]).toEqual([[], []]);
  await expect(client.authorizationCodeGrant(rp, verder as URL, controles)).rejects.toThrow();
});

test('merged: the application hears it under the name by which it knew the pupil that went', async () => {
  const begonnen = await beginAlles(idp, TOEPASSING, 'kindcd.proefleer1');
  voorDeSamenvoeging = await beginAlles(idp, TOEPASSING, 'kindcd.proefleer1');
  const weg = await meldAan('kindcd.proefleer1');
  const blijft = await meldAan('kindc.proefleerl1');
  expect(await laad([regel(1), regel(2), ZELFDE, regel(4), regel(5)])).toMatchObject({ samengevoegd: 1 });
  expect((await ontvang(3)).map(({ sub }) => sub)).toEqual([weg.sub, weg.sub, weg.sub]);
  expect(await begonnen.over()).toEqual([]);
  await expect(weg.userinfo()).rejects.toThrow();
  expect(await blijft.isAangemeld()).toBe(true);

  // What the other school gave does not open this school's pupil: there is a new letter.
  expect(await kiesWachtwoorden()).toEqual(['kindcd.proefleer1']);
  const later = await meldAan('kindcd.proefleer1');
  expect(later.sub).toBe(blijft.sub);
  expect(await later.userinfo()).toMatchObject({
    ov_account_uuid: blijft.account_uuid,
    ov_historiek_account_uuid: [weg.account_uuid],
  });
}, 30_000);

test('another school signs out, by a line that ends or by one that is gone; another group does not', async () => {
  const begonnen = await beginAlles(idp, TOEPASSING, 'kinde.proefleerl1');
  const verhuisd = await meldAan('kinde.proefleerl1');
  const gewist = await meldAan('kindf.proefleerl1');
  const andereGroep = await meldAan('kindb.proefleerl1');
  const vandaag = nacht.toString();
  const gisteren = nacht.subtract({ days: 1 }).toString();
  await laad([
    regel(1, { tot: gisteren }),
    regel(1, { administratieve_groep: '13560', van: vandaag }),
    regel(2),
    ZELFDE,
    regel(4, { tot: gisteren }),
    regel(4, { van: vandaag, ...ELDERS }),
  ]);
  const afgemeld = await ontvang(3);
  expect(afgemeld.map(({ sub }) => sub).sort()).toEqual([verhuisd.sub, verhuisd.sub, gewist.sub].sort());
  expect(await begonnen.over()).toEqual([]);
  await expect(verhuisd.userinfo()).rejects.toThrow();
  await expect(gewist.userinfo()).rejects.toThrow();
  expect(await andereGroep.isAangemeld()).toBe(true);
  expect(await (await meldAan('kinde.proefleerl1')).userinfo()).toMatchObject({
    ov_inschrijvingen: [{ instellingsnummer: '990002' }],
  });
}, 30_000);

test('taken apart again: neither goes on with what was begun, before the merge or after it', async () => {
  const begonnen = [
    await beginAlles(idp, TOEPASSING, 'kindcd.proefleer1'),
    await beginAlles(idp, TOEPASSING, 'kindc.proefleerl1'),
  ];
  const [samenvoeging] = await idp.db.selectFrom('samenvoegingen').select('id').execute();
  expect(leeridBij(idp, 'leerling', 'ontkoppel', samenvoeging?.id ?? '').status).toBe(0);
  for (const { over } of [...begonnen, voorDeSamenvoeging]) expect(await over()).toEqual([]);
  expect((await kiesWachtwoorden()).sort()).toEqual(['kindc.proefleerl1', 'kindcd.proefleer1']);
  const later = await meldAan('kindcd.proefleer1');
  expect(await later.isAangemeld()).toBe(true);
}, 30_000);
