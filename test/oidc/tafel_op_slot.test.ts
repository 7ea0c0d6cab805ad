import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Bezoeker } from '../opzet/bezoek/bezoeker.ts';
import { afmeldgeheim } from '../opzet/bezoek/formulier.ts';
import { gokker } from '../opzet/bezoek/gokker.ts';
import { plekkenBij } from '../opzet/bezoek/plek.ts';
import { openBuitenstaander } from '../opzet/database/buitenstaander.ts';
import { type Idp, startIdp } from '../opzet/server/idp.ts';
import { relyingParty, vraagAan } from '../opzet/toepassing/relying_party.ts';
import { wachtTot } from '../opzet/wachten.ts';

/**
 * Somebody holds a table, and a stranger comes with many connections. He waits, but nobody else waits for
 * lack of a connection.
 */

let idp: Idp;
let buiten: ReturnType<typeof openBuitenstaander>;
let gezien = 0;
beforeAll(async () => {
  idp = await startIdp();
  buiten = openBuitenstaander(idp.databaseUrl);
  idp.server.on('request', () => gezien++);
});
afterAll(async () => {
  await buiten.sluit();
  await idp.stop();
});

const KEREN = 40;
const VREEMD = 'a'.repeat(43);
/** A server has ten connections. The other two stay free for others, whatever a stranger does. */
const MEESTE = 8;

const METVREEMD = { authorization: `Bearer ${VREEMD}` };
const haal = (pad: string, koppen: Record<string, string> = {}) => new Bezoeker().haal(`${idp.issuer}${pad}`, koppen);
const post = (pad: string, velden: Record<string, string>) =>
  new Bezoeker().post(`${idp.issuer}${pad}`, velden, { origin: idp.issuer });
const CODE = { gebruikersnaam: 'leerling.nieuw', code: 'AAAAA-AAAAA-AAAAA' };
const BASIC = { client_id: 'smartschool', client_secret: 'verkeerd' };

/** Shows a sign-in page that began in a session: each time it looks whether that session is still there. */
async function paginaInSessie() {
  const bezoeker = new Bezoeker();
  const { url } = await vraagAan(await relyingParty(idp, 'smartschool'), 'smartschool');
  // Nobody guesses at this pupil here, so no throttle keeps him out.
  const { verder } = await bezoeker.meldAan(url, 'leerling.tijdelijk');
  expect(verder?.searchParams.has('code')).toBe(true);
  const { adres } = await plekkenBij(() => idp).begin(bezoeker, { prompt: 'login' });
  return () => bezoeker.haal(adres);
}

/** Everything that a stranger can ask for, without a password and without a secret, or with one session of his own. */
async function vreemden(): Promise<(() => Promise<{ status: number }>)[]> {
  const { url } = await vraagAan(await relyingParty(idp, 'smartschool'), 'smartschool');
  const gok = await gokker(idp);
  const token = { ...BASIC, grant_type: 'authorization_code', code: VREEMD, redirect_uri: 'https://x.example' };
  return [
    () => haal('/'),
    () => haal(url.pathname + url.search),
    () => gok('leerling.gewoon'),
    () => gok('niemand'),
    () => post('/activeren', CODE),
    () => post('/activeren', { ...CODE, gebruikersnaam: 'niemand' }),
    () => haal('/userinfo', METVREEMD),
    () => post('/token', { ...token, client_secret: idp.omgeving.SMARTSCHOOL_CLIENT_SECRET ?? '' }),
    () => post('/token', token),
    () => post('/par', BASIC),
    () => post('/logout/confirm', { xsrf: VREEMD, logout: 'yes' }),
    await paginaInSessie(),
  ];
}

/** Sends the requests, and returns when the server has read them all. */
async function vloed(vragen: readonly (() => Promise<{ status: number }>)[], keren: number) {
  const doel = gezien + vragen.length * keren;
  const alle = Promise.all(
    vragen.flatMap((vraag) => Array.from({ length: keren }, async () => (await vraag()).status)),
  );
  await wachtTot('all requests have been read', () => gezien >= doel);
  return { alle };
}

test.each([
  [['aanmeldmiddelen']],
  [['aanmeldpogingen']],
  [['activatiecodes']],
  [['accounts']],
  [['leerlingen', 'inschrijvingen']],
  [['oidc_sessions', 'oidc_session_clients']],
  [['oidc_access_tokens', 'oidc_authorization_codes', 'oidc_grants']],
  [['accounts', 'oidc_sessions', 'oidc_gebruikte_antwoorden', 'oidc_access_tokens', 'aanmeldpogingen']],
])(
  '%j held, and strangers at every door: each has a share of the connections, and the node answers',
  async (tabellen) => {
    const vragen = await vreemden();
    const { alle } = await buiten.metSlotOp(tabellen, async () => {
      const golf = await vloed(vragen, 12);
      expect((await haal('/readyz')).status).toBe(200);
      const wachtend = await buiten.wachtend();
      expect(wachtend).toBeGreaterThan(0);
      expect(wachtend).toBeLessThanOrEqual(MEESTE);
      expect((await haal('/readyz')).status).toBe(200);
      return golf;
    });
    for (const status of await alle) expect([200, 303, 400, 401, 503]).toContain(status);
  },
  60_000,
);

test('one sign-in page of a session, shown forty times while sessions are held, has a share of the connections', async () => {
  const pagina = await paginaInSessie();
  const { alle } = await buiten.metSlotOp(['oidc_sessions'], async () => {
    const golf = await vloed([pagina], KEREN);
    await wachtTot('somebody waits for the table', async () => (await buiten.wachtend()) > 0);
    expect((await haal('/readyz')).status).toBe(200);
    expect(await buiten.wachtend()).toBeLessThanOrEqual(MEESTE);
    return golf;
  });
  const statussen = await alle;
  for (const status of statussen) expect([200, 503]).toContain(status);
  expect(statussen).toContain(200);
}, 60_000);

test('one pupil who signs out forty times while his account is held has a share of the connections', async () => {
  const pupil = new Bezoeker();
  const { url } = await vraagAan(await relyingParty(idp, 'smartschool'), 'smartschool');
  await pupil.meldAan(url, 'leerling.tijdelijk');
  const pagina = (await pupil.haal(`${idp.issuer}/logout`)).text;
  const xsrf = afmeldgeheim(pagina);
  const { alle } = await buiten.db.transaction().execute(async (trx) => {
    await trx.selectFrom('accounts').select('account_uuid').forUpdate().execute();
    const uit = () => pupil.post(`${idp.issuer}/logout/confirm`, { xsrf, logout: 'yes' }, { origin: idp.issuer });
    const golf = await vloed([uit], KEREN);
    await wachtTot('somebody waits for the table', async () => (await buiten.wachtend()) > 0);
    const begin = performance.now();
    for (let keer = 0; keer < 20; keer++) expect((await haal('/readyz')).status).toBe(200);
    expect(await buiten.wachtend()).toBeLessThanOrEqual(MEESTE);
    // A connection whose statement gave up after five seconds does not count.
    expect(performance.now() - begin).toBeLessThan(4_000);
    return golf;
  });
  for (const status of await alle) expect([200, 303, 400, 503]).toContain(status);
}, 60_000);

test('forty try a code while their table is held: the rest goes on, and a stop counts within five seconds', async () => {
  const vergeefs = await buiten.metSlotOp(['aanmeldmiddelen'], async () => {
    const { alle } = await vloed([() => post('/activeren', CODE)], KEREN);
    await wachtTot('somebody waits for the table', async () => (await buiten.wachtend()) > 0);
    const begin = performance.now();
    expect((await haal('/readyz')).status).toBe(200);
    expect((await haal('/userinfo', { ...METVREEMD, accept: '*/*' })).status).toBe(401);
    const stop = { protocol: 'smartschool', op: '2026-11-20', door: 'dov', reden: 'inbreuk' };
    await buiten.db
      .insertInto('protocolstops')
      .values({ ...stop, vastgelegd_op: idp.klok.nu().toString() })
      .execute();
    expect((await haal('/')).text).toContain('Smartschool');
    await idp.ververs();
    expect((await haal('/')).text).not.toContain('Smartschool');
    expect(performance.now() - begin).toBeLessThan(5_000);
    return { alle };
  });
  expect(new Set([401, 503, ...(await vergeefs.alle)])).toEqual(new Set([401, 503]));
}, 60_000);
