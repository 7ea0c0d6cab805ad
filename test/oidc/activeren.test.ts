import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import supertest from 'supertest';
import { geefCode as geefCodeAan } from '../opzet/bezoek/activatiecode.ts';
import { Bezoeker } from '../opzet/bezoek/bezoeker.ts';
import { type Idp, startIdp } from '../opzet/server/idp.ts';
import { leeridBij } from '../opzet/server/leerid.ts';
import { relyingParty, vraagAan } from '../opzet/toepassing/relying_party.ts';

const NAAM = 'leerling.gewoon';
const WACHTWOORD = 'drie gekke eekhoorns';

let idp: Idp;
beforeAll(async () => {
  idp = await startIdp();
});
afterAll(() => idp.stop());
beforeEach(() => idp.db.deleteFrom('aanmeldpogingen').execute());

const geefCode = (gebruikersnaam = NAAM) => geefCodeAan(idp, gebruikersnaam);

const los = () => new URL('/activeren', idp.issuer);

async function onderweg(bezoeker: Bezoeker): Promise<URL> {
  const { url } = await vraagAan(await relyingParty(idp, 'smartschool'), 'smartschool');
  const html = (await bezoeker.volg(url)).text;
  const pad = /href="(\/aanmelden\/[^"]+\/activeren)"/.exec(html)?.[1];
  return new URL(pad ?? 'geen verwijzing', idp.issuer);
}

async function kanAanmelden(wachtwoord: string, gebruikersnaam = NAAM): Promise<boolean> {
  const { url } = await vraagAan(await relyingParty(idp, 'smartschool'), 'smartschool');
  const { verder } = await new Bezoeker().meldAan(url, gebruikersnaam, wachtwoord);
  return verder?.searchParams.has('code') ?? false;
}

const keuze = (code: string, wachtwoord = WACHTWOORD) => ({
  gebruikersnaam: NAAM,
  code,
  wachtwoord,
  nogmaals: wachtwoord,
});

test('first the code, then the password, then a page that says what to do', async () => {
  const code = await geefCode();
  const bezoeker = new Bezoeker();
  const eerst = await bezoeker.stuur(los(), { gebruikersnaam: ' Leerling.Gewoon ', code: code.toLowerCase() });
  expect(eerst.status).toBe(200);
  expect(eerst.text).toContain('minstens <b>8 tekens</b>');
  const antwoord = await bezoeker.post(los(), keuze(code), { origin: idp.issuer });
  expect([antwoord.status, antwoord.get('location')]).toEqual([303, '/activeren/klaar']);
  const klaar = await bezoeker.haal(new URL('/activeren/klaar', idp.issuer));
  expect([klaar.status, klaar.text.includes('Je account is klaar')]).toEqual([200, true]);
  expect(await kanAanmelden(WACHTWOORD)).toBe(true);
});

test('from the sign-in page of an application: signed in at once, and this device is known', async () => {
  const bezoeker = new Bezoeker();
  const adres = await onderweg(bezoeker);
  const pagina = await bezoeker.haal(adres);
  expect(pagina.get('content-security-policy')).toContain('http://localhost:3001');
  const code = await geefCode();
  const { verder } = await bezoeker.stuur(adres, keuze(code));
  expect(verder?.searchParams.has('code')).toBe(true);
  expect(bezoeker.koekje('leerid_toestel')).toMatch(/^[\w-]{22}\.[\w-]{16}$/);
  const { laatst_aangemeld_op } = await idp.db
    .selectFrom('accounts')
    .innerJoin('aanmeldmiddelen', 'aanmeldmiddelen.account_uuid', 'accounts.account_uuid')
    .select('laatst_aangemeld_op')
    .where('gebruikersnaam', '=', NAAM)
    .executeTakeFirstOrThrow();
  expect(laatst_aangemeld_op).not.toBeNull();
});

test('secondary education: twelve characters', async () => {
  const code = await geefCode('leerling.geenarchief');
  const poging = { gebruikersnaam: 'leerling.geenarchief', code };
  expect((await new Bezoeker().stuur(los(), poging)).text).toContain('minstens <b>12 tekens</b>');
});

test.each([
  ['te kort', { wachtwoord: 'kikker', nogmaals: 'kikker' }],
  ['niet gelijk', { wachtwoord: WACHTWOORD, nogmaals: `${WACHTWOORD}s` }],
  ['niet gelijk', { wachtwoord: WACHTWOORD }],
  ['te kort', { wachtwoord: '', nogmaals: '' }],
  ['te lang', { wachtwoord: WACHTWOORD.repeat(7), nogmaals: WACHTWOORD.repeat(7) }],
])('what is wrong with a password is told (%s), and the code stays good', async (wat, velden) => {
  const code = await geefCode();
  const antwoord = await new Bezoeker().stuur(los(), { ...keuze(code), nogmaals: '', ...velden } as Record<
    string,
    string
  >);
  expect(antwoord.status).toBe(400);
  const html = antwoord.text;
  expect(html).toContain(wat);
  expect(html).toContain('<title>Fout: Kies je wachtwoord');
  if (velden.wachtwoord) expect(html).not.toContain(velden.wachtwoord);
  expect((await new Bezoeker().stuur(los(), keuze(code))).status).toBe(200);
});

test('one and the same answer for an unknown name, a wrong, used or expired code, and a blocked or throttled account', async () => {
  const gezicht = async (velden: Record<string, string>) => {
    const antwoord = await new Bezoeker().stuur(los(), velden);
    const html = antwoord.text
      .replace(/(?<=Spoornummer\D*)[A-Z0-9]{8}/, '…')
      .replace(velden.gebruikersnaam ?? '', 'naam');
    const koppen = { ...antwoord.headers, date: undefined, 'content-length': undefined };
    return { status: antwoord.status, html, koppen };
  };
  const code = await geefCode();
  const fout = await gezicht({ ...keuze('CDFGH-CDFGH-CDFGH') });
  expect(fout.status).toBe(401);
  expect(await gezicht({ ...keuze(code), gebruikersnaam: 'bestaat.niet' })).toEqual(fout);
  expect(await gezicht({ ...keuze(code), gebruikersnaam: '<b>' })).toMatchObject({ status: 401 });
  expect(await gezicht({ gebruikersnaam: NAAM, code: 'geen code' })).toEqual(fout);
  await new Bezoeker().stuur(los(), keuze(code));
  expect(await gezicht(keuze(code))).toEqual(fout);
  const verlopen = await geefCode();
  const nu = idp.klok.nu();
  idp.klok.zet(nu.add({ hours: 24 * 40 }));
  expect(await gezicht(keuze(verlopen))).toEqual(fout);
  idp.klok.zet(nu);
  await idp.db.updateTable('leerlingen').set({ geblokkeerd_op: nu.toString() }).execute();
  expect(await gezicht(keuze(verlopen))).toEqual(fout);
  await idp.db.updateTable('leerlingen').set({ geblokkeerd_op: null }).execute();
  for (let keer = 0; keer < 20; keer++) await gezicht(keuze('fout'));
  expect(await gezicht(keuze(verlopen))).toEqual(fout);
  const metingen = (await supertest(idp.issuer).get('/metrics')).text;
  expect(metingen).toMatch(/leerid_activaties_totaal\{uitkomst="geremd"\} [1-9]/);
});

test('é typed as one character or as two is the same password', async () => {
  const nfd = 'zeeëgels in één café'.normalize('NFD');
  await new Bezoeker().stuur(los(), keuze(await geefCode(), nfd));
  expect(await kanAanmelden(nfd.normalize('NFC'))).toBe(true);
  expect(await kanAanmelden(nfd)).toBe(true);
});

describe('an activation on the way to an application belongs to one request of one browser', () => {
  test.each([
    ['another application in the address', 'smartschool', 'toetsplatform'],
    ['another request in the address', /[^/]+(?=\/activeren)/, 'x'.repeat(21)],
  ])('%s', async (_, wat, ander) => {
    const bezoeker = new Bezoeker();
    const adres = new URL((await onderweg(bezoeker)).href.replace(wat, ander));
    const code = await geefCode();
    expect((await bezoeker.stuur(adres, keuze(code))).status).toBe(400);
    expect((await new Bezoeker().stuur(los(), { gebruikersnaam: NAAM, code })).status).toBe(200);
  });

  test('the browser of somebody else, and the same form again', async () => {
    const bezoeker = new Bezoeker();
    const adres = await onderweg(bezoeker);
    const code = await geefCode();
    expect((await new Bezoeker().stuur(adres, keuze(code))).status).toBe(400);
    expect((await bezoeker.stuur(adres, keuze(code))).verder?.searchParams.has('code')).toBe(true);
    expect((await bezoeker.stuur(adres, keuze(code))).status).toBe(400);
  });
});

test('the code of one pupil opens nobody else, of the same school or another', async () => {
  const code = await geefCode();
  for (const gebruikersnaam of ['leerling.tijdelijk', 'leerling.geenarchief']) {
    await geefCode(gebruikersnaam);
    expect((await new Bezoeker().stuur(los(), { ...keuze(code), gebruikersnaam })).status).toBe(401);
  }
  expect((await new Bezoeker().stuur(los(), { gebruikersnaam: NAAM, code })).status).toBe(200);
});

describe('a form of another site', () => {
  test.each([{ origin: 'https://elders.example' }, { 'sec-fetch-site': 'cross-site' }])('%j', async (koppen) => {
    const code = await geefCode();
    expect((await new Bezoeker().stuur(los(), keuze(code), koppen as Record<string, string>)).status).toBe(403);
    expect((await new Bezoeker().stuur(los(), keuze(code))).status).toBe(200);
  });
});

test('headers as everywhere; no code, name or password in a URL or the log', async () => {
  const code = await geefCode();
  const bezoeker = new Bezoeker();
  const antwoord = await bezoeker.stuur(los(), { gebruikersnaam: NAAM, code });
  expect(antwoord.get('cache-control')).toBe('no-store');
  expect(antwoord.get('content-security-policy')).toContain("form-action 'self'; frame-ancestors 'none'");
  await bezoeker.stuur(los(), { ...keuze(code), nogmaals: 'anders' });
  await bezoeker.stuur(await onderweg(bezoeker), keuze(code));
  const log = idp.logregels.join('');
  expect(log).toContain('"/activeren"');
  for (const geheim of [code, code.replaceAll('-', ''), WACHTWOORD, NAAM]) expect(log).not.toContain(geheim);
});

describe('leerid account activatiecodes', () => {
  const leerid = (...opdracht: string[]) => leeridBij(idp, 'account', 'activatiecodes', ...opdracht);

  test('a file for the letters, for its owner alone; whoever is in it can choose a password', async () => {
    const map = await mkdtemp(join(tmpdir(), 'leerid-test-'));
    const bestand = join(map, 'brieven.csv');
    // The command uses the machine's clock, whatever day that is.
    await sql`update inschrijvingen set van = '2001-09-01',
      tot = case when tot < '2026-11-23' then date '2002-06-30' end`.execute(idp.db);
    await idp.db.updateTable('leerlingen').set({ voornaam: '=1+1;"x"' }).where('voornaam', '=', 'Tijdelijke').execute();
    const { stdout, status } = leerid('--school', '999001', '--alle', '--uit', bestand);
    expect([status, stdout]).toEqual([0, `${bestand}: 5 activatiecodes\n`]);
    expect((await stat(bestand)).mode & 0o777).toBe(0o600);
    const regels = (await readFile(bestand, 'utf8')).trimEnd().split('\r\n');
    expect(regels[0]).toMatch(/^\uFEFFvestigingsplaats;.*;naam;voornaam;gebruikersnaam;code;geldig_tot_en_met$/);
    expect(regels).toHaveLength(6);
    expect(regels.find((regel) => regel.includes('leerling.tijdelijk'))).toContain(`;"'=1+1;""x""";`);
    const code =
      regels
        .find((regel) => regel.includes(NAAM))
        ?.split(';')
        .at(-2) ?? '';
    expect(await kanAanmelden(WACHTWOORD)).toBe(false);
    await new Bezoeker().stuur(los(), keuze(code));
    expect(await kanAanmelden(WACHTWOORD)).toBe(true);

    const opnieuw = leerid('--school', '999001', '--uit', bestand);
    expect(opnieuw.status).toBe(1);
    expect(opnieuw.stderr).toContain(`${bestand} bestaat al\n`);
    expect(await readFile(bestand, 'utf8')).toContain(code);
    await rm(bestand);
    expect(leerid('--school', '999001', '--uit', bestand).stdout).toContain('4 activatiecodes');
    await rm(bestand);
    const niemand = leerid('--school', '123456', '--uit', bestand);
    expect([niemand.status, niemand.stdout]).toEqual([1, 'niemand om een code aan te geven\n']);
    await writeFile(bestand, '');
    await rm(map, { recursive: true });
  }, 60_000);
});
