import { cp, rm } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { hashVan, leesProtocollen } from '../../src/protocol/index.ts';
import { bewaarVersie, type LevendeToepassingen, leesVersies, legStopVast } from '../../src/toepassingen/index.ts';
import { maakOndertekenaar, teken } from '../opzet/stukken/configmap.ts';
import { GevolgdeMap, vierSeconden } from '../opzet/stukken/gevolgde_map.ts';
import { protocolbytes } from '../opzet/stukken/voorbeeldprotocol.ts';

/** The next text of an act stands beside it, and takes over on its day. */

const gevolgd = new GevolgdeMap();
const { klok, volg, isOpen, pad } = gevolgd;
let gesloten = 0;
beforeAll(() => gevolgd.begin());
beforeEach(async () => {
  await gevolgd.maak();
  gesloten = 0;
  gevolgd.sluit = async () => {
    gesloten++;
  };
});
afterEach(() => gevolgd.ruimOp());
afterAll(() => gevolgd.einde());

const TWEEDE = 'protocollen/voorbeeld/versies/2';
/** From 1 September on, with another datum. */
const tweede = (van = '2025-09-01') =>
  protocolbytes((protocol) => {
    protocol.titel = 'Tweede tekst';
    protocol.looptijd = { artikel: 11, van };
    protocol.gegevens.push({ code: 'email', wat: 'mailadres', reden: 'antwoorden' });
    protocol.ontvangers.categorieen[0].gegevens.push('email');
  }, 'voorbeeld');

async function schrijfVersie(bytes: Uint8Array, wie = gevolgd.partijen, map = TWEEDE): Promise<void> {
  await gevolgd.map.schrijf(`${map}/protocol.yaml`, bytes);
  if (wie.length) await gevolgd.map.schrijf(`${map}/handtekeningen.json`, JSON.stringify(await teken(bytes, ...wie)));
}

const zetOp = (moment: string) => klok.zet(Temporal.Instant.from(moment));
const VOOR = '2025-08-31T21:59:59Z';
const NA = '2025-08-31T22:00:00Z';
const titel = ({ alle }: LevendeToepassingen) => alle.get('voorbeeld')?.protocol.titel;
const reden = ({ alle }: LevendeToepassingen) => {
  const geldigheid = alle.get('voorbeeld')?.geldigheidOp(klok.vandaag());
  return geldigheid?.in_werking === false ? geldigheid.reden : undefined;
};
const codes = (toepassing: { deel: { gegevens: readonly { code: string }[] } } | undefined) =>
  toepassing?.deel.gegevens.map(({ code }) => code);

test('takes over at Belgian midnight on every node, and nothing that was begun before is ended', async () => {
  await schrijfVersie(tweede());
  zetOp('2025-08-31T12:00:00Z');
  const nodes = [await volg(), await volg()];
  gesloten = 0;
  zetOp(VOOR);
  expect(nodes.map((node) => [titel(node), isOpen(node)])).toEqual([
    ['Voorbeeld', true],
    ['Voorbeeld', true],
  ]);
  zetOp(NA);
  // At once, without a turn: the new text counts, and nothing leaves before it is kept.
  expect(nodes.map((node) => [titel(node), reden(node)])).toEqual([
    ['Tweede tekst', 'nog_niet_geopend'],
    ['Tweede tekst', 'nog_niet_geopend'],
  ]);
  for (const node of nodes) await node.verversOpenstelling();
  expect(nodes.map((node) => isOpen(node))).toEqual([true, true]);
  for (const node of nodes) await vierSeconden(node);
  expect(nodes.map((node) => isOpen(node))).toEqual([true, true]);
  expect(gesloten).toBe(0);
  expect((await leesVersies(gevolgd.db, 'voorbeeld')).map(({ hash }) => hash).at(-1)).toBe(hashVan(tweede()));
});

test('what was begun under the older text gets what both give, on the conditions of both', async () => {
  await schrijfVersie(tweede());
  const levend = await volg();
  const toen = levend.alle.get('voorbeeld')?.protocolHash ?? '';
  zetOp(NA);
  await levend.verversOpenstelling();
  const nu = levend.alle.get('voorbeeld');
  expect(codes(nu)).toContain('email');
  expect(codes(levend.hoogstensOnder('voorbeeld', toen))).toEqual(codes(nu)?.filter((code) => code !== 'email'));
  expect(levend.hoogstensOnder('voorbeeld', toen)?.protocolHash).toBe(nu?.protocolHash);
  expect(levend.hoogstensOnder('voorbeeld', nu?.protocolHash ?? '')).toBe(nu);
  expect(levend.hoogstensOnder('voorbeeld', 'f'.repeat(64))).toBeUndefined();
});

test('of a text that was replaced in its place, a node still knows what it gave', async () => {
  const levend = await volg();
  const toen = levend.alle.get('voorbeeld')?.protocolHash ?? '';
  await gevolgd.map.schrijfProtocol('voorbeeld', tweede('2025-02-01'), ...gevolgd.partijen);
  await vierSeconden(levend);
  expect([titel(levend), isOpen(levend)]).toEqual(['Tweede tekst', true]);
  expect(codes(levend.hoogstensOnder('voorbeeld', toen))).not.toContain('email');
});

describe('the older text never comes back', () => {
  async function overgenomen(): Promise<LevendeToepassingen> {
    await schrijfVersie(tweede());
    zetOp(NA);
    const levend = await volg();
    await vierSeconden(levend);
    expect([titel(levend), isOpen(levend)]).toEqual(['Tweede tekst', true]);
    return levend;
  }

  test.each([
    ['is gone', () => rm(pad(TWEEDE), { recursive: true })],
    ['can not be read', () => gevolgd.map.schrijf(`${TWEEDE}/protocol.yaml`, 'stuk: [')],
    ['lost its signatures', () => rm(pad(`${TWEEDE}/handtekeningen.json`))],
    ['has one more byte', () => gevolgd.map.schrijf(`${TWEEDE}/protocol.yaml`, `${Buffer.from(tweede())}\n`)],
  ])('the new file %s: the door is shut, also after a restart', async (_, doe) => {
    const levend = await overgenomen();
    await doe();
    await vierSeconden(levend);
    expect([isOpen(levend), isOpen(await volg()), isOpen(levend, 'ander')]).toEqual([false, false, true]);
  });

  test('a node with an older folder lets nobody in, and ends nothing of what the others keep open', async () => {
    const oud = `${gevolgd.map.pad}-oud`;
    await cp(gevolgd.map.pad, oud, { recursive: true });
    const achter = await volg(oud);
    zetOp(NA);
    expect(isOpen(achter)).toBe(true);
    const levend = await overgenomen();
    gesloten = 0;
    for (const _ of [1, 2, 3]) {
      await achter.verversUitDatabase();
      await achter.verversOpenstelling();
      await vierSeconden(levend);
    }
    expect([isOpen(achter), isOpen(levend), gesloten]).toEqual([false, true, 0]);
    expect(reden(achter)).toBe('vervangen');
    await cp(gevolgd.map.pad, oud, { recursive: true });
    await vierSeconden(achter);
    expect([isOpen(achter), gesloten]).toEqual([true, 0]);
    await rm(oud, { recursive: true });
  });
});

test('a node that learns of the new text before the other one wrote that it goes on, ends nothing either', async () => {
  const achter = await volg();
  gesloten = 0;
  await schrijfVersie(tweede('2025-02-01'), gevolgd.partijen, 'protocollen/voorbeeld');
  const { dossiers, partijen } = await leesProtocollen(gevolgd.map.pad);
  const nieuw = dossiers.find(({ naam }) => naam === 'voorbeeld');
  if (!nieuw) throw new Error('geen tekst');
  await bewaarVersie(gevolgd.db, nieuw, partijen, klok.nu());
  await achter.verversUitDatabase();
  await achter.verversOpenstelling();
  expect([isOpen(achter), reden(achter), gesloten]).toEqual([false, 'vervangen', 0]);
});

test.each<[string, () => Promise<void>, string]>([
  ['a draft', () => schrijfVersie(tweede('2025-02-01'), []), 'ontwerp'],
  ['signed by one party alone', () => schrijfVersie(tweede('2025-02-01'), gevolgd.partijen.slice(0, 1)), 'ontwerp'],
  ['of another name', () => schrijfVersie(protocolbytes((p) => void p.gegevens.pop(), 'ander')), 'niet genoemd'],
])('%s beside it changes nothing', async (_, doe, fase) => {
  await doe();
  const levend = await volg();
  expect([titel(levend), isOpen(levend)]).toEqual(['Voorbeeld', true]);
  const loop = levend.leesLevenslopen().find(({ naam }) => naam === 'voorbeeld');
  expect(loop?.versies[1]?.fase ?? 'niet genoemd').toBe(fase);
});

test('a text without a party of the one before takes nothing over', async () => {
  const vreemde = await maakOndertekenaar('vreemde');
  await gevolgd.map.schrijf('partijen/vreemde.yaml', vreemde.partij);
  const bytes = protocolbytes((protocol) => {
    const { kbo, vestigingseenheid } = vreemde.partij;
    Object.assign(protocol, JSON.parse(JSON.stringify(protocol).replaceAll('"dov"', '"vreemde"')));
    Object.assign(protocol.partijen[0], { kbo, vestigingseenheid });
    protocol.looptijd.van = '2025-02-01';
  }, 'voorbeeld');
  const leverancier = gevolgd.partijen[1];
  await schrijfVersie(bytes, leverancier ? [vreemde, leverancier] : []);
  const levend = await volg();
  expect([titel(levend), isOpen(levend)]).toEqual(['Voorbeeld', true]);
  const loop = levend.leesLevenslopen().find(({ naam }) => naam === 'voorbeeld');
  expect(loop?.versies.map(({ fase }) => fase)).toEqual(['in_werking', 'gesloten']);
});

test('a stop is of the act: it ends the text that waits as well, by the right that the present text gives', async () => {
  await schrijfVersie(
    protocolbytes((protocol) => {
      protocol.looptijd.van = '2025-09-01';
      protocol.sanctie.beeindiging_door = ['leverancier'];
    }, 'voorbeeld'),
  );
  const levend = await volg();
  await gevolgd.map.schrijf('protocollen/voorbeeld/stopzetting.yaml', {
    ...{ op: '2025-08-31', door: 'dov', reden: 'inbreuk' },
  });
  await vierSeconden(levend);
  await rm(pad('protocollen/voorbeeld/stopzetting.yaml'));
  await vierSeconden(levend);
  zetOp(VOOR);
  await vierSeconden(levend);
  expect(isOpen(levend)).toBe(false);
  zetOp(NA);
  await vierSeconden(levend);
  expect([isOpen(levend), isOpen(await volg())]).toEqual([false, false]);
});

test('a dossier that the new text no longer names is shut on that day, as any closing', async () => {
  await schrijfVersie(
    protocolbytes((protocol) => {
      protocol.looptijd.van = '2025-09-01';
      protocol.toepassingen = ['een-andere'];
    }, 'voorbeeld'),
  );
  const levend = await volg();
  gesloten = 0;
  zetOp(NA);
  await vierSeconden(levend);
  expect([isOpen(levend), gesloten]).toEqual([false, 1]);
});

test('a stop in the database ends every text', async () => {
  await schrijfVersie(tweede());
  zetOp(NA);
  const levend = await volg();
  await legStopVast(gevolgd.db, 'voorbeeld', { op: '2025-09-01', door: 'dov', reden: 'inbreuk' }, klok.nu());
  await vierSeconden(levend);
  expect(levend.leesLevenslopen().find(({ naam }) => naam === 'voorbeeld')).toMatchObject({
    isVoorbij: true,
    nu: undefined,
  });
});

test('a byte more in the file of the present text is a closing, as before', async () => {
  const levend = await volg();
  gesloten = 0;
  const pad = 'protocollen/voorbeeld/protocol.yaml';
  await gevolgd.map.schrijf(pad, `${await gevolgd.map.lees(pad)}\n`);
  await vierSeconden(levend);
  expect([isOpen(levend), gesloten]).toEqual([false, 1]);
});
