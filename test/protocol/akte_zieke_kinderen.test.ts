import { beforeAll, expect, test } from '@jest/globals';
import { CATALOGUS } from '../../src/protocol/catalogus/catalogus.ts';
import { geldigheidOp, leesProtocollen, type Protocol, type Protocoldossier } from '../../src/protocol/index.ts';
import type { Partij } from '../../src/protocol/ondertekening/partij.ts';
import { deelVoorOntvanger } from '../../src/protocol/ontvangersdeel.ts';
import { binnenVenster } from '../../src/protocol/venster.ts';

/** S4, in its own words: what leaves, to whom, and between which days. */

let akte: Protocoldossier;
let protocol: Protocol;
let partijen: Partij[];
beforeAll(async () => {
  const gelezen = await leesProtocollen('config');
  const gevonden = gelezen.dossiers.find(({ naam }) => naam === 'zieke-kinderen');
  if (!gevonden?.protocol) throw new Error('no S4');
  akte = gevonden;
  protocol = gevonden.protocol;
  partijen = gelezen.partijen;
});

const dag = (tekst: string) => Temporal.PlainDate.from(tekst);

/** Both signed the file long before, so that the act's own days decide. */
function opDag(tekst: string) {
  const vast = { geldig: true as const, vingerafdruk: 'x', ondertekend_op: '2021-01-01T00:00:00Z' };
  const oordelen = ['dov', 'agodi'].map((partij) => ({ ...vast, partij, kid: partij }));
  const geldigheid = geldigheidOp({ ...akte, oordelen }, partijen, dag(tekst));
  return geldigheid.in_werking || geldigheid.reden;
}

test.each([
  ['2021-09-01', 'dpo_advies_ontbreekt'],
  ['2021-12-20', 'nog_niet_in_werking'],
  ['2021-12-22', 'nog_niet_in_werking'],
  ['2021-12-23', true],
])('in force from the day of the last stamp, whatever the cover and article 5 say: %s %s', (op, verwacht) => {
  expect(opDag(op)).toBe(verwacht);
});

test.each([
  ['2022-10-31', true],
  ['2022-11-01', 'verlopen'],
  ['2022-11-30', 'verlopen'],
])('ends by law with the period of article 5: %s %s', (op, verwacht) => {
  expect(opDag(op)).toBe(verwacht);
  expect(protocol.einde.van_rechtswege).toEqual(['periode_voorbij', 'rechtsgrond_vervallen']);
});

test.each([
  ['2021-12-22', false],
  ['2021-12-23', true],
  ['2022-10-31', true],
  ['2022-11-01', false],
])('data leave on no day outside the period: %s %s', (op, verwacht) => {
  const deel = deelVoorOntvanger(protocol, 'onderzoekers-idea-consult');
  expect(deel && binnenVenster(deel, dag(op))).toBe(verwacht);
});

test('no advice lies after the day on which the act begins', () => {
  const adviezen = protocol.partijen.map(({ dpo_advies }) => ('datum' in dpo_advies ? dpo_advies.datum : undefined));
  expect([...adviezen, protocol.vtc_advies?.datum]).toEqual(['2021-10-18', '2021-10-28', '2021-12-14']);
  expect(protocol.partijen.map(({ getekend_op }) => getekend_op)).toEqual([
    '2021-12-23T13:33:09+01:00',
    '2021-12-23T13:47:40+01:00',
  ]);
});

test('the researchers get the whole set, once, and DOV itself nothing', () => {
  const onderzoekers = deelVoorOntvanger(protocol, 'onderzoekers-idea-consult');
  expect(onderzoekers?.gegevens).toHaveLength(30);
  expect(onderzoekers?.stromen).toEqual(['eenmalig']);
  for (const dov of ['dov', undefined]) expect(deelVoorOntvanger(protocol, dov)?.gegevens).toEqual([]);
  expect(protocol.ontvangers.categorieen.map(({ id, verwerker_van }) => [id, verwerker_van])).toEqual([
    ['onderzoekers-idea-consult', 'dov'],
    ['dov', undefined],
  ]);
});

test('every datum is marked as special', () => {
  expect(protocol.gegevens.filter(({ bijzonder }) => !bijzonder)).toEqual([]);
  expect(protocol.rechtsgrond.avg).toContain('9.2.j');
});

test('no datum of the act is one that a sign-in could give', () => {
  expect(protocol.gegevens.filter(({ code }) => CATALOGUS[code]?.uitgifte)).toEqual([]);
  expect(protocol.mededeling.opzoeking).toEqual([]);
});

test('AGODI alone ends it at once; each party may give six months notice', () => {
  expect(protocol.sanctie.beeindiging_door).toEqual(['agodi']);
  expect(protocol.opzegging).toMatchObject({ door: ['dov', 'agodi'], termijn: 'P6M' });
});

test('the ground is kept as printed beside the one that must be meant', () => {
  expect(protocol.rechtsgrond).toMatchObject({
    avg: ['6.1.e', '9.2.j'],
    zoals_gedrukt: 'artikel 5.1 e) en artikel 9.2 j) AVG',
  });
});
