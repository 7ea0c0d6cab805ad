import { afterAll, beforeAll, expect, test } from '@jest/globals';
import * as client from 'openid-client';
import { Bezoeker } from '../opzet/bezoek/bezoeker.ts';
import { type Idp, startIdp } from '../opzet/server/idp.ts';
import { relyingParty, vraagAan } from '../opzet/toepassing/relying_party.ts';
import { verwachtNet } from './fuzz/eigenschappen.ts';
import { inGebruik } from './fuzz/geheugen.ts';
import { geldigeVerzoeken } from './fuzz/geldig.ts';
import { type Geval, gevallen, vermink } from './fuzz/gevallen.ts';
import { Logboek } from './fuzz/logboek.ts';
import { muteer } from './fuzz/muteer.ts';
import { noteerRoutes } from './fuzz/routes.ts';
import { Verzender } from './fuzz/verstuur.ts';
import { legeVoorraad, maakWachtwoordenGoedkoop, vulAan } from './fuzz/voorraad.ts';

/**
 * Every endpoint under broken requests. The same seed asks the same things: a red run tells which numbers went wrong, and
 * LEERID_FUZZ_ALLEEN=<number> asks that one again. LEERID_FUZZ_ZAAD asks others, LEERID_FUZZ_VERZOEKEN more of them.
 */
const ZAAD = Number(process.env.LEERID_FUZZ_ZAAD ?? 20_261_123);
const VERZOEKEN = Number(process.env.LEERID_FUZZ_VERZOEKEN ?? 20_000);
const ALLEEN = process.env.LEERID_FUZZ_ALLEEN;
const DELEN = 4;
const TEGELIJK = 16;
/** After so many requests the stock is filled anew. */
const VERS = 500;
/** When so much went wrong, more of it tells nothing. */
const GENOEG = 20;
const MAX_GROEI = 6 * 1024 * 1024;
const volledig = VERZOEKEN >= 10_000 && ALLEEN === undefined ? test : test.skip;

let idp: Idp;
let verzender: Verzender;
let soorten: ReturnType<typeof geldigeVerzoeken>;
let rij: [nr: number, geval: Geval][];
let routes: Set<string>;
const voorraad = legeVoorraad();
const logboek = new Logboek();
/** How often each endpoint was asked, and with which kinds of answer. */
const geteld: Record<string, Record<string, number>> = {};
const leerling = 'leerling.gewoon';

beforeAll(async () => {
  const geefRoutes = noteerRoutes();
  idp = await startIdp();
  routes = geefRoutes(idp.app);
  verzender = new Verzender(idp.issuer);
  await maakWachtwoordenGoedkoop(idp, leerling);
  for (let beurt = 0; beurt < 6; beurt++) await vulAan(idp, voorraad, beurt);
  soorten = geldigeVerzoeken(idp, voorraad);
  const alle = gevallen(Object.keys(soorten), ZAAD, Math.max(VERZOEKEN, Number(ALLEEN ?? 0) + 1)).entries();
  rij = [...alle].filter(([nr]) => ALLEEN === undefined || nr === Number(ALLEEN));
});
afterAll(async () => {
  verzender.stop();
  await idp.stop();
  const tabel = Object.entries(geteld).map(
    ([eindpunt, aantallen]) => `${eindpunt.padEnd(32)}${JSON.stringify(aantallen)}`,
  );
  process.stderr.write(`fuzz, seed ${ZAAD}:\n${tabel.sort().join('\n')}\n`);
});

function tel(eindpunt: string, status: number | undefined): void {
  const soort = status ? `${Math.floor(status / 100)}xx` : 'none';
  const eerder = geteld[eindpunt] ?? {};
  geteld[eindpunt] = { ...eerder, [soort]: (eerder[soort] ?? 0) + 1 };
}

async function stuur({ eindpunt, keuze, mutaties, verminking }: Geval): Promise<void> {
  const verzoek = await muteer(idp.issuer, (await soorten[eindpunt]?.(keuze)) as never, mutaties);
  const antwoord = await verzender.verstuur(verzoek, verminking ? (bytes) => vermink(bytes, verminking) : undefined);
  tel(eindpunt, antwoord.status);
  verwachtNet(idp.issuer, verzoek, antwoord);
}

/** The stock is filled between the requests, and not beside them: a pupil whom one of them signs out can't sign in meanwhile. */
async function stuurAlle(gevallen: typeof rij): Promise<string[]> {
  const klachten: string[] = [];
  for (const [beurt, groep] of Map.groupBy(gevallen, ([nr]) => Math.floor(nr / VERS))) {
    await vulAan(idp, voorraad, beurt);
    await stuurGroep(groep, klachten);
    if (klachten.length >= GENOEG) break;
  }
  return klachten;
}

/** So many requests are on their way at any moment: one that waits for nothing does not hold up the others. */
async function stuurGroep(groep: typeof rij, klachten: string[]): Promise<void> {
  const wachtrij = groep.values();
  const werk = async () => {
    for (const [nr, geval] of wachtrij) {
      await stuur(geval).catch((fout: Error) => {
        klachten.push(`LEERID_FUZZ_ZAAD=${ZAAD} LEERID_FUZZ_ALLEEN=${nr}: ${JSON.stringify(geval)}\n${fout.message}\n`);
      });
      if (klachten.length >= GENOEG) return;
    }
  };
  await Promise.all(Array.from({ length: TEGELIJK }, werk));
}

let naEersteDeel = 0;

test.each(Array.from({ length: DELEN }, (_, deel) => deel))(
  'mutated requests, part %i: no 5xx, no hang, nothing of the inside, nobody sent to a stranger',
  async (deel) => {
    const grens = (n: number) => Math.ceil((n * rij.length) / DELEN);
    const klachten = await stuurAlle(rij.slice(grens(deel), grens(deel + 1)));
    logboek.lees(idp.logregels.splice(0));
    expect(klachten.join('\n')).toBe('');
    expect(logboek.schrik.splice(0)).toEqual([]);
    if (deel === 0) naEersteDeel = await inGebruik();
  },
  300_000,
);

volledig('every route of the app was taken', () => {
  expect([...routes].filter((route) => !logboek.bezocht.has(route))).toEqual([]);
  expect(routes.size).toBeGreaterThan(25);
});

volledig('every endpoint was reached, and not only its first check', () => {
  for (const [eindpunt, aantallen] of Object.entries(geteld)) {
    const gelukt = (aantallen['2xx'] ?? 0) + (aantallen['3xx'] ?? 0);
    expect({ eindpunt, genoeg: gelukt > VERZOEKEN / 5_000 }).toEqual({ eindpunt, genoeg: true });
  }
});

volledig('memory does not grow with the number of requests', async () => {
  const groei = (await inGebruik()) - naEersteDeel;
  process.stderr.write(`fuzz: ${(groei / 1024).toFixed(0)} KiB more in use after the last part than after the first\n`);
  expect(groei).toBeLessThan(MAX_GROEI);
});

test('afterwards a pupil signs in as before', async () => {
  const rp = await relyingParty(idp, 'smartschool');
  const { url, controles } = await vraagAan(rp, 'smartschool');
  const { verder } = await new Bezoeker().meldAan(url, leerling);
  const { access_token } = await client.authorizationCodeGrant(rp, verder as URL, controles);
  const gegevens = await client.fetchUserInfo(rp, access_token, client.skipSubjectCheck);
  expect(gegevens).toMatchObject({ given_name: 'Gewone' });
});
