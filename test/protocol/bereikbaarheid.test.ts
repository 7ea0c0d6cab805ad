import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import {
  geldigheidOp,
  leesPartijcontacten,
  leesPartijgetuigen,
  leesProtocollen,
  partijenIn,
} from '../../src/protocol/index.ts';
import { Configmap, maakOndertekenaar, type Ondertekenaar } from '../opzet/stukken/configmap.ts';
import { protocolbytes } from '../opzet/stukken/voorbeeldprotocol.ts';

/** How parties are reached, out of the files that hold their keys as well. */

let dov: Ondertekenaar;
let leverancier: Ondertekenaar;
let map: Configmap;

beforeAll(async () => {
  dov = await maakOndertekenaar('dov');
  leverancier = await maakOndertekenaar('leverancier');
});
beforeEach(async () => {
  map = await Configmap.maak(dov, leverancier);
  await map.schrijfProtocol('voorbeeld', protocolbytes(), dov, leverancier);
});
afterEach(() => map.weg());

const DPO = { functie: 'dpo', email: 'dpo@dov.example', van: '2026-09-01' };
const SLEUTEL = 'remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2';
const metContact = (contact: object) => map.schrijf('partijen/dov.yaml', { ...dov.partij, contacten: [contact] });

test('a contact is a function with an e-mail address or a webhook, for some time', async () => {
  await metContact(DPO);
  const { gelezen, fouten } = await leesPartijcontacten(partijenIn(map.pad));
  expect(fouten).toEqual([]);
  expect(gelezen.map(({ partij, contacten }) => ({ partij, contacten }))).toEqual([
    { partij: 'dov', contacten: [DPO] },
    { partij: 'leverancier', contacten: [] },
  ]);
});

describe('refused', () => {
  test.each([
    ['a name', { ...DPO, naam: 'An Peeters' }, /naam/],
    [
      'a second line behind the address',
      { ...DPO, email: 'dpo@dov.example\nBcc: x@y.example' },
      /email: .*e-mailadres/,
    ],
    ['an invisible character', { ...DPO, email: 'dpo\u200b@dov.example' }, /email/],
    ['letters of another script', { ...DPO, email: 'dpо@dov.example' }, /email/],
    ['no address', { functie: 'dpo', van: '2026-09-01' }, /een email of een webhook/],
    ['both', { ...DPO, webhook: 'https://dov.example/in' }, /een email of een webhook/],
    ['http', { functie: 'dienst', webhook: 'http://dov.example/in', van: '2026-09-01' }, /een https-adres/],
    [
      'a password',
      { functie: 'dienst', webhook: 'https://a:b@dov.example/', van: '2026-09-01' },
      /zonder gebruikersnaam/,
    ],
    ['an end before the beginning', { ...DPO, tot: '2026-08-31' }, /tot ligt voor van/],
  ])('%s', async (_wat, contact, fout) => {
    await metContact(contact);
    const { gelezen, fouten } = await leesPartijcontacten(partijenIn(map.pad));
    expect(fouten).toEqual([expect.stringMatching(fout)]);
    expect(gelezen.map(({ partij }) => partij)).toEqual(['leverancier']);
  });
});

test('a wrong contact shuts no door: the keys of its party count', async () => {
  await metContact({ ...DPO, email: 'geen adres' });
  const { dossiers, partijen, fouten } = await leesProtocollen(map.pad);
  expect(fouten).toEqual([]);
  const [dossier] = dossiers;
  expect(dossier && geldigheidOp(dossier, partijen, Temporal.PlainDate.from('2025-03-01'))).toMatchObject({
    in_werking: true,
  });
});

test('a party may run a witness, and a wrong one takes its contacts not away', async () => {
  const getuige = { adres: 'http://getuige:8080', sleutels: [SLEUTEL] };
  await map.schrijf('partijen/dov.yaml', { ...dov.partij, contacten: [DPO], getuige });
  expect(await leesPartijgetuigen(partijenIn(map.pad))).toEqual({
    gelezen: [{ partij: 'dov', naam: 'dov', getuige }],
    fouten: [],
  });
  await map.schrijf('partijen/dov.yaml', { ...dov.partij, contacten: [DPO], getuige: { ...getuige, sleutels: [] } });
  expect(await leesPartijgetuigen(partijenIn(map.pad))).toMatchObject({
    gelezen: [],
    fouten: [expect.stringMatching(/getuige\.sleutels: minstens een sleutel/)],
  });
  expect((await leesPartijcontacten(partijenIn(map.pad))).gelezen).toHaveLength(2);
});
