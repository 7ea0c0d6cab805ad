import { afterAll, afterEach, beforeAll, expect, jest, test } from '@jest/globals';
import { sql } from 'kysely';
import * as client from 'openid-client';
import { DEMOWACHTWOORD } from '../../src/demo/leerlingen.ts';
import { Bezoeker } from '../opzet/bezoek/bezoeker.ts';
import { aanmeldactie, afmeldgeheim } from '../opzet/bezoek/formulier.ts';
import { totHetWachtOp } from '../opzet/database/slot.ts';
import { type Idp, startIdp } from '../opzet/server/idp.ts';
import { type Aanvraag, relyingParty, vraagAan } from '../opzet/toepassing/relying_party.ts';
import { wachtTot } from '../opzet/wachten.ts';

/** One pupil, one browser, two tabs at the same application. Both tabs can use their answers. */

let idp: Idp;
let rp: client.Configuration;
beforeAll(async () => {
  idp = await startIdp();
  rp = await relyingParty(idp, 'toetsplatform');
});
afterAll(() => idp.stop());
afterEach(() => {
  jest.restoreAllMocks();
});

const WIE = { gebruikersnaam: 'leerling.gewoon', wachtwoord: DEMOWACHTWOORD };
const NAMEN = ['family_name', 'given_name', 'name', 'sub'];
const TOETSEN = ['ov_toetsen', 'sub'];

function tweeAanvragen(): Promise<Aanvraag[]> {
  const claims = '{"id_token":{"sid":null}}';
  const scopes = ['openid profile', 'openid ov_toetsen'];
  return Promise.all(scopes.map((scope) => vraagAan(rp, 'toetsplatform', { scope, claims })));
}

/** Opens the sign-in page of each request. Returns the addresses of their forms. */
async function openPaginas(bezoeker: Bezoeker, aanvragen: readonly Aanvraag[]): Promise<URL[]> {
  const acties = [];
  for (const { url } of aanvragen) {
    const html = (await bezoeker.volg(url)).text;
    acties.push(new URL(aanmeldactie(html), idp.issuer));
  }
  return acties;
}

const wisselIn = ({ controles }: Aanvraag, { verder }: { verder: URL | undefined }) =>
  client.authorizationCodeGrant(rp, verder as URL, controles);

/** Redeems everything that came back, and then reads with each of the tokens. */
async function gebruikAlle(aanvragen: readonly Aanvraag[], terug: readonly { verder: URL | undefined }[]) {
  const tokens = [];
  for (const [plaats, aanvraag] of aanvragen.entries())
    tokens.push(await wisselIn(aanvraag, terug[plaats] ?? { verder: undefined }));
  const idTokens = tokens.map((token) => token.claims() as client.IDToken);
  expect(new Set(idTokens.map(({ sid }) => sid)).size).toBe(1);
  const gelezen = [];
  for (const [plaats, { access_token }] of tokens.entries()) {
    const userinfo = await client.fetchUserInfo(rp, access_token, idTokens[plaats]?.sub ?? '');
    gelezen.push(Object.keys(userinfo).sort());
  }
  return gelezen;
}

test('two sign-in pages, filled in one after the other', async () => {
  const bezoeker = new Bezoeker();
  const aanvragen = await tweeAanvragen();
  const terug = [];
  for (const actie of await openPaginas(bezoeker, aanvragen)) terug.push(await bezoeker.stuur(actie, WIE));
  expect(await gebruikAlle(aanvragen, terug)).toEqual([NAMEN, TOETSEN]);
});

test('two tabs answered at the same moment in a session that is new to the application', async () => {
  const bezoeker = new Bezoeker();
  const school = await relyingParty(idp, 'smartschool');
  await bezoeker.meldAan((await vraagAan(school, 'smartschool')).url, 'leerling.gewoon');
  const aanvragen = await tweeAanvragen();
  const terug = await zonderSessies(async () => {
    const teBewaren = sessiesTeBewaren();
    const onderweg = Promise.all(aanvragen.map(({ url }) => bezoeker.volg(url)));
    await wachtTot('two that save a session', async () => teBewaren() === 2);
    return { onderweg };
  });
  expect(await gebruikAlle(aanvragen, await terug.onderweg)).toEqual([NAMEN, TOETSEN]);
});

test('the code of the first tab while the second one signs in', async () => {
  const bezoeker = new Bezoeker();
  const [eerste, tweede] = (await tweeAanvragen()) as [Aanvraag, Aanvraag];
  const [een, twee] = (await openPaginas(bezoeker, [eerste, tweede])) as [URL, URL];
  const terug = await bezoeker.stuur(een, WIE);
  const { onderweg } = await zonderSessies(async (trx) => {
    const onderweg = bezoeker.stuur(twee, WIE);
    await totHetWachtOp(trx, 'oidc_sessions');
    await wisselIn(eerste, terug);
    return { onderweg };
  });
  await wisselIn(tweede, await onderweg);
});

test('signing out ends every row that two tabs left of one session', async () => {
  await idp.db.deleteFrom('oidc_sessions').execute();
  const bezoeker = new Bezoeker();
  const [eerste, ...acties] = await openPaginas(bezoeker, [
    await vraagAan(rp, 'toetsplatform'),
    ...(await tweeAanvragen()),
  ]);
  await bezoeker.stuur(eerste as URL, WIE);
  const { onderweg } = await zonderSessies(async () => {
    const teBewaren = sessiesTeBewaren();
    const onderweg = Promise.all(acties.map((actie) => bezoeker.stuur(actie, WIE)));
    await wachtTot('two that save a session', async () => teBewaren() === 2);
    return { onderweg };
  });
  await onderweg;
  const html = (await bezoeker.volg(client.buildEndSessionUrl(rp, {}))).text;
  const xsrf = afmeldgeheim(html);
  await bezoeker.stuur(`${idp.issuer}/logout/confirm`, { xsrf, logout: 'yes' });
  expect(await idp.db.selectFrom('oidc_sessions').select('uid').execute()).toEqual([]);
});

/** No session is saved while `doe` runs. Reading continues. */
function zonderSessies<T>(doe: (trx: Idp['db']) => Promise<T>): Promise<T> {
  return idp.db.transaction().execute(async (trx) => {
    await sql`lock table oidc_sessions in exclusive mode`.execute(trx);
    return doe(trx);
  });
}

/** Counts the sessions that PostgreSQL is asked to save from now on, in whichever number of statements. */
function sessiesTeBewaren(): () => number {
  const spion = jest.spyOn(idp.db, 'executeQuery');
  return () =>
    spion.mock.calls
      .map(([opdracht]) => opdracht as { sql: string; parameters: readonly unknown[] })
      .filter(({ sql: tekst }) => tekst.includes('insert into oidc_sessions'))
      .reduce((som, { parameters }) => som + JSON.parse(String(parameters[0])).length, 0);
}
