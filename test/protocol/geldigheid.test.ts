import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Beoordeling, beoordeelProtocol } from '../../src/protocol/geldigheid.ts';
import type { Handtekeningoordeel } from '../../src/protocol/ondertekening/handtekening.ts';
import type { Partij } from '../../src/protocol/ondertekening/partij.ts';
import { type Protocol, protocolschema } from '../../src/protocol/schema/schema.ts';
import { stopzettingschema } from '../../src/protocol/stopzetting.ts';
import { maakOndertekenaar } from '../opzet/stukken/configmap.ts';
import { voorbeeldprotocol } from '../opzet/stukken/voorbeeldprotocol.ts';

let partijen: Partij[];
beforeAll(async () => {
  partijen = (await Promise.all(['dov', 'leverancier', 'vreemde'].map((id) => maakOndertekenaar(id)))).map(
    ({ partij }) => partij,
  );
});

const getekend = (partij: string, ondertekend_op = '2024-06-15T10:00:00Z'): Handtekeningoordeel => ({
  geldig: true,
  partij,
  kid: `${partij}-sleutel-1`,
  vingerafdruk: 'van-de-sleutel',
  ondertekend_op,
});

/** The example protocol (term 2024-09-01 to 2026-08-31), signed by both, judged in the middle of its term. */
function beoordeel(anders: Partial<Omit<Beoordeling, 'vandaag'>> & { vandaag?: string } = {}) {
  const geldigheid = beoordeelProtocol({
    protocol: protocol(),
    oordelen: [getekend('dov'), getekend('leverancier')],
    partijen,
    ...anders,
    vandaag: Temporal.PlainDate.from(anders.vandaag ?? '2025-03-01'),
  });
  return geldigheid.in_werking ? 'in_werking' : geldigheid.reden;
}

function protocol(wijzig: (protocol: Protocol) => void = () => {}): Protocol {
  const een = protocolschema.parse(voorbeeldprotocol());
  wijzig(een);
  return een;
}

const alleen = (id: string, deel: Partial<Protocol['partijen'][number]>) =>
  protocol((p) => {
    p.partijen = p.partijen.map((partij) => (partij.id === id ? { ...partij, ...deel } : partij));
  });

test('signed by both, in its term, not stopped: in force', () => {
  expect(beoordeel()).toBe('in_werking');
});

test.each([
  ['2024-08-31', 'nog_niet_in_werking'],
  ['2024-09-01', 'in_werking'],
  ['2026-08-31', 'in_werking'],
  ['2026-09-01', 'verlopen'],
])('first and last day of the term count: on %s %s', (vandaag, verwacht) => {
  expect(beoordeel({ vandaag })).toBe(verwacht);
});

test('an open-ended term never lapses', () => {
  const open = protocol((p) => {
    p.looptijd = { artikel: 11, van: '2024-09-01' };
  });
  expect(beoordeel({ protocol: open, vandaag: '2099-12-31' })).toBe('in_werking');
});

test.each([
  ['2025-02-28', 'stopgezet'],
  ['2025-03-01', 'stopgezet'],
  ['2025-03-02', 'in_werking'],
])('a stop on %s closes from that day on', (op, verwacht) => {
  expect(beoordeel({ stopzetting: { op, door: 'dov', reden: 'einde', grond: 'sanctie' } })).toBe(verwacht);
});

test('a stop without a day, a name or a reason is no stop that can be read', () => {
  for (const stop of [
    {},
    { op: '2025-02-28', door: 'dov', reden: 'x', grond: 'periode_voorbij' },
    { op: '2025-02-30', door: 'dov', reden: 'x' },
    { op: '2025-02-28', door: '', reden: 'x' },
  ]) {
    expect(stopzettingschema.safeParse(stop).success).toBe(false);
  }
});

describe('signatures', () => {
  test.each([
    ['nobody', []],
    ['only dov', [getekend('dov')]],
    ['dov twice', [getekend('dov'), getekend('dov')]],
  ])('%s: one is missing', (_, oordelen) => {
    expect(beoordeel({ oordelen })).toBe('handtekening_ontbreekt');
  });

  test.each([
    ['2025-03-01T23:30:00+01:00', 'in_werking'],
    ['2025-03-02T00:00:00+01:00', 'handtekening_ontbreekt'],
    ['2025-03-01T23:00:00Z', 'handtekening_ontbreekt'],
    ['2030-01-01T00:00:00Z', 'handtekening_ontbreekt'],
  ])('one that is dated %s, read on 1 March 2025 in Brussels: %s', (op, verwacht) => {
    expect(beoordeel({ oordelen: [getekend('dov', op), getekend('leverancier')] })).toBe(verwacht);
    expect(beoordeel({ oordelen: [getekend('dov', op), getekend('leverancier')], vandaag: '2025-03-02' })).toBe(
      op.startsWith('2030') ? 'handtekening_ontbreekt' : 'in_werking',
    );
  });

  test('one that does not verify closes, also when every party signed', () => {
    const vals: Handtekeningoordeel = { geldig: false, kid: 'dov-sleutel-1', reden: 'klopt_niet' };
    expect(beoordeel({ oordelen: [getekend('dov'), getekend('leverancier'), vals] })).toBe('handtekening_klopt_niet');
  });

  test('one by an unknown key closes', () => {
    const vreemd: Handtekeningoordeel = { geldig: false, kid: 'wie-is-dit', reden: 'onbekende_partij' };
    expect(beoordeel({ oordelen: [getekend('dov'), getekend('leverancier'), vreemd] })).toBe('onbekende_partij');
  });

  test('one by a known party that is not in this protocol closes', () => {
    const oordelen = [getekend('dov'), getekend('leverancier'), getekend('vreemde')];
    expect(beoordeel({ oordelen })).toBe('onbekende_partij');
  });

  test('a party that agrees in the Schoolloket does not sign, and needs no party file', () => {
    const metSchool = alleen('leverancier', { id: 'school', ondertekening: 'akkoordverklaring' });
    expect(beoordeel({ protocol: metSchool, oordelen: [getekend('dov')] })).toBe('in_werking');
  });

  test('a protocol that nobody signs is never in force', () => {
    const niemand = protocol((p) => {
      p.partijen = p.partijen.map((partij) => ({ ...partij, ondertekening: 'akkoordverklaring' }));
    });
    expect(beoordeel({ protocol: niemand, oordelen: [] })).toBe('handtekening_ontbreekt');
  });
});

describe('party numbers', () => {
  test.each([
    ['company number', { kbo: '0644.450.380' }],
    ['no company number', { kbo: undefined }],
    ['establishment', { vestigingseenheid: '2.248.590.454' }],
  ])('differ from the party file: %s', (_, deel) => {
    expect(beoordeel({ protocol: alleen('leverancier', deel as object) })).toBe('onbekende_partij');
  });

  test('no party file at all', () => {
    expect(beoordeel({ partijen: partijen.filter(({ partij }) => partij !== 'dov') })).toBe('onbekende_partij');
  });
});

describe('DPO advice', () => {
  test.each([
    ['2025-03-01', 'in_werking'],
    ['2025-03-02', 'dpo_advies_ontbreekt'],
  ])('dated %s', (datum, verwacht) => {
    expect(beoordeel({ protocol: alleen('leverancier', { dpo_advies: { datum } }) })).toBe(verwacht);
  });

  test('a reason to deviate from both sides is no advice', () => {
    expect(beoordeel({ protocol: alleen('dov', { dpo_advies: { afwijking: 'geen tijd' } }) })).toBe(
      'dpo_advies_ontbreekt',
    );
  });
});

test('a lapsed protocol with a broken signature is told as broken: faults come before dates', () => {
  const oordelen: Handtekeningoordeel[] = [{ geldig: false, kid: null, reden: 'klopt_niet' }];
  expect(beoordeel({ oordelen, vandaag: '2030-01-01' })).toBe('handtekening_klopt_niet');
});
