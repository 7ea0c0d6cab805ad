import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import * as client from 'openid-client';
import { hashWachtwoord } from '../../src/aanmelden/index.ts';
import { geefCode, geefCodes } from '../../src/aanmelden/opdrachten/activatiecodes.ts';
import { DEMOWACHTWOORD } from '../../src/demo/leerlingen.ts';
import { HUIS } from '../../src/kamers.ts';
import { bewaar, maakAfmelder } from '../../src/oidc/index.ts';
import { leerlingVan } from '../../src/register/index.ts';
import { blokkeer, deblokkeer } from '../../src/register/opdrachten/blokkering.ts';
import { beginAlles } from '../opzet/bezoek/begonnen.ts';
import { Bezoeker } from '../opzet/bezoek/bezoeker.ts';
import { afmeldgeheim } from '../opzet/bezoek/formulier.ts';
import { terwijlVast } from '../opzet/database/slot.ts';
import { opdrachtenHier } from '../opzet/server/eigen_proces.ts';
import { type Idp, startIdp } from '../opzet/server/idp.ts';
import { relyingParty, vraagAan } from '../opzet/toepassing/relying_party.ts';

/**
 * Whatever ends sessions also ends everything that was begun before it. `lading.test.ts` has what a night of
 * Discimus ends.
 */

const NAAM = 'leerling.gewoon';
const NIEUW = 'drie gekke eekhoorns';

let idp: Idp;
let zetTerug: () => void;
let hash: string;
beforeAll(async () => {
  idp = await startIdp();
  hash = await hashWachtwoord(DEMOWACHTWOORD);
  zetTerug = opdrachtenHier(idp.databaseUrl);
});
afterAll(async () => {
  zetTerug();
  await idp.stop();
});
beforeEach(async () => {
  await idp.db.deleteFrom('aanmeldpogingen').execute();
  await idp.db.updateTable('leerlingen').set({ geblokkeerd_op: null }).execute();
  await idp.db.updateTable('aanmeldmiddelen').set({ wachtwoord_hash: hash }).execute();
});

type Begonnen = Awaited<ReturnType<typeof beginAlles>>;

const codeUit = ({ regels }: { regels: string[] }) =>
  /[0-9A-Z]{5}-[0-9A-Z]{5}-[0-9A-Z]{5}/.exec(regels[0] ?? '')?.[0] ?? '';
const kies = (bezoeker: Bezoeker, code: string, adres: string | URL = `${idp.issuer}/activeren`) =>
  bezoeker.stuur(adres, { gebruikersnaam: NAAM, code, wachtwoord: NIEUW, nogmaals: NIEUW });
const blokkeerHem = () => blokkeer(idp, NAAM, 'hulp_aan_leerling');

async function brievenVoorDeSchool(): Promise<void> {
  const map = await mkdtemp(join(tmpdir(), 'leerid-test-'));
  const keuze = { school: '999001', ookMetWachtwoord: true };
  const { goed } = await geefCodes(idp, keuze, join(map, 'brieven.csv'), 'hulp_aan_leerling');
  expect([goed, await readFile(join(map, 'brieven.csv'), 'utf8')]).toEqual([true, expect.stringContaining(NAAM)]);
  await rm(map, { recursive: true });
}

async function nieuwWachtwoord(): Promise<void> {
  await kies(new Bezoeker(), codeUit(await geefCode(idp, NAAM, 'hulp_aan_leerling')));
}

async function meldAf({ bezoeker, rp }: Begonnen): Promise<void> {
  const html = (await bezoeker.volg(client.buildEndSessionUrl(rp, {}))).text;
  const xsrf = afmeldgeheim(html);
  await bezoeker.stuur(`${idp.issuer}/logout/confirm`, { xsrf, logout: 'yes' });
}

async function datBenIkNiet({ bezoeker, rp }: Begonnen): Promise<void> {
  const { url } = await vraagAan(rp, 'smartschool', { prompt: 'login' });
  const pagina = (await bezoeker.volg(url)) as unknown as { adres: URL };
  await bezoeker.stuur(`${pagina.adres.href}/anders`, {});
}

/**
 * For a pupil who left school long ago: his account is erased. Then he is enrolled again, so that nothing
 * else prevents his sign-in.
 */
async function bewaring(naam: string): Promise<void> {
  const wie = (await leerlingVan(idp.db, naam)) ?? '';
  const inschrijving = idp.db.updateTable('inschrijvingen').where('leerling_id', '=', wie);
  await inschrijving.set({ tot: '2026-11-22' }).execute();
  await sql`update accounts set aangemaakt_op = aangemaakt_op - interval '4 years',
    laatst_aangemeld_op = laatst_aangemeld_op - interval '4 years' where leerling_id = ${wie}`.execute(idp.db);
  const drieJaar = Temporal.Duration.from('P3Y');
  const bewaartermijnen = { zonderInschrijving: drieJaar, inactiefAccount: drieJaar };
  const afmelder = maakAfmelder(idp.db, () => []);
  expect(await bewaar({ klok: idp.klok, kamers: HUIS.kamers, afmelder, bewaartermijnen })).toMatchObject({
    leerlingen: 0,
    accounts: 1,
  });
  await inschrijving.set({ tot: null }).execute();
}

describe('ends all that was begun before it', () => {
  test.each<[string, (begonnen: Begonnen) => Promise<unknown>]>([
    ['a block', blokkeerHem],
    [
      'a block, also when it is lifted again',
      () => blokkeerHem().then(() => deblokkeer(idp, NAAM, 'hulp_aan_leerling')),
    ],
    ['a new activation code', () => geefCode(idp, NAAM, 'hulp_aan_leerling')],
    ['letters for the school', brievenVoorDeSchool],
    ['a new password', nieuwWachtwoord],
    ['signing out', meldAf],
    ['"Dat ben ik niet"', datBenIkNiet],
  ])('%s', async (_, beeindig) => {
    const begonnen = await beginAlles(idp, 'smartschool', NAAM);
    await beeindig(begonnen);
    expect(await begonnen.over()).toEqual([]);
  });

  test('retention of an account', async () => {
    const begonnen = await beginAlles(idp, 'smartschool', 'leerling.geenarchief');
    await bewaring('leerling.geenarchief');
    expect(await begonnen.over()).toEqual([]);
  });

  test('and nothing else does: all of it goes on', async () => {
    const begonnen = await beginAlles(idp, 'smartschool', NAAM);
    await blokkeer(idp, 'leerling.tijdelijk', 'hulp_aan_leerling');
    expect(await begonnen.over()).toEqual(begonnen.alles);
  });
});

/** Posts a form and follows nothing. */
const post = (bezoeker: Bezoeker, adres: URL, velden: Record<string, string>) =>
  bezoeker.post(adres, velden, { origin: idp.issuer });

async function opDePagina(bezoeker: Bezoeker): Promise<URL> {
  const { url } = await vraagAan(await relyingParty(idp, 'smartschool'), 'smartschool');
  return (await bezoeker.volg(url)).adres;
}

describe('a right password or code that is being checked comes too late', () => {
  // A first try is counted by an insert, and given back by an update after its password was checked.
  const HOUD = sql`select pg_advisory_xact_lock(1)`;
  beforeAll(async () => {
    await sql`create function wacht_op_slot() returns trigger language plpgsql
      as 'begin perform pg_advisory_xact_lock_shared(1); return new; end'`.execute(idp.db);
    await sql`create trigger houd before update on aanmeldpogingen for each row execute function wacht_op_slot()`.execute(
      idp.db,
    );
  });
  afterAll(() => sql`drop function wacht_op_slot cascade`.execute(idp.db));

  test.each<[string, () => Promise<unknown>]>([
    ['a block', blokkeerHem],
    ['a new activation code', () => geefCode(idp, NAAM, 'hulp_aan_leerling')],
  ])('password, %s', async (_, beeindig) => {
    const bezoeker = new Bezoeker();
    const adres = await opDePagina(bezoeker);
    const velden = { gebruikersnaam: NAAM, wachtwoord: DEMOWACHTWOORD };
    const antwoord = await terwijlVast(idp.db, HOUD, () => post(bezoeker, adres, velden), beeindig);
    expect(antwoord.status).toBe(303);
    const { verder, status } = await bezoeker.volg(antwoord.get('location') ?? '');
    expect([verder, status]).toEqual([undefined, 400]);
  });

  test('activation code, a block', async () => {
    const code = codeUit(await geefCode(idp, NAAM, 'hulp_aan_leerling'));
    const bezoeker = new Bezoeker();
    const adres = new URL(`${(await opDePagina(bezoeker)).pathname}/activeren`, idp.issuer);
    const velden = { gebruikersnaam: NAAM, code, wachtwoord: NIEUW, nogmaals: NIEUW };
    const antwoord = await terwijlVast(
      idp.db,
      sql`select from activatiecodes for update`,
      () => post(bezoeker, adres, velden),
      blokkeerHem,
    );
    expect(antwoord.status).toBe(303);
    const { verder, status } = await bezoeker.volg(antwoord.get('location') ?? '');
    expect([verder, status]).toEqual([undefined, 400]);
  });

  test('activation form half way, a new code', async () => {
    const code = codeUit(await geefCode(idp, NAAM, 'hulp_aan_leerling'));
    const bezoeker = new Bezoeker();
    const adres = new URL(`${(await opDePagina(bezoeker)).pathname}/activeren`, idp.issuer);
    expect((await post(bezoeker, adres, { gebruikersnaam: NAAM, code })).status).toBe(200);
    await geefCode(idp, NAAM, 'hulp_aan_leerling');
    expect((await kies(bezoeker, code, adres)).status).toBe(401);
  });
});

test.each<[string, Record<string, string>, (verder: URL | undefined, status: number) => unknown]>([
  ['a page', {}, (verder, status) => expect([verder, status]).toEqual([undefined, 400])],
  ['an error', { prompt: 'none' }, (verder) => expect(verder?.searchParams.get('error')).toBe('login_required')],
])('a request that read its session before it was ended does not bring it back: %s', async (_, extra, verwacht) => {
  const bezoeker = new Bezoeker();
  const smartschool = await vraagAan(await relyingParty(idp, 'smartschool'), 'smartschool');
  await bezoeker.meldAan(smartschool.url, NAAM);
  const { url } = await vraagAan(await relyingParty(idp, 'toetsplatform'), 'toetsplatform', extra);
  const accounts = await idp.db.selectFrom('accounts').select('account_uuid').execute();
  const { verder, status } = await terwijlVast(
    idp.db,
    // Between reading the session and saving it.
    sql`lock table oidc_authorization_codes`,
    () => bezoeker.volg(url),
    (trx) =>
      maakAfmelder(idp.db, () => []).meldAccountsAf(
        trx,
        accounts.map(({ account_uuid }) => account_uuid),
      ),
  );
  verwacht(verder, status);
  const stil = await vraagAan(await relyingParty(idp, 'smartschool'), 'smartschool', { prompt: 'none' });
  expect((await bezoeker.volg(stil.url)).verder?.searchParams.get('error')).toBe('login_required');
});

test('who comes too late reads so, gets no code, and signs in again from there', async () => {
  const bezoeker = new Bezoeker();
  const adres = await opDePagina(bezoeker);
  const antwoord = await post(bezoeker, adres, { gebruikersnaam: NAAM, wachtwoord: DEMOWACHTWOORD });
  await geefCode(idp, NAAM, 'hulp_aan_leerling');
  await idp.db.updateTable('aanmeldmiddelen').set({ wachtwoord_hash: hash }).execute();
  const laat = await bezoeker.volg(antwoord.get('location') ?? '');
  expect([laat.status, laat.verder]).toEqual([400, undefined]);
  expect(laat.text).toContain('Smartschool');
  const sessies = idp.db.selectFrom('oidc_sessions').select('id').where('account_uuid', 'is not', null);
  expect(await sessies.execute()).toEqual([]);
  const { url } = await vraagAan(await relyingParty(idp, 'smartschool'), 'smartschool');
  expect((await bezoeker.meldAan(url, NAAM)).verder?.searchParams.has('code')).toBe(true);
});
