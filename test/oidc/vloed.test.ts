import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import supertest from 'supertest';
import { DEMOLEERLINGEN, DEMOWACHTWOORD, NIEUWKOMER } from '../../src/demo/leerlingen.ts';
import { geefCode } from '../opzet/bezoek/activatiecode.ts';
import { Bezoeker } from '../opzet/bezoek/bezoeker.ts';
import { gokker } from '../opzet/bezoek/gokker.ts';
import { type Idp, startIdp } from '../opzet/server/idp.ts';
import { wachtTot } from '../opzet/wachten.ts';

/** One sender with hundreds of names, and a class behind another address. The whole class gets in. */

const KLAS = DEMOLEERLINGEN.map(({ gebruikersnaam }) => gebruikersnaam).filter(
  (naam) => naam !== NIEUWKOMER && naam !== 'leerling.uitgeschreven',
);

const WACHTEND = 'leerid_wachtrij_wachtend{soort="onbekend"}';
const MISLUKT = 'leerid_aanmeldingen_totaal{uitkomst="mislukt"}';
const TE_DRUK = 'leerid_aanmeldingen_totaal{uitkomst="te_druk"}';

let idp: Idp;
beforeAll(async () => {
  idp = await startIdp();
});
afterAll(() => idp.stop());

/** The proxy of these tests says where a visitor comes from. */
const vanuit = (adres: string) => new Bezoeker({ 'x-forwarded-for': adres });

async function meting(naam: string): Promise<number> {
  const tekst = (await supertest(idp.issuer).get('/metrics')).text;
  const regel = tekst.split('\n').find((een) => een.startsWith(naam)) ?? '';
  return Number(regel.split(' ').at(-1));
}

/** While `doe` runs, visitors with a place in line get no further than their first question. */
async function metDichteDeur<T>(doe: () => Promise<T>): Promise<T> {
  return idp.db.transaction().execute(async (trx) => {
    await sql`lock table aanmeldmiddelen in access exclusive mode`.execute(trx);
    return doe();
  });
}

/** More names than fit in the line, from one address. They are in line when this returns. */
async function metVloed(sender: Awaited<ReturnType<typeof gokker>>, wat: string) {
  const voor = await meting(TE_DRUK);
  return metDichteDeur(async () => {
    const alle = Promise.all(Array.from({ length: 400 }, (_, i) => sender(`${wat}.${i}`)));
    await wachtTot('somebody is turned away', async () => (await meting(TE_DRUK)) > voor);
    return { alle };
  });
}

/**
 * This test comes first: the estimate of a check is still the initial one, so that a class fits in the line.
 */
test('whoever hangs up leaves the line: nothing is checked for nobody', async () => {
  const sender = await gokker(idp, vanuit('203.0.113.9'));
  const weg = new AbortController();
  const voor = await meting(MISLUKT);
  idp.logregels.splice(0);
  await metDichteDeur(async () => {
    const alle = Promise.allSettled(Array.from({ length: 40 }, (_, i) => sender(`weg.${i}`, 'verkeerd', weg.signal)));
    await wachtTot('twenty in line', async () => (await meting(WACHTEND)) >= 20);
    weg.abort();
    await alle;
  });
  const over = async () => (await meting(WACHTEND)) + (await meting('leerid_wachtrij_bezig'));
  await wachtTot('nobody in line', async () => (await over()) === 0);
  // Those that already had a place are served.
  expect((await meting(MISLUKT)) - voor).toBeLessThan(10);
  // Nobody was turned away, so an alarm on 503 stays quiet.
  const gezien = new Set(idp.logregels.flatMap((regel) => JSON.parse(regel).status ?? []));
  expect(gezien).toContain(499);
  expect(gezien).not.toContain(503);
});

test('hundreds of names from one address, more than the line bears: a class and a newcomer from another get in', async () => {
  const sender = await gokker(idp, vanuit('203.0.113.9'));
  const kinderen = await Promise.all(
    KLAS.map(async (naam) => ({ naam, gok: await gokker(idp, vanuit('198.51.100.1')) })),
  );
  const code = await geefCode(idp, NIEUWKOMER);
  const wachtwoord = 'drie gekke eekhoorns';

  const vloed = await metVloed(sender, 'naam');
  const nieuw = vanuit('198.51.100.1').stuur(`${idp.issuer}/activeren`, {
    gebruikersnaam: NIEUWKOMER,
    code,
    wachtwoord,
    nogmaals: wachtwoord,
  });
  const klas = await Promise.all(kinderen.map(async ({ naam, gok }) => (await gok(naam, DEMOWACHTWOORD)).binnen));
  expect(klas).toEqual(kinderen.map(() => true));
  expect((await nieuw).text).toContain('Je account is klaar');

  const statussen = (await vloed.alle).map(({ status }) => status);
  expect(new Set(statussen)).toEqual(new Set([401, 503]));
  expect(await meting(WACHTEND)).toBe(0);
  expect(await meting('leerid_wachtrij_bezig')).toBe(0);
  const sleutels = (await idp.db.selectFrom('aanmeldpogingen').select('key').execute()).map(({ key }) => key);
  const vanIemand = sleutels.filter((sleutel) => sleutel.startsWith('account:'));
  expect(vanIemand.length).toBeLessThanOrEqual(KLAS.length + 1);
  for (const sleutel of sleutels.filter((een) => !vanIemand.includes(een)))
    expect(sleutel).toMatch(/^niemand:[\w-]{2}$/);
}, 60_000);

test('a device that is known goes first, also behind the very address of the flood', async () => {
  const thuis = vanuit('203.0.113.9');
  expect((await (await gokker(idp, thuis))('leerling.gewoon', DEMOWACHTWOORD)).binnen).toBe(true);
  const gok = await gokker(idp, thuis);
  const vloed = await metVloed(await gokker(idp, vanuit('203.0.113.9')), 'ander');
  expect((await gok('leerling.gewoon', DEMOWACHTWOORD)).binnen).toBe(true);
  await vloed.alle;
}, 60_000);
