import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { onderteken } from '../../src/protocol/index.ts';
import { type LevendeToepassingen, legStopVast } from '../../src/toepassingen/index.ts';
import { GETEKEND_OP, maakOndertekenaar, type Ondertekenaar, teken } from '../opzet/stukken/configmap.ts';
import { GevolgdeMap, vierSeconden } from '../opzet/stukken/gevolgde_map.ts';
import { protocolbytes } from '../opzet/stukken/voorbeeldprotocol.ts';

/** An act by itself, whatever depends on it, as far as this node knows that it is in force. */

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

describe('a party that signs the same bytes anew', () => {
  const LATER = Temporal.Instant.from('2025-03-02T09:00:00Z');

  /** With a second key, and without its first signature. */
  async function tekenOpnieuw(): Promise<{ eerste: Ondertekenaar; tweede: Ondertekenaar }> {
    const [eerste, leverancier] = plek.partijen as [Ondertekenaar, Ondertekenaar];
    const tweede = await maakOndertekenaar('dov', 'EdDSA', 'dov-sleutel-2');
    await schrijfDov(eerste, tweede);
    const bytes = await plek.map.lees('protocollen/voorbeeld/protocol.yaml');
    const { signatures } = await teken(bytes, leverancier);
    const nieuw = await onderteken(bytes, tweede.prive, LATER);
    await plek.map.schrijf(
      'protocollen/voorbeeld/handtekeningen.json',
      JSON.stringify({ signatures: [...signatures, nieuw] }),
    );
    plek.klok.zet(LATER.add({ hours: 1 }));
    return { eerste, tweede };
  }
  const schrijfDov = (...sleutelhouders: Ondertekenaar[]) =>
    plek.map.schrijf('partijen/dov.yaml', {
      ...sleutelhouders[0]?.partij,
      sleutels: sleutelhouders.flatMap(({ partij }) => partij.sleutels),
    });
  const sinds = (levend: LevendeToepassingen) => levend.akteInWerking('voorbeeld')?.sinds.toString();

  test('makes it no younger, on no node: what was declared under it goes on to count', async () => {
    const levend = await plek.volg();
    await tekenOpnieuw();
    await vierSeconden(levend);
    expect([sinds(levend), sinds(await plek.volg())]).toEqual([`${GETEKEND_OP}`, `${GETEKEND_OP}`]);
  });

  test('does so where the first key was taken out: nobody knows who signed with it; and not once that is back', async () => {
    const levend = await plek.volg();
    const { eerste, tweede } = await tekenOpnieuw();
    await schrijfDov(tweede);
    await vierSeconden(levend);
    expect([sinds(levend), sinds(await plek.volg())]).toEqual([`${LATER}`, `${LATER}`]);
    await schrijfDov(eerste, tweede);
    await vierSeconden(levend);
    expect(sinds(levend)).toBe(`${GETEKEND_OP}`);
  });

  test('is believed by its keys alone: a signature that somebody else wrote down beside it is of no party', async () => {
    await plek.schrijfProtocol('voorbeeld', (protocol) => Object.assign(protocol, { titel: 'Van niemand' }));
    const vreemde = await maakOndertekenaar('dov', 'EdDSA', 'dov-sleutel-9');
    const bytes = await plek.map.lees('protocollen/voorbeeld/protocol.yaml');
    await plek.volg();
    const vals = await onderteken(bytes, vreemde.prive, GETEKEND_OP);
    const { tweede } = await tekenOpnieuw();
    const levend = await plek.volg();
    const hash = levend.akteInWerking('voorbeeld')?.hash ?? '';
    await plek.db
      .insertInto('protocolhandtekeningen')
      .values({
        hash,
        partij: 'dov',
        vingerafdruk: 'x',
        sleutel: JSON.stringify(vreemde.partij.sleutels[0]),
        ...vals,
        eerst_gezien_op: `${GETEKEND_OP}`,
      })
      .execute();
    expect(sinds(await plek.volg())).toBe(`${GETEKEND_OP}`);
    await schrijfDov(tweede);
    expect(sinds(await plek.volg())).toBe(`${LATER}`);
  });
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
