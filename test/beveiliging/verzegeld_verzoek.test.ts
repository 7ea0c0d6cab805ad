import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import pg from 'pg';
import { Bezoeker, type Koekje } from '../opzet/bezoek/bezoeker.ts';
import { terugactie } from '../opzet/bezoek/formulier.ts';
import {
  ANTWOORD,
  beantwoord,
  delen,
  gaatVerder,
  isVerlopen,
  kopie,
  overkant,
  type Plek,
  plekkenBij,
  staatStil,
  VERZOEK,
} from '../opzet/bezoek/plek.ts';
import { trekIn } from '../opzet/bezoek/sluiting.ts';
import { aantalRijen } from '../opzet/database/rijen.ts';
import { eerder } from '../opzet/machinetijd.ts';
import { type Idp, startIdp } from '../opzet/server/idp.ts';
import { type Node, omDeBeurt, startNode, weerAlleen } from '../opzet/server/nodes.ts';

/**
 * A request waits in the browser, and so does its answer. Whoever has a browser can keep, change and swap
 * what is in it. It gives him nothing that he had not: a friendly page, the way back, and no line of an
 * error.
 */

let idp: Idp;
const nodes: Node[] = [];
beforeAll(async () => {
  idp = await startIdp();
});
afterAll(() => idp.stop());
beforeEach(async () => {
  await idp.db.deleteFrom('aanmeldpogingen').execute();
});
afterEach(async () => {
  expect(idp.logregels.filter((regel) => regel.includes('"level":50'))).toEqual([]);
  await weerAlleen(idp, nodes.splice(0));
});

const { begin, beginEnBeantwoord } = plekkenBij(() => idp);

const opDePagina = [VERZOEK, () => begin()] as const;
const opWeg = [ANTWOORD, () => beginEnBeantwoord()] as const;

describe.each([opDePagina, opWeg])('%s', (naam, maak: () => Promise<Plek>) => {
  function verander({ bezoeker, adres }: Plek, maakAnders: (waarde: string) => string): void {
    const [eerste] = delen({ bezoeker, adres }, naam);
    bezoeker.neem([{ ...(eerste as Koekje), waarde: maakAnders(eerste?.waarde ?? '') }]);
  }

  const bit = (waar: number) => (waarde: string) => {
    const bytes = Buffer.from(waarde.slice(1), 'base64url');
    const plaats = Math.floor(waar * (bytes.length - 1));
    bytes[plaats] = (bytes[plaats] ?? 0) ^ 1;
    return `1${bytes.toString('base64url')}`;
  };

  test('as it is, it goes on', async () => {
    const plek = await maak();
    expect((await plek.bezoeker.haal(plek.adres)).status).toBeLessThan(400);
  });

  test.each<[string, (waarde: string) => string]>([
    ['cut at its end', (waarde) => waarde.slice(0, -8)],
    ['cut to its nonce', (waarde) => waarde.slice(0, 17)],
    ['cut to nothing', () => '1'],
    ['a bit of its nonce', bit(0)],
    ['a bit of its tag', bit(0.03)],
    ['a bit of its text', bit(0.5)],
    ['its last bit', bit(1)],
    ['longer than a part', (waarde) => waarde + 'A'.repeat(4_000)],
    ['as long as a header can be', (waarde) => waarde + 'A'.repeat(12_000)],
    ['two parts of which one is missing', (waarde) => `2${waarde.slice(1)}`],
    ['more parts than there can be', (waarde) => `9${waarde.slice(1)}`],
    ['no number of parts', (waarde) => waarde.slice(1)],
    ['not in its letters', () => '1{"uid":"x"}'],
  ])('changed: %s', async (_wat, maakAnders) => {
    const plek = await maak();
    verander(plek, maakAnders);
    await staatStil(plek);
  });

  test('of another request of the same browser', async () => {
    const een = await maak();
    const [vreemd] = delen(naam === VERZOEK ? await begin(een.bezoeker) : await beginEnBeantwoord(een.bezoeker), naam);
    verander(een, () => vreemd?.waarde ?? '');
    await staatStil(een);
  });

  test('in another browser, with and without a request of its own there', async () => {
    for (const ander of [new Bezoeker(), (await begin()).bezoeker]) {
      const { bezoeker, adres } = await maak();
      ander.neem(bezoeker.koekjes(adres.pathname).filter(({ pad }) => pad === adres.pathname));
      await staatStil({ bezoeker: ander, adres });
      expect(ander.koekje('leerid')).toBeUndefined();
    }
  });

  test('sealed by another node under a key that is on the list of this one, first or last', async () => {
    const [oud, nieuw] = [randomBytes(32).toString('hex'), randomBytes(32).toString('hex')];
    const node = async (...cookiesleutels: string[]) => {
      nodes.push(await startNode(idp, { cookiesleutels }));
      return nodes.at(-1) as Node;
    };
    omDeBeurt(idp, await node(oud));
    const [een, ander] = [await maak(), await maak()];
    omDeBeurt(idp, await node(nieuw, oud));
    expect((await een.bezoeker.haal(een.adres)).status).toBeLessThan(400);
    const zonder = await node(nieuw);
    omDeBeurt(idp, zonder);
    isVerlopen(await ander.bezoeker.haal(ander.adres));
    const regels = zonder.logregels.map((regel) => JSON.parse(regel));
    expect(regels).toContainEqual(expect.objectContaining({ gebeurtenis: 'koekje.vreemd', koekje: naam }));
  });

  test('after its time, whatever the browser keeps', async () => {
    const geleden = naam === VERZOEK ? { hours: 23, minutes: 1 } : { seconds: 61 };
    // Only the seal is of then: a cookie that is over does not go along by itself.
    const toen = await eerder(geleden, async () => {
      const plek = await maak();
      return { ...plek, koekjes: plek.bezoeker.koekjes(plek.adres.pathname) };
    });
    toen.bezoeker.neem(toen.koekjes);
    expect(delen(toen, naam)).not.toEqual([]);
    await staatStil(toen);
  });

  test('until its time it goes on', async () => {
    const plek = await eerder(naam === VERZOEK ? { hours: 22 } : { seconds: 30 }, maak);
    expect((await plek.bezoeker.haal(plek.adres)).status).toBeLessThan(400);
  });

  test('once its application closed and opened again', async () => {
    const plek = await maak();
    const zet = await trekIn(idp.configmap);
    await idp.ververs();
    await zet();
    await idp.ververs();
    await staatStil(plek);
    expect(await gaatVerder(await beginEnBeantwoord())).toBe(true);
  });

  test('once its address is no longer in the dossier', async () => {
    const plek = await maak();
    const bestand = join(idp.configmap, 'toepassingen/smartschool.yaml');
    const dossier = await readFile(bestand, 'utf8');
    await writeFile(bestand, dossier.replaceAll('/smartschool/callback', '/smartschool/nieuw'));
    await idp.tekenDossiers();
    await idp.ververs();
    await staatStil(plek);
    await writeFile(bestand, dossier);
    await idp.tekenDossiers();
    await idp.ververs();
    expect((await plek.bezoeker.haal(plek.adres)).status).toBeLessThan(400);
  });
});

describe('long seals, in parts', () => {
  const LANG = { state: 'x'.repeat(2_048), nonce: 'y'.repeat(512), login_hint: 'z'.repeat(300) };

  test.each([
    [VERZOEK, () => begin(new Bezoeker(), LANG)],
    [ANTWOORD, () => beginEnBeantwoord(new Bezoeker(), LANG)],
  ] as const)('%s: without one of them, and with one of another', async (naam, maak) => {
    for (const plaats of [0, 1]) {
      const [een, ander] = [await maak(), await maak()];
      const [eigen, vreemd] = [delen(een, naam), delen(ander, naam)];
      expect([eigen.length, vreemd.length]).toEqual([2, 2]);
      een.bezoeker.neem([{ ...(eigen[plaats] as Koekje), waarde: vreemd[plaats]?.waarde ?? '' }]);
      await staatStil(een);
      een.bezoeker.vergeet([eigen[plaats] as Koekje]);
      await staatStil(een);
      een.bezoeker.neem(eigen);
      expect((await een.bezoeker.haal(een.adres)).status).toBeLessThan(400);
    }
  });

  test('both parts in one cookie: nothing is opened that no cookie of ours can hold', async () => {
    const plek = await begin(new Bezoeker(), LANG);
    const [een, twee] = delen(plek, VERZOEK) as [Koekje, Koekje];
    plek.bezoeker.neem([{ ...een, waarde: `1${een.waarde.slice(1)}${twee.waarde}` }]);
    await staatStil(plek);
  });

  test('parts of two answers to one request', async () => {
    const plek = await begin(new Bezoeker(), LANG);
    const dubbel = kopie(plek);
    const [een, ander] = [await beantwoord(plek), await beantwoord(dubbel)];
    const [, tweede] = delen(ander, ANTWOORD);
    een.bezoeker.neem([tweede as Koekje]);
    await staatStil(een);
    expect(await gaatVerder(ander)).toBe(true);
  });
});

describe('one as the other', () => {
  const als = ({ waarde }: Koekje, naam: string, { pathname: pad }: URL): Koekje => ({ naam, waarde, pad });

  test('a request as its own answer', async () => {
    const plek = await begin();
    const verder = new URL(overkant(plek.adres), plek.adres);
    plek.bezoeker.neem(delen(plek, VERZOEK).map((deel) => als(deel, ANTWOORD, verder)));
    isVerlopen(await plek.bezoeker.haal(verder));
  });

  test('an answer as the request that it answers', async () => {
    const plek = await begin();
    const antwoord = await beantwoord(plek);
    plek.bezoeker.neem(delen(antwoord, ANTWOORD).map((deel) => als(deel, VERZOEK, plek.adres)));
    await staatStil(plek);
  });
});

test('who has typed no password makes no statement and leaves no row, however often he comes', async () => {
  await begin();
  const ervoor = await aantalRijen(idp.db);
  const spion = jest.spyOn(pg.Client.prototype, 'query');
  for (let keer = 0; keer < 20; keer++) {
    const { bezoeker, adres } = await begin();
    const html = (await bezoeker.haal(adres)).text;
    await bezoeker.stuur(new URL(terugactie(html), adres), {});
  }
  const teksten = spion.mock.calls.map(([vraag]) => String((vraag as { text?: string }).text ?? vraag));
  spion.mockRestore();
  // The node itself reads keys, stops and openings every few seconds, and messages that wait.
  const eigen =
    /oidc_sleutels|protocolstops|open_toepassingen|clienthouders|protocolversies|afmeldberichten|werkrooster/;
  expect(teksten.filter((tekst) => !eigen.test(tekst))).toEqual([]);
  expect(await aantalRijen(idp.db)).toEqual(ervoor);
});
