import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Response } from 'supertest';
import { DEMOWACHTWOORD } from '../../src/demo/leerlingen.ts';
import { Bezoeker } from '../opzet/bezoek/bezoeker.ts';
import { aanmeldactie } from '../opzet/bezoek/formulier.ts';
import { type Idp, startIdp } from '../opzet/server/idp.ts';
import { relyingParty, vraagAan } from '../opzet/toepassing/relying_party.ts';

/**
 * Somebody plants the cookies of his own request in another browser, as a site under a neighbouring name can.
 * It gives him nothing.
 */

let idp: Idp;
beforeAll(async () => {
  idp = await startIdp();
});
afterAll(() => idp.stop());

const MERK = /^leerid_browser_[0-9a-f]{4}$/;

/** A request that is waiting on its sign-in page. */
async function begin(bezoeker = new Bezoeker()) {
  const rp = await relyingParty(idp, 'smartschool');
  const html = (await bezoeker.volg((await vraagAan(rp, 'smartschool')).url)).text;
  const pagina = new URL(aanmeldactie(html), idp.issuer);
  return { bezoeker, pagina };
}

/** Fills in the form and stops there. */
async function vulIn(bezoeker: Bezoeker, pagina: URL, gebruikersnaam: string): Promise<Response> {
  const body = new URLSearchParams({ gebruikersnaam, wachtwoord: DEMOWACHTWOORD });
  return bezoeker.post(pagina, body, { origin: idp.issuer });
}

/**
 * Everything that is not bound to the host: the cookies of the sign-in page, and those of the rest of the
 * way.
 */
function plant({ bezoeker, pagina }: Awaited<ReturnType<typeof begin>>, bij: Bezoeker): void {
  const verder = pagina.pathname.replace(/^\/aanmelden\/[^/]+/, '/authorize');
  const koekjes = [pagina.pathname, verder].flatMap((pad) =>
    bezoeker.koekjes(pad).filter((koekje) => koekje.pad === pad),
  );
  expect(koekjes).not.toEqual([]);
  bij.neem(koekjes);
}

const BROWSERS: [string, () => Promise<Bezoeker>][] = [
  ['that knows nothing', async () => new Bezoeker()],
  ['with a request of its own', async () => (await begin()).bezoeker],
];

test.each(BROWSERS)("somebody's answered request makes no session in a browser %s", async (_naam, maak) => {
  const aanvaller = await begin();
  const antwoord = await vulIn(aanvaller.bezoeker, aanvaller.pagina, 'leerling.tijdelijk');
  const verder = new URL(antwoord.get('location') ?? '', idp.issuer);
  const slachtoffer = await maak();
  plant(aanvaller, slachtoffer);
  const bij = await slachtoffer.volg(verder);
  expect([bij.status, bij.verder]).toEqual([400, undefined]);
  expect(bij.text).toContain('Deze aanmelding is niet meer geldig');
  expect(slachtoffer.koekje('leerid')).toBeUndefined();
  const zelf = await aanvaller.bezoeker.volg(verder);
  expect(zelf.verder?.searchParams.has('code')).toBe(true);
});

test.each(BROWSERS)("nobody signs in to somebody else's request in a browser %s", async (_naam, maak) => {
  const aanvaller = await begin();
  const slachtoffer = await maak();
  plant(aanvaller, slachtoffer);
  expect((await slachtoffer.haal(aanvaller.pagina)).status).toBe(400);
  expect((await vulIn(slachtoffer, aanvaller.pagina, 'leerling.gewoon')).status).toBe(400);
  const terug = aanvaller.pagina.pathname.replace(/^\/aanmelden\/[^/]+/, '/authorize');
  const bij = await aanvaller.bezoeker.volg(new URL(terug, idp.issuer));
  expect(bij.verder).toBeUndefined();
  expect(aanvaller.bezoeker.koekje('leerid')).toBeUndefined();
});

test('one mark serves all requests of a browser, and two tabs that began at once both go on', async () => {
  const { bezoeker } = await begin();
  await begin(bezoeker);
  expect(bezoeker.koekjes().filter(({ naam }) => MERK.test(naam))).toHaveLength(1);
  const [een, ander] = [await begin(), await begin()];
  een.bezoeker.neem(ander.bezoeker.koekjes(ander.pagina.pathname));
  for (const { pagina } of [een, ander]) {
    expect((await vulIn(een.bezoeker, pagina, 'leerling.gewoon')).status).toBe(303);
  }
});
