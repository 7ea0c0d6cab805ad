import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { hashWachtwoord } from '../../src/aanmelden/index.ts';
import { Bezoeker } from '../opzet/bezoek/bezoeker.ts';
import { maakTestdatabase } from '../opzet/database/testdatabase.ts';
import { type Idp, startIdp } from '../opzet/server/idp.ts';
import { relyingParty, vraagAan } from '../opzet/toepassing/relying_party.ts';

let idp: Idp;
beforeAll(async () => {
  idp = await startIdp();
});
afterAll(() => idp.stop());

async function probeer(wachtwoord: string): Promise<boolean> {
  const rp = await relyingParty(idp, 'smartschool');
  const { verder } = await new Bezoeker().meldAan(
    (await vraagAan(rp, 'smartschool')).url,
    'leerling.gewoon',
    wachtwoord,
  );
  return verder?.searchParams.has('code') ?? false;
}

test.each([
  ['128 characters', 'ab'.repeat(64)],
  ['letters alone', 'appelmoes'],
  ['spaces around it and in it', '  twee woorden  '],
  ['other scripts and emoji', 'пароль-密码-🚲'],
  ['signs', `<&"'%+;=\\`],
])('a password of %s is taken exactly as it was typed', async (_naam, wachtwoord) => {
  await idp.db
    .updateTable('aanmeldmiddelen')
    .set({ wachtwoord_hash: await hashWachtwoord(wachtwoord) })
    .where('gebruikersnaam', '=', 'leerling.gewoon')
    .execute();
  expect(await probeer(wachtwoord)).toBe(true);
  for (const bijna of [wachtwoord.slice(0, -1), ` ${wachtwoord}`, wachtwoord.toUpperCase()].filter(
    (een) => een !== wachtwoord,
  )) {
    expect([bijna, await probeer(bijna)]).toEqual([bijna, wachtwoord === bijna]);
  }
});

test('the field hides what is typed, and lets a password manager fill it', async () => {
  const rp = await relyingParty(idp, 'smartschool');
  const html = (await new Bezoeker().volg((await vraagAan(rp, 'smartschool')).url)).text;
  const [veld = ''] = html.match(/<input id="wachtwoord"[^>]*>/) ?? [];
  expect(veld).toContain('type="password"');
  expect(veld).toContain('autocomplete="current-password"');
  expect(html).toContain('autocomplete="username"');
  expect(html).not.toMatch(/onpaste|oncopy/);
  expect(html.match(/<script[^>]*>/g)).toEqual(
    ['terug.js', 'wachtwoord.js'].map((naam) =>
      expect.stringMatching(new RegExp(`^<script src="/assets/${naam}\\?v=[0-9a-f]{12}" defer>$`)),
    ),
  );
});

test('a new database holds no account, so none with a known password', async () => {
  const { db, weg } = await maakTestdatabase();
  expect(await db.selectFrom('accounts').selectAll().execute()).toEqual([]);
  expect(await db.selectFrom('aanmeldmiddelen').selectAll().execute()).toEqual([]);
  await weg();
});
