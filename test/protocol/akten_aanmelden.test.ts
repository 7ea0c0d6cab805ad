import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { parse, stringify } from 'yaml';
import { CATALOGUS, type Protocol } from '../../src/protocol/index.ts';
import { leesProtocol } from '../../src/protocol/lezen/lees_protocol.ts';

/**
 * S0 and S1, read from the acts: who may sign in, who receives the data, and how each act begins and ends.
 */
const AKTEN = {
  smartschool: {
    dienstenleverancier: 'smartbit',
    // Only the stamp of DOV can be read.
    getekend: { dov: '2023-05-23T15:04:24+02:00' },
    gegevens: 9,
    // Art. 4, last paragraph.
    uitzonderingen: [{ door: 'smartbit', gegevens: ['leer_id_uuid'] }],
    afwijkingen: 'overweging E',
  },
  'archief-voor-onderwijs': {
    dienstenleverancier: 'meemoo',
    getekend: {},
    gegevens: 14,
    uitzonderingen: [],
    afwijkingen: undefined,
  },
};

describe.each(Object.entries(AKTEN))('%s', (naam, akte) => {
  const bestand = `config/protocollen/${naam}/protocol.yaml`;
  let bytes: Buffer;
  let protocol: Protocol;
  beforeAll(async () => {
    bytes = await readFile(bestand);
    const { waarde, fouten } = leesProtocol(bestand, bytes);
    expect(fouten).toEqual([]);
    protocol = waarde as Protocol;
  });

  test('asks an enrolment, the target group, cooperation and visibility, each with its place', () => {
    expect(protocol.voorwaarden.map(({ voorwaarde, vindplaats }) => [voorwaarde, vindplaats])).toEqual([
      ['inschrijving', 'art. 3'],
      ['doelgroep', 'overweging D'],
      ['samenwerking', 'overweging D en art. 2'],
      ['zichtbaarheid', expect.stringContaining('Applicatiebeheer')],
    ]);
    expect(protocol.doelgroep).toMatchObject({ onderwijs: ['lager', 'secundair'], enkel_erkende_scholen: false });
  });

  test('has one category of recipients, that sees all of article 3 as it is, at each sign-in', () => {
    const alles = protocol.gegevens.map(({ code }) => ({ code, vorm: 'klaar' }));
    expect(alles).toHaveLength(akte.gegevens);
    expect(protocol.ontvangers).toMatchObject({ beperking: expect.stringContaining('functie') });
    expect(protocol.ontvangers.categorieen).toEqual([
      { id: 'toegangscontrole', omschrijving: expect.any(String), gegevens: alles },
    ]);
    expect(protocol.mededeling).toMatchObject({
      stromen: ['bij_aanmelding'],
      opzoeking: ['leer_id_uuid', 'account_uuid'],
      respijtdagen: 0,
    });
    expect(protocol.mededeling.periode).toBeUndefined();
  });

  test('passes nothing on that LeerID delivers; what the receiver may pass on is its own', () => {
    expect(protocol.ontvangers.doorgifte.uitzonderingen).toMatchObject(akte.uitzonderingen);
    expect(protocol.ontvangers.doorgifte.uitzonderingen).toHaveLength(akte.uitzonderingen.length);
    expect(protocol.afwijkingen?.vindplaats).toBe(akte.afwijkingen);
  });

  test('gives one reason for all data, beside what each of them is; none as in GDPR art. 9 or 10', () => {
    for (const { code, wat, reden, bijzonder } of protocol.gegevens) {
      expect(reden).toBe(protocol.reden_voor_alle);
      expect(wat).not.toBe(reden);
      expect([bijzonder, CATALOGUS[code]?.bijzonder]).toEqual([false, undefined]);
    }
  });

  /** The faults of the act with this change. */
  // biome-ignore lint/suspicious/noExplicitAny: plain YAML, before any schema
  function anders(wijzig: (akte: any) => void) {
    const gewijzigd = parse(bytes.toString());
    wijzig(gewijzigd);
    return leesProtocol(bestand, Buffer.from(stringify(gewijzigd))).fouten;
  }

  test('takes in no datum as in GDPR art. 9, marked or not', () => {
    const nieuwkomer = { code: 'anderstalige_nieuwkomer', wat: 'nieuwkomer' };
    expect(anders(({ gegevens }) => gegevens.push(nieuwkomer))).toHaveLength(1);
    expect(anders(({ gegevens }) => gegevens.push({ ...nieuwkomer, bijzonder: true }))).toHaveLength(1);
  });

  test('lets its parties go without an advice only where it says that they may deviate', () => {
    const fouten = anders(({ partijen }) => {
      partijen[1].dpo_advies = { afwijking: 'zo afgesproken' };
    });
    expect(fouten).toHaveLength(akte.afwijkingen ? 0 : 1);
  });

  test('begins with its signatures, knows no end date and no notice, and only DOV ends it at once', () => {
    const getekend = protocol.partijen.flatMap(({ id, getekend_op }) => (getekend_op ? [[id, getekend_op]] : []));
    expect(Object.fromEntries(getekend)).toEqual(akte.getekend);
    expect([protocol.looptijd.van, protocol.looptijd.tot]).toEqual([undefined, undefined]);
    expect([protocol.opzegging.door, protocol.opzegging.termijn]).toEqual([[], undefined]);
    expect(protocol.sanctie).toMatchObject({ beeindiging_door: ['dov'], geldt_voor: 'protocol' });
    expect(protocol.einde.van_rechtswege).toEqual(['dienst_gestopt', 'rechtsgrond_vervallen']);
  });

  test('is published by both sides, and both report; the receiver alone tells of laws and processors', () => {
    const beide = ['dov', akte.dienstenleverancier];
    expect(protocol.transparantie.publicatie.map(({ door }) => door)).toEqual(beide);
    const melders = protocol.meldingsplicht.plichten.map(({ door }) => door);
    expect(melders).toEqual([beide, beide, beide, [akte.dienstenleverancier], [akte.dienstenleverancier]]);
  });

  test('keeps the words that weigh, and puts no reading of ours in their place', () => {
    const over = new Map(protocol.overwegingen.map((een) => [een.over, een.tekst]));
    expect(over.get('LeerID')).toMatch(/DISCIMUS is de basis/);
    expect(over.get('beveiliging')).toMatch(/minimum.*verder verwerkt.*de mededeling zelf/s);
    expect(protocol.beveiliging.maatregelen[6]?.maatregel).toMatch(/gepaste/);
    expect(protocol.meldingsplicht.plichten[2]?.plicht).toMatch(/nuttig of nodig vinden/);
    expect(protocol.doel.ontvanger[1]).toMatch(/een overeenkomst hebben met/);
    expect(protocol.doelgroep.toelichting).not.toMatch(/kleuter/);
    expect(protocol.bewaring[0]?.vanaf).toMatch(/de akte noemt geen begin/);
    const [uitzondering] = protocol.ontvangers.doorgifte.uitzonderingen;
    expect(uitzondering?.hoe_vaak ?? 'één keer').toBe('één keer');
    expect(uitzondering?.voorwaarden.join() ?? '').not.toMatch(/getekend/);
  });

  test('names who takes the measures, and what takes the place of ACM here', () => {
    const { maatregelen } = protocol.beveiliging;
    expect(maatregelen.filter(({ hier }) => hier).map(({ door }) => door)).toEqual([['ACM'], ['ACM']]);
    expect(maatregelen.filter(({ door }) => door.includes('ACM'))).toHaveLength(2);
  });
});
