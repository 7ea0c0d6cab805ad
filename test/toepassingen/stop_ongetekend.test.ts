import { cp, rm } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { GevolgdeMap, vierSeconden } from '../opzet/stukken/gevolgde_map.ts';

/**
 * Somebody who edits a folder without a key decides nothing about who may end an act. No rightful stop is
 * lost meanwhile.
 */

const gevolgd = new GevolgdeMap();
const { volg, isOpen, pad } = gevolgd;
beforeAll(() => gevolgd.begin());
beforeEach(() => gevolgd.maak());
afterEach(() => gevolgd.ruimOp());
afterAll(() => gevolgd.einde());

const AKTE = 'protocollen/voorbeeld/protocol.yaml';
const BESTAND = 'protocollen/voorbeeld/stopzetting.yaml';
const VAN_DOV = ['voorbeeld 2025-02-28 dov sanctie'];
const stopbestand = (door: string) => gevolgd.map.schrijf(BESTAND, { op: '2025-02-28', reden: 'inbreuk', door });
const rijen = async () =>
  (await gevolgd.db.selectFrom('protocolstops').select(['protocol', 'op', 'door', 'grond']).execute()).map((rij) =>
    Object.values(rij).join(' '),
  );

/** Changes only the text, as anybody who can write in the folder could. */
async function geefLeverancierHetRecht(): Promise<Buffer> {
  const heel = await gevolgd.map.lees(AKTE);
  const anders = heel.toString().replace(/beeindiging_door:\n\s+- dov/, 'beeindiging_door:\n    - leverancier');
  expect(anders).not.toBe(heel.toString());
  await gevolgd.map.schrijf(AKTE, anders);
  return heel;
}

test.each([
  ['read it before', true],
  ['started on it', false],
])(
  'a node that %s goes by the act that was signed: the stop of dov is kept, that of the other is none',
  async (_, las) => {
    expect(isOpen(await volg())).toBe(true);
    const vroeger = await volg();
    const heel = await geefLeverancierHetRecht();
    const levend = las ? vroeger : await volg();
    await vierSeconden(levend);
    await stopbestand('leverancier');
    await vierSeconden(levend);
    expect([isOpen(levend), await rijen()]).toEqual([false, []]);
    await stopbestand('dov');
    await vierSeconden(levend);
    expect(await rijen()).toEqual(VAN_DOV);
    await rm(pad(BESTAND));
    await gevolgd.map.schrijf(AKTE, heel);
    for (const _ of [1, 2]) await vierSeconden(levend);
    expect([isOpen(levend), isOpen(await volg())]).toEqual([false, false]);
  },
);

test('what a party without the right said meanwhile ends nothing once the act is whole', async () => {
  const levend = await volg();
  const heel = await geefLeverancierHetRecht();
  await stopbestand('leverancier');
  for (const _ of [1, 2]) await vierSeconden(levend);
  await rm(pad(BESTAND));
  await gevolgd.map.schrijf(AKTE, heel);
  for (const _ of [1, 2]) await vierSeconden(levend);
  expect([isOpen(levend), await rijen()]).toEqual([true, []]);
});

test('an act that its parties signed under another name tells nothing of this one', async () => {
  await gevolgd.schrijfProtocol('ander', (protocol) => {
    protocol.sanctie.beeindiging_door = ['leverancier'];
  });
  const levend = await volg();
  await cp(pad('protocollen/ander'), pad('protocollen/voorbeeld'), { recursive: true });
  await stopbestand('leverancier');
  for (const _ of [1, 2]) await vierSeconden(levend);
  expect(await rijen()).toEqual([]);
});

test('a node that started on a broken act asks the database who may: the stop stays when its file goes', async () => {
  expect(isOpen(await volg())).toBe(true);
  const heel = await gevolgd.map.lees(AKTE);
  await gevolgd.map.schrijf(AKTE, 'stuk: [');
  const levend = await volg();
  await stopbestand('dov');
  await vierSeconden(levend);
  expect(await rijen()).toEqual(VAN_DOV);
  await rm(pad(BESTAND));
  const nog = await volg();
  await gevolgd.map.schrijf(AKTE, heel);
  for (const _ of [1, 2]) await vierSeconden(nog);
  expect([isOpen(nog), await rijen()]).toEqual([false, VAN_DOV]);
});

test('a notice that nobody has yet goes with its file, also where the act could not be read', async () => {
  const heel = await gevolgd.map.lees(AKTE);
  await volg();
  await gevolgd.map.schrijf(AKTE, 'stuk: [');
  const levend = await volg();
  const [vandaag, einde] = [gevolgd.klok.vandaag(), gevolgd.klok.vandaag().add({ months: 7 })];
  const opzegging = { reden: 'gedaan', door: 'leverancier', grond: 'opzegging', op: einde.toString() };
  await gevolgd.map.schrijf(BESTAND, { ...opzegging, ontvangen: vandaag.add({ days: 1 }).toString() });
  await vierSeconden(levend);
  await rm(pad(BESTAND));
  gevolgd.klok.zet(Temporal.Instant.from('2025-03-03T09:00:00Z'));
  await vierSeconden(levend);
  await gevolgd.map.schrijf(AKTE, heel);
  for (const _ of [1, 2]) await vierSeconden(levend);
  expect(await rijen()).toEqual([]);
});
