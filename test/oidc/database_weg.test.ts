import { afterAll, beforeAll, expect, test } from '@jest/globals';
import supertest from 'supertest';
import { migreer, openDatabase } from '../../src/store/index.ts';
import { type IngebedPostgres, startIngebedPostgres } from '../../src/store/ingebed.ts';
import { type Idp, startIdp } from '../opzet/server/idp.ts';
import { metClaimsInIdToken } from '../opzet/toepassing/idtokenclaims.ts';
import { wachtTot } from '../opzet/wachten.ts';
import { Belasting, type Gezien } from './belasting.ts';

/** PostgreSQL fails under load and comes back, while the server keeps running. */

let postgres: IngebedPostgres;
let idp: Idp;
let belasting: Belasting;

async function eigenDatabase() {
  postgres = await startIngebedPostgres();
  const url = postgres.url('postgres');
  const db = openDatabase(url, () => {});
  await migreer(db);
  return { db, url, weg: () => db.destroy() };
}

beforeAll(async () => {
  idp = await startIdp(metClaimsInIdToken, undefined, undefined, eigenDatabase);
  belasting = new Belasting(idp);
}, 60_000);
afterAll(async () => {
  await belasting.stop();
  await idp.stop();
  await postgres.stop();
});

const VOOR_BROWSERS = ['begin', 'authorize', 'aanmelden', 'hervat', 'pagina'];
const VOOR_CLIENTS = ['userinfo', 'token', 'par', 'revoke'];
/** Without the database nobody reaches the other steps. */
const ZONDER_VOORAF = ['begin', 'authorize', 'pagina', 'userinfo', 'par', 'revoke'];
/** Nothing of a pupil is in these. They go on for as long as the node knows the stops. */
const ZONDER_DATABASE = ['begin', 'pagina'];
const gelukt = ({ status, goed }: Gezien) => status === goed;

function verwachtDuidelijk({ wat, status, koppen, tekst }: Gezien): void {
  expect({ wat, status, tekst: status === 503 ? '' : tekst.slice(0, 800) }).toMatchObject({ status: 503 });
  expect(koppen['retry-after']).toBe('60');
  expect(koppen['cache-control']).toBe('no-store');
  expect(koppen.location).toBeUndefined();
  if (VOOR_BROWSERS.includes(wat)) {
    expect(koppen['content-type']).toContain('text/html');
    expect(tekst).toContain('LeerID is even niet bereikbaar');
    expect(tekst).toContain('Spoornummer');
  } else {
    expect(koppen['content-type']).toContain('application/json');
    expect(JSON.parse(tekst)).toMatchObject({ error: 'even_onbereikbaar', spoor: expect.any(String) });
  }
  expect(tekst).not.toMatch(/ECONNREFUSED|terminat|node_modules|Voorbeeldleerling/);
}

async function gezondheid(pad: string): Promise<number> {
  return (await supertest(idp.issuer).get(pad)).status;
}

test('the database falls over in mid-load: a clear 503, nothing released unlogged, and back without a restart', async () => {
  await belasting.start();
  await belasting.totElk([...VOOR_BROWSERS, ...VOOR_CLIENTS], 5, gelukt);

  const valt = performance.now();
  await postgres.valUit();
  const weg = performance.now();
  await belasting.totElk(ZONDER_VOORAF, 20, ({ gevraagd }) => gevraagd > weg);
  expect(await gezondheid('/readyz')).toBe(503);
  expect(await gezondheid('/healthz')).toBe(200);

  const begintWeer = performance.now();
  await postgres.herstart();
  await wachtTot('ready again', async () => (await gezondheid('/readyz')) === 200);
  const terug = performance.now();
  await belasting.totElk([...VOOR_BROWSERS, ...VOOR_CLIENTS], 5, gelukt);
  await belasting.stop();

  const gewoon = belasting.gezien.filter(({ beantwoord, gevraagd }) => beantwoord < valt || gevraagd > terug);
  const tijdens = belasting.gezien.filter(({ beantwoord, gevraagd }) => gevraagd > weg && beantwoord < begintWeer);
  const anders = belasting.gezien.filter((een) => !gelukt(een));
  expect(gewoon.filter((een) => !gelukt(een))).toEqual([]);
  const mag = (een: Gezien) => ZONDER_DATABASE.includes(een.wat) && gelukt(een);
  for (const een of [...tijdens, ...anders]) if (!mag(een)) verwachtDuidelijk(een);
  expect(Math.max(...belasting.gezien.map(({ gevraagd, beantwoord }) => beantwoord - gevraagd))).toBeLessThan(10_000);
}, 90_000);

test('every answer with data that an application received has its row in the privacy log', async () => {
  const rijen = await idp.db.selectFrom('privacylog').select('aanleiding').execute();
  const ontvangen = (wat: string) => belasting.gezien.filter((een) => een.wat === wat && gelukt(een));
  const gelogd = (aanleiding: string) => rijen.filter((rij) => rij.aanleiding === aanleiding);
  for (const { tekst } of ontvangen('userinfo')) expect(tekst).toContain('Voorbeeldleerling');
  expect(gelogd('userinfo').length).toBeGreaterThanOrEqual(ontvangen('userinfo').length);
  expect(gelogd('aanmelding').length).toBeGreaterThanOrEqual(ontvangen('token').length);
});

test('the log tells what happened, and nothing came as a surprise', () => {
  const fouten = idp.logregels.map((regel) => JSON.parse(regel)).filter(({ level }) => level >= 50);
  const verwacht = [
    'database onbereikbaar',
    'bevragen van getuigen mislukte',
    'bezorgen van afmeldingen mislukte',
    'bijhouden van het openbaar register mislukte',
    'bijhouden van sleutels mislukte',
    'bijhouden van stopzettingen mislukte',
    'openen en sluiten van toepassingen mislukte',
    'sluiten van leveringen mislukte',
    'verzegelen van het privacylog mislukte',
  ];
  expect(fouten.length).toBeGreaterThan(0);
  expect(fouten.filter(({ msg }) => !verwacht.includes(msg))).toEqual([]);
});
