import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import supertest from 'supertest';
import { hashWachtwoord } from '../../src/aanmelden/index.ts';
import { DEMOWACHTWOORD } from '../../src/demo/leerlingen.ts';
import { Bezoeker } from '../opzet/bezoek/bezoeker.ts';
import { gokker } from '../opzet/bezoek/gokker.ts';
import { type Idp, startIdp } from '../opzet/server/idp.ts';

const NAAM = 'leerling.gewoon';

let idp: Idp;
beforeAll(async () => {
  idp = await startIdp();
});
afterAll(() => idp.stop());
beforeEach(() => idp.db.deleteFrom('aanmeldpogingen').execute());

async function herhaal<T>(aantal: number, doe: () => Promise<T>): Promise<T[]> {
  const antwoorden: T[] = [];
  for (let i = 0; i < aantal; i++) antwoorden.push(await doe());
  return antwoorden;
}

async function geteld(uitkomst: string): Promise<number> {
  const tekst = (await supertest(idp.issuer).get('/metrics')).text;
  return Number(new RegExp(`^leerid_aanmeldingen_totaal{uitkomst="${uitkomst}"} (\\d+)$`, 'm').exec(tekst)?.[1] ?? 0);
}

/** Everything in which two answers could differ, except the moment and the trace number. */
function gezicht({ status, headers, html }: Awaited<ReturnType<Awaited<ReturnType<typeof gokker>>>>) {
  return { status, html, koppen: { ...headers, date: undefined } };
}

describe('throttled is as wrong', () => {
  test('the same page, status and headers, with a wrong and with the right password', async () => {
    const gok = await gokker(idp);
    const verkeerd = gezicht(await gok(NAAM));
    expect(verkeerd.status).toBe(401);
    expect(verkeerd.html).toContain('Spoornummer <b>…</b>');
    expect(verkeerd.html).toContain('Lukt het niet? Wacht een kwartier, of vraag op school een nieuwe code.');
    await herhaal(19, () => gok(NAAM));
    expect(await geteld('geremd')).toBe(0);
    expect(gezicht(await gok(NAAM))).toEqual(verkeerd);
    expect(gezicht(await gok(NAAM, DEMOWACHTWOORD))).toEqual(verkeerd);
    expect(await geteld('geremd')).toBe(2);
  });

  test('names that do not exist are counted by the same rules', async () => {
    const gok = await gokker(idp);
    const voor = await geteld('geremd');
    const onbekend = await herhaal(25, () => gok('bestaat.niet'));
    expect(await geteld('geremd')).toBe(voor + 5);
    const verkeerd = gezicht(await gok(NAAM));
    for (const een of onbekend) {
      expect(gezicht(een)).toEqual({
        ...verkeerd,
        html: verkeerd.html.replace(NAAM, 'bestaat.niet'),
        koppen: { ...verkeerd.koppen, 'content-length': een.headers['content-length'] },
      });
    }
  });
});

describe('no weapon', () => {
  test('who guesses until it is full does not hinder the pupil on his own device', async () => {
    const thuis = new Bezoeker();
    expect((await (await gokker(idp, thuis))(NAAM, DEMOWACHTWOORD)).binnen).toBe(true);
    const aanvaller = await gokker(idp);
    await herhaal(40, () => aanvaller(NAAM));
    expect((await (await gokker(idp))(NAAM, DEMOWACHTWOORD)).binnen).toBe(false);
    expect((await (await gokker(idp, thuis))(NAAM, DEMOWACHTWOORD)).binnen).toBe(true);
    expect((await (await gokker(idp, thuis))(NAAM, DEMOWACHTWOORD)).binnen).toBe(true);
  });

  test('having signed in himself on a device gives a guesser nothing with the name of another', async () => {
    const dader = new Bezoeker();
    expect((await (await gokker(idp, dader))('leerling.historiek', DEMOWACHTWOORD)).binnen).toBe(true);
    const gok = await gokker(idp, dader);
    await herhaal(20, () => gok(NAAM));
    expect((await gok(NAAM, DEMOWACHTWOORD)).binnen).toBe(false);
    const rijen = await idp.db.selectFrom('aanmeldpogingen').select('key').execute();
    expect(rijen.map(({ key }) => key.split(':')[0])).toEqual(['account', 'account']);
  });

  test('no lock: it opens by itself when the window is over', async () => {
    const gok = await gokker(idp);
    await herhaal(40, () => gok(NAAM));
    expect((await gok(NAAM, DEMOWACHTWOORD)).status).toBe(401);
    await idp.db
      .updateTable('aanmeldpogingen')
      .set((eb) => ({ expire: eb('expire', '-', 15 * 60_000) }))
      .execute();
    expect((await gok(NAAM, DEMOWACHTWOORD)).binnen).toBe(true);
  });

  test('signing in often costs nothing, also where cookies are wiped each time', async () => {
    const keren = await herhaal(25, async () => (await gokker(idp))(NAAM, DEMOWACHTWOORD));
    expect(keren.map(({ binnen }) => binnen)).not.toContain(false);
  });
});

describe('guessing', () => {
  test('of 50 guesses at the same moment 20 are checked, and the right one afterwards no more', async () => {
    const voor = { mislukt: await geteld('mislukt'), geremd: await geteld('geremd') };
    const gok = await gokker(idp);
    await Promise.all(Array.from({ length: 50 }, (_, i) => gok(NAAM, `gok ${i}`)));
    expect(await geteld('mislukt')).toBe(voor.mislukt + 20);
    expect(await geteld('geremd')).toBe(voor.geremd + 30);
    expect((await gok(NAAM, DEMOWACHTWOORD)).binnen).toBe(false);
  });

  test('on a known device ten tries; a success there starts anew and gives strangers nothing back', async () => {
    const vreemde = await gokker(idp);
    await herhaal(15, () => vreemde(NAAM));
    const tablet = new Bezoeker();
    expect((await (await gokker(idp, tablet))(NAAM, DEMOWACHTWOORD)).binnen).toBe(true);
    for (let keer = 0; keer < 2; keer++) {
      const gok = await gokker(idp, tablet);
      await herhaal(9, () => gok(NAAM));
      expect((await gok(NAAM, DEMOWACHTWOORD)).binnen).toBe(true);
    }
    const gok = await gokker(idp, tablet);
    await herhaal(10, () => gok(NAAM));
    expect((await gok(NAAM, DEMOWACHTWOORD)).binnen).toBe(false);
    const rijen = await idp.db.selectFrom('aanmeldpogingen').select(['key', 'points']).execute();
    expect(rijen.find(({ key }) => key.startsWith('account:'))?.points).toBe(15);
  });

  test('with a new password every device is unknown again: who knew the old one has no extra tries', async () => {
    const oudeKennis = new Bezoeker();
    await (await gokker(idp, oudeKennis))('leerling.historiek', DEMOWACHTWOORD);
    await idp.db
      .updateTable('aanmeldmiddelen')
      .set({ wachtwoord_hash: await hashWachtwoord('een nieuw wachtwoord') })
      .where('gebruikersnaam', '=', 'leerling.historiek')
      .execute();
    await idp.db.deleteFrom('aanmeldpogingen').execute();
    const gok = await gokker(idp, oudeKennis);
    await gok('leerling.historiek', DEMOWACHTWOORD);
    const rijen = await idp.db.selectFrom('aanmeldpogingen').select('key').execute();
    expect(rijen.map(({ key }) => key.split(':')[0])).toEqual(['account']);
  });
});

test('nothing of a person in the table, the metrics or the log', async () => {
  const gok = await gokker(idp);
  await herhaal(22, () => gok('leerling.geenarchief'));
  const tabel = JSON.stringify(await idp.db.selectFrom('aanmeldpogingen').selectAll().execute());
  const metingen = (await supertest(idp.issuer).get('/metrics')).text;
  for (const tekst of [tabel, metingen, idp.logregels.join('')]) expect(tekst).not.toContain('geenarchief');
});
