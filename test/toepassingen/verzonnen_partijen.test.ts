import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { stringify } from 'yaml';
import { leesVersies } from '../../src/toepassingen/index.ts';
import { maakOndertekenaar } from '../opzet/stukken/configmap.ts';
import { GevolgdeMap, vierSeconden } from '../opzet/stukken/gevolgde_map.ts';
import { protocolbytes } from '../opzet/stukken/voorbeeldprotocol.ts';

/** A made-up party is put in the folder of a server that runs, with an act that it signed. */

const gevolgd = new GevolgdeMap();
beforeAll(() => gevolgd.begin());
beforeEach(() => gevolgd.maak());
afterEach(() => gevolgd.ruimOp());
afterAll(() => gevolgd.einde());

test.each([
  [false, ['ander', 'voorbeeld']],
  [true, ['ander', 'verzonnen', 'voorbeeld']],
])('where this is a demo (%s), the acts that live and are kept are %j', async (demo, namen) => {
  gevolgd.demo = demo;
  const levend = await gevolgd.volg();
  const [dov] = gevolgd.partijen;
  const vreemde = await maakOndertekenaar('vreemde');
  await gevolgd.map.schrijf('partijen/vreemde.yaml', stringify({ ...vreemde.partij, demo: true }));
  const bytes = protocolbytes((protocol) => {
    Object.assign(protocol.partijen[1], {
      id: 'vreemde',
      kbo: vreemde.partij.kbo,
      vestigingseenheid: vreemde.partij.vestigingseenheid,
    });
    protocol.onderwerp.naar = 'vreemde';
    protocol.opzegging.door = ['dov'];
    protocol.beveiliging.maatregelen[0].door = ['dov'];
    protocol.meldingsplicht.plichten[0].door = ['vreemde'];
  }, 'verzonnen');
  if (dov) await gevolgd.map.schrijfProtocol('verzonnen', bytes, dov, vreemde);
  await vierSeconden(levend);
  const leven = levend.leesLevenslopen().filter(({ nu }) => nu);
  expect(leven.map(({ naam }) => naam)).toEqual(namen);
  const bewaard = await leesVersies(gevolgd.db);
  expect([...new Set(bewaard.map(({ protocol }) => protocol))]).toEqual(namen);
});
