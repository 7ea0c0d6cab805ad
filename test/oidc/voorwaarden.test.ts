import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import * as client from 'openid-client';
import { Bezoeker } from '../opzet/bezoek/bezoeker.ts';
import { type Idp, SCHOOLDAG, startIdp } from '../opzet/server/idp.ts';
import { relyingParty, vraagAan } from '../opzet/toepassing/relying_party.ts';

/** Each act has its own conditions at the door: with real clients, against the whole provider. */

let idp: Idp;
let leerling: { id: string; account_uuid: string };
beforeAll(async () => {
  idp = await startIdp();
  leerling = await idp.db
    .selectFrom('aanmeldmiddelen')
    .innerJoin('accounts', 'accounts.account_uuid', 'aanmeldmiddelen.account_uuid')
    .select(['accounts.account_uuid', 'leerling_id as id'])
    .where('gebruikersnaam', '=', 'leerling.gewoon')
    .executeTakeFirstOrThrow();
});
afterAll(() => idp.stop());
beforeEach(() => idp.klok.zet(SCHOOLDAG));

const aanvraag = async (clientId: string) => {
  const rp = await relyingParty(idp, clientId);
  return { rp, ...(await vraagAan(rp, clientId)) };
};

/** The page on which a refused pupil reads the reason, or what the application receives. */
async function meldAan(clientId: string) {
  const { rp, url, controles } = await aanvraag(clientId);
  const bezoeker = new Bezoeker();
  const { verder, text } = await bezoeker.meldAan(url, 'leerling.gewoon').then(async (antwoord) => ({
    verder: antwoord.verder,
    text: antwoord.verder ? '' : antwoord.text,
  }));
  if (!verder) return { pagina: text };
  const tokens = await client.authorizationCodeGrant(rp, verder, controles);
  const vraagOp = () => client.fetchUserInfo(rp, tokens.access_token, String(tokens.claims()?.sub));
  return { pagina: '', userinfo: await vraagOp(), vraagOp };
}

const niveau = (hoofdstructuur: '111' | '121' | '211') =>
  idp.db.updateTable('inschrijvingen').set({ hoofdstructuur }).where('leerling_id', '=', leerling.id).execute();

describe('S0 and S1 are for compulsory education: lager and secundair (recitals C and D, art. 2)', () => {
  afterEach(() => niveau('211'));

  test.each(['smartschool', 'archief-voor-onderwijs'])(
    'a toddler may not in at %s, and nothing is handed over',
    async (clientId) => {
      await niveau('111');
      const voor = await aantalRijen();
      expect((await meldAan(clientId)).pagina).toContain('niet_in_doelgroep');
      expect(await aantalRijen()).toBe(voor);
    },
  );

  test('who turns out a toddler after signing in gets nothing any more', async () => {
    const { vraagOp } = await meldAan('smartschool');
    await niveau('121');
    await expect(vraagOp?.()).rejects.toThrow();
    await niveau('211');
    expect(await vraagOp?.()).toMatchObject({ family_name: 'Voorbeeldleerling' });
  });
});

describe('S3 asks an assigned test in an open window, and nothing of the school (art. 4)', () => {
  const toetsen = () =>
    idp.db.selectFrom('toetstoewijzingen').selectAll().where('leerling_id', '=', leerling.id).execute();
  const wis = () => idp.db.deleteFrom('toetstoewijzingen').where('leerling_id', '=', leerling.id).execute();
  const wijsToe = (van: string, tot: string) =>
    idp.db.insertInto('toetstoewijzingen').values({ leerling_id: leerling.id, toets: 'WIS-4L', van, tot }).execute();
  let eigen: Awaited<ReturnType<typeof toetsen>>;
  beforeAll(async () => {
    eigen = await toetsen();
  });
  afterEach(async () => {
    await wis();
    for (const { toets, van, tot } of eigen) {
      await idp.db
        .insertInto('toetstoewijzingen')
        .values({ leerling_id: leerling.id, toets, van: van.toString(), tot: tot.toString() })
        .execute();
    }
  });

  test('no school works with the test platform or made it visible, and the pupil is in', async () => {
    for (const tabel of ['samenwerkingen', 'zichtbaarheid'] as const) {
      const rijen = await idp.db
        .selectFrom(tabel)
        .select('client_id')
        .where('client_id', '=', 'toetsplatform')
        .execute();
      expect(rijen).toEqual([]);
    }
    expect((await meldAan('toetsplatform')).userinfo).toMatchObject({
      given_name: 'Gewone',
      ov_toetsen: [{ toets: 'WIS-4L' }],
    });
  });

  test('without any, the name stays in as well', async () => {
    await wis();
    const { pagina } = await meldAan('toetsplatform');
    expect(pagina).toContain('geen_toets');
    expect(pagina).toContain('Er staat nu geen toets voor jou klaar');
  });

  test('one of last year opens nothing, and beside one of this round it does not leave', async () => {
    await wis();
    await wijsToe('2025-11-24T08:00:00Z', '2025-11-24T09:00:00Z');
    expect((await meldAan('toetsplatform')).pagina).toContain('geen_toets');
    await wijsToe('2026-11-24T08:00:00Z', '2026-11-24T09:00:00Z');
    expect((await meldAan('toetsplatform')).userinfo?.ov_toetsen).toEqual([
      { toets: 'WIS-4L', toetsmoment: { van: '2026-11-24T08:00:00Z', tot: '2026-11-24T09:00:00Z' } },
    ]);
  });

  test('an assignment that is taken back ends what began with it', async () => {
    const { vraagOp } = await meldAan('toetsplatform');
    await wis();
    await expect(vraagOp?.()).rejects.toThrow();
  });

  test('a round that closes at midnight closes on who is signed in, and for who begins', async () => {
    idp.klok.zet(Temporal.Instant.from('2027-01-18T22:58:00Z'));
    const { vraagOp } = await meldAan('toetsplatform');
    expect(await vraagOp?.()).toMatchObject({ given_name: 'Gewone' });
    idp.klok.zet(Temporal.Instant.from('2027-01-18T23:00:00Z'));
    await expect(vraagOp?.()).rejects.toThrow();
    const pagina = (await new Bezoeker().volg((await aanvraag('toetsplatform')).url)).text;
    expect(pagina).toContain('buiten_venster');
  });
});

test.each([
  ['smartschool', 'nodig om een leerling te laten aanmelden bij Smartschool'],
  ['toetsplatform', 'laat het toetsplatform de juiste toets tonen'],
])('the sign-in page of %s tells what it gets, and why in the words of its act', async (clientId, reden) => {
  const pagina = (await new Bezoeker().volg((await aanvraag(clientId)).url)).text;
  expect(pagina).toContain(`Waarom: ${reden}`);
});

async function aantalRijen(): Promise<number> {
  const rijen = await idp.db.selectFrom('privacylog').select('id').execute();
  return rijen.length;
}
