import { setImmediate as beurt } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { maakStoplezer } from '../../src/protocol/index.ts';
import { leesToepassingen, volgClientgeheimen } from '../../src/toepassingen/index.ts';
import { leesConfigstand } from '../../src/toepassingen/volgen/configstand.ts';
import { GevolgdeMap } from '../opzet/stukken/gevolgde_map.ts';
import { wachtTot } from '../opzet/wachten.ts';

/** A node that reads the folder leaves threads and turns of the event loop to pupils who sign in. */

const gevolgd = new GevolgdeMap();
beforeAll(() => gevolgd.begin());
beforeEach(() => gevolgd.maak());
afterEach(() => gevolgd.ruimOp());
afterAll(() => gevolgd.einde());

/** Calls `kijk` at each turn of the event loop while something is read. */
async function tijdens(doe: () => Promise<unknown>, kijk: () => void): Promise<void> {
  // What the test itself asked has ended.
  await beurt();
  let klaar = false;
  const lezing = doe().finally(() => {
    klaar = true;
  });
  await wachtTot('the reading has ended', () => {
    if (!klaar) kijk();
    return klaar;
  });
  await lezing;
}

const GEHEIMEN = ['EEN', 'TWEE', 'DRIE'];

test.each<[string, () => Promise<() => Promise<unknown>>]>([
  ['the applications', async () => () => leesToepassingen(gevolgd.map.pad)],
  ['what the folder looks like', async () => () => leesConfigstand(gevolgd.map.pad)],
  ['the stops', async () => maakStoplezer(gevolgd.map.pad)],
  [
    'the secrets, at first',
    async () => {
      const geheimen = volgClientgeheimen({ omgeving: {}, clientgeheimenmap: gevolgd.map.pad, demo: true }, () => {});
      return () => geheimen.leer(GEHEIMEN);
    },
  ],
  [
    'the secrets, again',
    async () => {
      const geheimen = volgClientgeheimen({ omgeving: {}, clientgeheimenmap: gevolgd.map.pad, demo: true }, () => {});
      await geheimen.leer(GEHEIMEN);
      return () => geheimen.ververs();
    },
  ],
])('%s: one question to the file system at a time, so that one that hangs holds one thread', async (_, maak) => {
  for (const naam of ['een', 'twee', 'drie']) {
    await gevolgd.map.schrijf(`toepassingen/${naam}.yaml`, 'x');
    await gevolgd.map.schrijf(`protocollen/${naam}/stopzetting.yaml`, 'x');
    await gevolgd.map.schrijf(`protocollen/voorbeeld/stopzetting.${naam}`, 'x');
    await gevolgd.map.schrijf(`partijen/${naam}.yaml`, 'x');
  }
  const lees = await maak();
  let meeste: string[] = [];
  await tijdens(lees, () => {
    const vragen = process.getActiveResourcesInfo().filter((soort) => /^FS|^Dir|^FileHandle/.test(soort));
    if (vragen.length > meeste.length) meeste = vragen;
  });
  expect(meeste).toHaveLength(1);
});

test('long files are parsed a turn of the event loop apart', async () => {
  const lang = `a: [${'1,'.repeat(16_000)}1]\n`;
  for (let nummer = 1; nummer <= 8; nummer++) {
    await gevolgd.map.schrijf(`toepassingen/x${nummer}.yaml`, lang);
    await gevolgd.map.schrijf(`partijen/x${nummer}.yaml`, lang);
    await gevolgd.map.schrijf(`protocollen/x${nummer}/protocol.yaml`, lang);
  }
  let beurten = 0;
  await tijdens(
    () => leesToepassingen(gevolgd.map.pad),
    () => {
      beurten++;
    },
  );
  // At least a turn for each. Measured by the clock, it would depend on the machine.
  expect(beurten).toBeGreaterThanOrEqual(24);
});

test('a stop is parsed once for the same bytes, and anew when they change without a trace in size', async () => {
  const lees = maakStoplezer(gevolgd.map.pad);
  const schrijf = (door: string) => gevolgd.map.schrijf('protocollen/voorbeeld/stopzetting.yaml', { ...STOP, door });
  await schrijf('dov');
  const stop = async () => (await lees()).get('voorbeeld')?.stops[0]?.stop;
  const eerste = await stop();
  expect(eerste).toMatchObject({ door: 'dov' });
  expect(await stop()).toBe(eerste);
  await schrijf('vod');
  expect(await stop()).toMatchObject({ door: 'vod' });
});
const STOP = { op: '2025-02-28', reden: 'inbreuk' };
