import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Algorithm, hash } from '@node-rs/argon2';
import { Bezoeker } from '../opzet/bezoek/bezoeker.ts';
import { gokker } from '../opzet/bezoek/gokker.ts';
import { maakAccounts, schrijfIn } from '../opzet/register/leerlingen.ts';
import { type Idp, startIdp } from '../opzet/server/idp.ts';

const WACHTWOORD = 'appel-fiets-regen-42';
/** The cheapest cost, so that 600 sign-ins fit in a test. A stored hash contains its own cost. */
const GOEDKOOP = { algorithm: 2 satisfies Algorithm.Argon2id, memoryCost: 8, timeCost: 1, parallelism: 1 };

let idp: Idp;
let kinderen: string[];
beforeAll(async () => {
  idp = await startIdp();
  const leerlingen = await maakAccounts(idp.db, 600, await hash(WACHTWOORD, GOEDKOOP));
  await schrijfIn(idp.db, leerlingen);
  kinderen = leerlingen.map(({ gebruikersnaam }) => gebruikersnaam);
});
afterAll(() => idp.stop());

test('600 pupils behind one address, one child guesses, and the other 599 sign in', async () => {
  const [dader = '', slachtoffer = '', ...andere] = kinderen;
  const eigenToestel = new Bezoeker();
  expect((await (await gokker(idp, eigenToestel))(slachtoffer, WACHTWOORD)).binnen).toBe(true);

  const vreemdToestel = new Bezoeker();
  expect((await (await gokker(idp, vreemdToestel))(dader, WACHTWOORD)).binnen).toBe(true);
  const gok = await gokker(idp, vreemdToestel);
  await Promise.all(Array.from({ length: 40 }, (_, i) => gok(slachtoffer, `gok ${i}`)));
  let klaar = false;
  const gokken = (async () => {
    let gokjes = 0;
    // He keeps guessing: in turn at the same classmate and at each of the others.
    for (; !klaar; gokjes++) await gok(gokjes % 2 ? slachtoffer : (andere[gokjes] ?? ''), `gok ${gokjes}`);
    return gokjes;
  })();

  const binnen: string[] = [];
  const meldAan = async (naam: string, toestel?: Bezoeker) => {
    if ((await (await gokker(idp, toestel))(naam, WACHTWOORD)).binnen) binnen.push(naam);
  };
  const rij = andere.values();
  const klas = async () => {
    for (const naam of rij) await meldAan(naam);
  };
  try {
    await Promise.all(Array.from({ length: 25 }, klas));
    await meldAan(slachtoffer, eigenToestel);
  } finally {
    klaar = true;
  }

  expect(await gokken).toBeGreaterThan(10);
  expect(binnen).toHaveLength(599);
  expect((await gok(slachtoffer, WACHTWOORD)).binnen).toBe(false);
}, 60_000);
