import { rm } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { GevolgdeMap, vierSeconden } from '../opzet/stukken/gevolgde_map.ts';

/**
 * A stop in the folder counts for good when its party may end the act. From anybody else, it closes the
 * protocol only while it stands there.
 */

const gevolgd = new GevolgdeMap();
const { volg, isOpen, pad, fouten } = gevolgd;
beforeAll(() => gevolgd.begin());
beforeEach(() => gevolgd.maak());
afterEach(() => gevolgd.ruimOp());
afterAll(() => gevolgd.einde());

const BESTAND = 'protocollen/voorbeeld/stopzetting.yaml';
const stopbestand = (stop: object, naam = BESTAND) =>
  gevolgd.map.schrijf(naam, { op: '2025-02-28', reden: 'inbreuk', ...stop });
const rijen = async () =>
  (await gevolgd.db.selectFrom('protocolstops').select(['protocol', 'op', 'door', 'grond']).execute()).map((rij) =>
    Object.values(rij).join(' '),
  );

test.each([
  ['another party', { door: 'leverancier' }, 'meteen beëindigen kan volgens artikel 8 enkel dov'],
  ['a stranger', { door: 'vreemde' }, 'is geen partij bij dit protocol'],
  [
    'a stranger who tells of an end by law',
    { door: 'vreemde', grond: 'dienst_gestopt' },
    'is geen partij bij dit protocol',
  ],
])('of %s: closed at once and explained, and no stop once it is gone', async (_, stop, uitleg) => {
  const [levend, andere] = [await volg(), await volg()];
  await stopbestand(stop);
  await levend.verversUitMap();
  expect(levend.alle.get('voorbeeld')?.geldigheidOp(gevolgd.klok.vandaag())).toMatchObject({
    reden: 'bestand_ongeldig',
    uitleg: expect.stringContaining(uitleg),
  });
  await vierSeconden(levend);
  expect(fouten()).toContain(uitleg);
  expect([isOpen(levend), isOpen(await volg()), isOpen(levend, 'ander')]).toEqual([false, false, true]);
  await rm(pad(BESTAND));
  for (const node of [levend, andere]) await vierSeconden(node);
  expect([isOpen(levend), isOpen(andere), isOpen(await volg()), await rijen()]).toEqual([true, true, true, []]);
});

test('a sound one beside it counts, whichever names the earlier day', async () => {
  const levend = await volg();
  await stopbestand({ door: 'leverancier', op: '2025-01-01' }, 'protocollen/voorbeeld/stopzetting.yml');
  await stopbestand({ door: 'dov' });
  await vierSeconden(levend);
  for (const naam of ['stopzetting.yml', 'stopzetting.yaml']) await rm(pad(`protocollen/voorbeeld/${naam}`));
  await vierSeconden(levend);
  expect([isOpen(levend), await rijen()]).toEqual([false, ['voorbeeld 2025-02-28 dov sanctie']]);
});

test('an end by law that a party tells of is for good, and kept with its ground', async () => {
  const levend = await volg();
  await stopbestand({ door: 'leverancier', grond: 'rechtsgrond_vervallen' });
  await vierSeconden(levend);
  await rm(pad(BESTAND));
  await vierSeconden(levend);
  expect([isOpen(levend), await rijen()]).toEqual([false, ['voorbeeld 2025-02-28 leverancier rechtsgrond_vervallen']]);
});

test('a notice in a file counts from its receipt: taken for good once the other party has it, and the act lives its term out', async () => {
  const levend = await volg();
  const vandaag = gevolgd.klok.vandaag();
  const morgen = vandaag.add({ days: 1 });
  const einde = vandaag.add({ months: 7 }).toString();
  const opzegging = { door: 'leverancier', grond: 'opzegging', op: einde };
  await stopbestand({ ...opzegging, ontvangen: morgen.toString() });
  await vierSeconden(levend);
  expect([isOpen(levend), await rijen(), fouten()]).toEqual([true, [], '']);
  await stopbestand({ ...opzegging, ontvangen: vandaag.toString() });
  await vierSeconden(levend);
  await rm(pad(BESTAND));
  await vierSeconden(levend);
  expect([isOpen(levend), await rijen()]).toEqual([true, [`voorbeeld ${einde} leverancier opzegging`]]);
});

test.each([
  ['within its term', { ontvangen: '2024-09-15' }, 'ten vroegste op 2025-03-16'],
  ['without a day of receipt', {}, 'de dag waarop de andere partij'],
])('a notice in a file %s is no stop: closed and explained while it stands there', async (_, anders, uitleg) => {
  const levend = await volg();
  await stopbestand({ door: 'leverancier', grond: 'opzegging', ...anders });
  await vierSeconden(levend);
  expect(fouten()).toContain(uitleg);
  expect([isOpen(levend), await rijen()]).toEqual([false, []]);
  await rm(pad(BESTAND));
  await vierSeconden(levend);
  expect(isOpen(levend)).toBe(true);
});

test('while the act can not be read, what was last read of it tells whose word counts', async () => {
  const levend = await volg();
  await gevolgd.map.schrijf('protocollen/voorbeeld/protocol.yaml', 'stuk: [');
  await vierSeconden(levend);
  await stopbestand({ door: 'dov' });
  await levend.verversUitMap();
  await levend.verversUitDatabase();
  expect(await rijen()).toEqual(['voorbeeld 2025-02-28 dov sanctie']);
});

test('an act that was never in force: a node remembers the stop until it can be read, also when its file is gone by then', async () => {
  await gevolgd.schrijfProtocol('nieuw');
  await gevolgd.schrijfDossier('nieuw', 'nieuw');
  const heel = await gevolgd.map.lees('protocollen/nieuw/protocol.yaml');
  await gevolgd.map.schrijf('protocollen/nieuw/protocol.yaml', 'stuk: [');
  const levend = await volg();
  await stopbestand({ door: 'dov' }, 'protocollen/nieuw/stopzetting.yaml');
  await vierSeconden(levend);
  expect([isOpen(levend, 'nieuw'), await rijen()]).toEqual([false, []]);
  await rm(pad('protocollen/nieuw/stopzetting.yaml'));
  await gevolgd.map.schrijf('protocollen/nieuw/protocol.yaml', heel);
  await vierSeconden(levend);
  await vierSeconden(levend);
  expect([isOpen(levend, 'nieuw'), await rijen()]).toEqual([false, ['nieuw 2025-02-28 dov sanctie']]);
});
