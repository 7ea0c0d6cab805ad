import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { legStopVast } from '../../src/toepassingen/index.ts';
import { GETEKEND_OP, maakOndertekenaar } from '../opzet/configmap.ts';
import { GevolgdeMap, vierSeconden } from '../opzet/gevolgde_map.ts';
import { protocolbytes } from '../opzet/voorbeeldprotocol.ts';

/** An act by itself, whoever hangs on it: as far as this node knows it to be in force. */

const plek = new GevolgdeMap();
beforeAll(() => plek.begin());
beforeEach(() => plek.maak());
afterEach(() => plek.ruimOp());
afterAll(() => plek.einde());

test('in force it tells its text, and since when it is signed', async () => {
  const { akteInWerking } = await plek.volg();
  const akte = akteInWerking('voorbeeld');
  expect(akte).toMatchObject({ protocol: { protocol: 'voorbeeld' }, hash: expect.stringMatching(/^[0-9a-f]{64}$/) });
  expect(akte?.sinds.equals(GETEKEND_OP)).toBe(true);
  expect(akteInWerking('ander')?.hash).not.toBe(akte?.hash);
  expect(akteInWerking('onbestaand')).toBeUndefined();
});

test('the latest stamp counts where all parties have one', async () => {
  await plek.schrijfProtocol('voorbeeld', ({ partijen: [dov, leverancier] }) => {
    dov.getekend_op = '2024-07-17T16:01:01+02:00';
    leverancier.getekend_op = '2024-07-01T10:00:00+02:00';
  });
  const { akteInWerking } = await plek.volg();
  expect(akteInWerking('voorbeeld')?.sinds.toString()).toBe('2024-07-17T14:01:01Z');
});

test.each([
  ['one byte more', () => plek.map.schrijf('protocollen/voorbeeld/protocol.yaml', `${protocolbytes()}\n`)],
  ['a stop in the folder', () => plek.map.schrijf('protocollen/voorbeeld/stopzetting.yaml', STOP)],
  ['a stop that can not be read', () => plek.map.schrijf('protocollen/voorbeeld/stopzetting.yaml', '{')],
  ['a stop in the database', () => legStopVast(plek.db, 'voorbeeld', STOP, plek.klok.nu())],
  ['the end of its term', async () => plek.klok.zet(Temporal.Instant.from('2026-09-01T09:00:00Z'))],
  ['no act any more', () => plek.map.schrijf('protocollen/voorbeeld/protocol.yaml', '')],
])('with %s it is not', async (_wat, doe) => {
  const levend = await plek.volg();
  expect(levend.akteInWerking('voorbeeld')).toBeDefined();
  await doe();
  await vierSeconden(levend);
  expect(levend.akteInWerking('voorbeeld')).toBeUndefined();
  expect((await plek.volg()).akteInWerking('voorbeeld')).toBeUndefined();
});
const STOP = { op: '2025-02-28', door: 'dov', reden: 'inbreuk' };

test('a party that is made up signs for nothing, unless this is a demo', async () => {
  const bestand = 'partijen/leverancier.yaml';
  await plek.map.schrijf(bestand, { ...parse(String(await plek.map.lees(bestand))), demo: true });
  expect((await plek.volg()).akteInWerking('voorbeeld')).toBeUndefined();
  plek.demo = true;
  expect((await plek.volg()).akteInWerking('voorbeeld')).toBeDefined();
});

test('new bytes are followed, and count once they can be read back later', async () => {
  const levend = await plek.volg();
  const oud = levend.akteInWerking('voorbeeld')?.hash;
  await plek.schrijfProtocol('voorbeeld', (protocol) => Object.assign(protocol, { titel: 'Nieuw' }));
  await levend.verversUitMap();
  expect(levend.akteInWerking('voorbeeld')?.hash).toBe(oud);
  await vierSeconden(levend);
  expect(levend.akteInWerking('voorbeeld')?.hash).not.toBe(oud);
  const vreemde = await maakOndertekenaar('vreemde');
  await plek.map.schrijfProtocol('voorbeeld', protocolbytes(), vreemde);
  await vierSeconden(levend);
  expect(levend.akteInWerking('voorbeeld')).toBeUndefined();
});
