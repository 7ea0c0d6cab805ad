import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { Bezoeker } from '../opzet/bezoek/bezoeker.ts';
import { gokker } from '../opzet/bezoek/gokker.ts';
import { type Idp, startIdp } from '../opzet/server/idp.ts';
import { type Node, omDeBeurt, startNode } from '../opzet/server/nodes.ts';
import { relyingParty, vraagAan } from '../opzet/toepassing/relying_party.ts';

/** Two nodes take turns in every sign-in, while the cookie keys are rotated as docs/beheer.md says. */

const OUD = randomBytes(32).toString('hex');
const NIEUW = randomBytes(32).toString('hex');
const NAAM = 'leerling.gewoon';

let idp: Idp;
let nodes: Node[] = [];
beforeAll(async () => {
  idp = await startIdp();
});
afterAll(() => idp.stop());
beforeEach(() => idp.db.deleteFrom('aanmeldpogingen').execute());
afterEach(async () => {
  for (const node of nodes) await node.stop();
  nodes = [];
});

async function draaiMet(...sleutels: [string[], string[]]): Promise<void> {
  const nieuwe = [
    await startNode(idp, { cookiesleutels: sleutels[0] }),
    await startNode(idp, { cookiesleutels: sleutels[1] }),
  ];
  nodes.push(...nieuwe);
  omDeBeurt(idp, ...nieuwe);
}

const aanvraag = async (clientId: string) => (await vraagAan(await relyingParty(idp, clientId), clientId)).url;

async function meldAan(bezoeker: Bezoeker): Promise<boolean> {
  const { verder } = await bezoeker.meldAan(await aanvraag('smartschool'), NAAM);
  return verder?.searchParams.has('code') ?? false;
}

/** Gets in with the existing session, without a password. */
async function isNogAangemeld(bezoeker: Bezoeker): Promise<boolean> {
  const { verder } = await bezoeker.volg(await aanvraag('toetsplatform'));
  return verder?.searchParams.has('code') ?? false;
}

/** The form is on the screen. It is sent later, perhaps to other nodes. */
const begin = (bezoeker: Bezoeker) => gokker(idp, bezoeker);

test.each<[string, [string[], string[]], [string[], string[]]]>([
  ['appended', [[OUD], [OUD]], [[OUD], [OUD, NIEUW]]],
  [
    'moved in front',
    [
      [OUD, NIEUW],
      [OUD, NIEUW],
    ],
    [
      [OUD, NIEUW],
      [NIEUW, OUD],
    ],
  ],
  [
    'the old one dropped',
    [
      [NIEUW, OUD],
      [NIEUW, OUD],
    ],
    [[NIEUW, OUD], [NIEUW]],
  ],
])(
  'while a key is %s and half of the nodes has it, who signs in gets in and who is in stays in',
  async (_stap, ervoor, tijdens) => {
    await draaiMet(...ervoor);
    const binnen = new Bezoeker();
    expect(await meldAan(binnen)).toBe(true);
    const halverwege = await begin(new Bezoeker());
    await draaiMet(...tijdens);
    expect(await halverwege(NAAM, 'appel-fiets-regen-42')).toMatchObject({ binnen: true });
    expect(await isNogAangemeld(binnen)).toBe(true);
    for (const bezoeker of [new Bezoeker(), new Bezoeker()]) {
      expect(await meldAan(bezoeker)).toBe(true);
      expect(await isNogAangemeld(bezoeker)).toBe(true);
    }
    expect(nodes.flatMap(({ logregels }) => logregels).filter((regel) => regel.includes('koekje.vreemd'))).toEqual([]);
  },
);

test('without the first step it goes wrong: a key that signs before every node knows it', async () => {
  const url = await aanvraag('smartschool');
  await draaiMet([NIEUW, OUD], [OUD]);
  const { status, text } = await new Bezoeker().volg(url);
  expect([status, text]).toEqual([400, expect.stringContaining('Deze aanmelding is niet meer geldig')]);
});

test('throttles go on counting and the log keeps its marks, whichever key signs', async () => {
  await draaiMet([OUD, NIEUW], [NIEUW, OUD]);
  for (let keer = 0; keer < 20; keer++) await (await begin(new Bezoeker()))(NAAM);
  expect(await (await begin(new Bezoeker()))(NAAM, 'appel-fiets-regen-42')).toMatchObject({ binnen: false });
  await draaiMet([NIEUW], [NIEUW]);
  expect(await (await begin(new Bezoeker()))(NAAM, 'appel-fiets-regen-42')).toMatchObject({ binnen: false });
  const regels = nodes.flatMap(({ logregels }) => logregels).filter((regel) => regel.includes('"aanmelding.'));
  expect(regels).toHaveLength(22);
  expect(new Set(regels.map((regel) => JSON.parse(regel).wie)).size).toBe(1);
});

test('a device stays known when every cookie key is another: strangers do not shut out who signed in on it', async () => {
  await draaiMet([OUD], [OUD]);
  const bezoeker = new Bezoeker();
  expect(await meldAan(bezoeker)).toBe(true);
  await draaiMet([NIEUW], [NIEUW]);
  for (let keer = 0; keer < 20; keer++) await (await begin(new Bezoeker()))(NAAM);
  expect(await (await begin(new Bezoeker()))(NAAM, 'appel-fiets-regen-42')).toMatchObject({ binnen: false });
  expect(await (await begin(bezoeker))(NAAM, 'appel-fiets-regen-42')).toMatchObject({ binnen: true });
});
