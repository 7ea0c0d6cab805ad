import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import * as client from 'openid-client';
import { leerlingVan } from '../../../src/register/index.ts';
import { emailVan } from '../../../src/register/opdrachten/email.ts';
import { Bezoeker } from '../../opzet/bezoek/bezoeker.ts';
import { type Idp, startIdp } from '../../opzet/server/idp.ts';
import { leeridBij } from '../../opzet/server/leerid.ts';
import { relyingParty, vraagAan } from '../../opzet/toepassing/relying_party.ts';

/** `leerid leerling email`: for now the only way in which a pupil's own address comes into LeerID. */

const NAAM = 'leerling.historiek';
const ADRES = 'kind+school@thuis.example';

let idp: Idp;
const omgeving = process.env;
beforeAll(async () => {
  idp = await startIdp();
  process.env = { ...omgeving, DATABASE_URL: idp.databaseUrl };
});
afterAll(async () => {
  process.env = omgeving;
  await idp.stop();
});

const email = (wie: string, adres?: string, leeg = false) => emailVan(idp, wie, adres, leeg, 'hulp_aan_leerling');
const metTijd = /^leerling\.historiek: e-mailadres (gegeven|leeggemaakt) in LeerID, 2026-11-23 \d\d:\d\d$/;

async function ontvangen(): Promise<client.UserInfoResponse> {
  const rp = await relyingParty(idp, 'archief-voor-onderwijs');
  const { url, controles } = await vraagAan(rp, 'archief-voor-onderwijs');
  const { verder } = await new Bezoeker().meldAan(url, NAAM);
  const { access_token } = await client.authorizationCodeGrant(rp, verder as URL, controles);
  return client.fetchUserInfo(rp, access_token, client.skipSubjectCheck);
}

test('given, it leaves in the place of what was delivered; emptied, nothing does; the screen never shows it', async () => {
  expect(await email(NAAM)).toEqual({ regels: [`${NAAM}: e-mailadres uit Discimus`], goed: true });
  const gegeven = leeridBij(idp, 'leerling', 'email', NAAM, ADRES);
  const klaar = (wat: string) => `${NAAM}: e-mailadres ${wat}, een levering verandert het niet meer\n`;
  expect(gegeven).toMatchObject({ status: 0, stdout: klaar('gegeven'), stderr: '' });
  expect(await ontvangen()).toMatchObject({ email: ADRES });
  expect(await email(NAAM)).toEqual({ regels: [expect.stringMatching(metTijd)], goed: true });
  expect(leeridBij(idp, 'leerling', 'email', NAAM, '--leeg')).toMatchObject({
    status: 0,
    stdout: klaar('leeggemaakt'),
  });
  expect(await ontvangen()).not.toHaveProperty('email');
  expect(await email(NAAM)).toEqual({ regels: [expect.stringMatching(metTijd)], goed: true });
});

test('by the account as well; who has no address has none', async () => {
  const leerling = (await leerlingVan(idp.db, 'leerling.gewoon')) ?? '';
  const account = idp.db.selectFrom('accounts').select('account_uuid').where('leerling_id', '=', leerling);
  const { account_uuid } = await account.executeTakeFirstOrThrow();
  expect(await email(account_uuid)).toEqual({ regels: [`${account_uuid}: geen e-mailadres`], goed: true });
  expect((await email(account_uuid.toUpperCase(), ADRES)).goed).toBe(true);
  const wie = await idp.db.selectFrom('leerlingen').select('id').where('email', '=', ADRES).execute();
  expect(wie).toEqual([{ id: leerling }]);
});

describe('refused, and nothing changes', () => {
  test.each<[string, string, string | undefined, boolean, string]>([
    ['no address', 'leerling.tijdelijk', 'kind@school', false, 'dit is geen e-mailadres van hoogstens 254 tekens'],
    ['an empty one', 'leerling.tijdelijk', '', false, 'dit is geen e-mailadres van hoogstens 254 tekens'],
    ['too long', 'leerling.tijdelijk', `${'x'.repeat(250)}@a.be`, false, 'dit is geen e-mailadres'],
    ['two at once', 'leerling.tijdelijk', 'a@b.be, c@d.be', false, 'dit is geen e-mailadres'],
    ['an address and --leeg', 'leerling.tijdelijk', ADRES, true, 'geef een adres of --leeg, niet allebei'],
    ['a name that nobody has', 'niemand', ADRES, false, 'gebruikersnaam of account "niemand" bestaat niet'],
    ['an account that nobody has', randomUUID(), undefined, true, 'bestaat niet'],
    ['asked of nobody', 'niemand', undefined, false, 'bestaat niet'],
  ])('%s', async (_, wie, adres, leeg, raad) => {
    const ervoor = await idp.db.selectFrom('leerlingen').selectAll().orderBy('id').execute();
    expect(await email(wie, adres, leeg)).toEqual({ regels: [expect.stringContaining(raad)], goed: false });
    expect(await idp.db.selectFrom('leerlingen').selectAll().orderBy('id').execute()).toEqual(ervoor);
  });

  test('while a load holds the pupil: it says so, and waits no longer than three seconds', async () => {
    await idp.db.transaction().execute(async (trx) => {
      await trx.selectFrom('leerlingen').select('id').forUpdate().execute();
      await expect(email(NAAM, ADRES)).rejects.toThrow('er loopt een lading: probeer het opnieuw als die klaar is');
    });
  });
});
