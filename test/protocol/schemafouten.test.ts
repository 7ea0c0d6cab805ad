import { expect, test } from '@jest/globals';
import { leesProtocol } from '../../src/protocol/lees_protocol.ts';
import { protocolbytes } from '../opzet/voorbeeldprotocol.ts';

const BESTAND = 'config/protocollen/voorbeeld/protocol.yaml';

/** The example with one thing changed. */
// biome-ignore lint/suspicious/noExplicitAny: the change breaks the type on purpose
function gewijzigd(wijzig: (protocol: any) => void) {
  return leesProtocol(BESTAND, protocolbytes(wijzig)).fouten;
}

test('the example itself is sound, and defaults are filled in', () => {
  const { waarde, fouten } = leesProtocol(BESTAND, protocolbytes());
  expect(fouten).toEqual([]);
  expect(waarde?.gegevens[0]).toEqual({ code: 'naam', artikel: 3, reden: 'herkennen', bijzonder: false });
  expect(waarde?.mededeling.respijtdagen).toBe(0);
});

/** What is wrong, and the path, article and words that the message must hold. */
const FOUTEN: [string, Parameters<typeof gewijzigd>[0], string][] = [
  [
    'unknown datum',
    (p) => p.gegevens.push({ code: 'schoenmaat', reden: 'zomaar' }),
    'gegevens[4].code (art. 3): onbekend gegeven "schoenmaat"',
  ],
  [
    'a name that every object has is no datum',
    (p) => p.gegevens.push({ code: 'constructor', reden: 'zomaar' }),
    'gegevens[4].code (art. 3): onbekend gegeven "constructor"',
  ],
  [
    'datum without a reason',
    (p) => p.gegevens.push({ code: 'email', reden: '  ' }),
    'gegevens[4].reden (art. 3): mag niet leeg zijn',
  ],
  [
    'datum listed twice',
    (p) => p.gegevens.push({ code: 'naam', reden: 'nog eens' }),
    'gegevens (art. 3): "naam" staat er twee keer',
  ],
  [
    'unmarked art. 9 datum',
    (p) => p.gegevens.push({ code: 'anderstalige_nieuwkomer', reden: 'vrijstelling' }),
    'gegevens (art. 3): "anderstalige_nieuwkomer" is een bijzonder gegeven (AVG art. 9)',
  ],
  [
    'stand-in for a datum that is not listed',
    (p) => p.gegevens.push({ code: 'account_uuid', reden: 'sleutel', enkel_zonder: 'insz' }),
    'gegevens (art. 3): "account_uuid" verwijst naar "insz"',
  ],
  [
    'wrong check digit of the KBO number',
    (p) => {
      p.partijen[1].kbo = '0479.803.175';
    },
    'partijen[1].kbo (partijen): het controlegetal van dit ondernemingsnummer klopt niet',
  ],
  [
    'wrong check digit of the establishment number',
    (p) => {
      p.partijen[0].vestigingseenheid = '2.199.310.988';
    },
    'partijen[0].vestigingseenheid (partijen): het controlegetal van dit vestigingsnummer klopt niet',
  ],
  ['party listed twice', (p) => p.partijen.push(p.partijen[0]), 'partijen: "dov" staat er twee keer'],
  [
    'no DPO advice and no reason either',
    (p) => {
      p.partijen[0].dpo_advies = {};
    },
    'partijen[0].dpo_advies (partijen): geef {datum: JJJJ-MM-DD} of {afwijking: reden}',
  ],
  [
    'recipient with a datum outside art. 3',
    (p) => p.ontvangers.categorieen[1].gegevens.push('email'),
    'ontvangers (art. 4): "koppelaar" krijgt "email", dat niet in gegevens staat',
  ],
  [
    'recipient listed twice',
    (p) => p.ontvangers.categorieen.push({ id: 'koppelaar', omschrijving: 'krijgt ineens alles' }),
    'ontvangers (art. 4): "koppelaar" staat er twee keer',
  ],
  [
    'term that ends before it begins',
    (p) => {
      p.looptijd.tot = '2024-08-31';
    },
    'looptijd (art. 11): eindigt op 2024-08-31, voor ze begint',
  ],
  [
    'impossible date',
    (p) => {
      p.looptijd.van = '2025-02-29';
    },
    'looptijd.van (art. 11): deze dag bestaat niet',
  ],
  [
    'impossible day of the year in a window',
    (p) => {
      p.ontvangers.categorieen[0].vensters = [{ naam: 'afname', van: '04-31', tot: '05-31' }];
    },
    'ontvangers.categorieen[0].vensters[0].van (art. 4): deze dag bestaat niet',
  ],
  [
    'term that is none',
    (p) => {
      p.bewaring[0].termijn = '3 jaar';
    },
    'bewaring[0].termijn (art. 3): een termijn als P3Y',
  ],
  [
    'unknown key',
    (p) => {
      p.mededeling.extra_dagen = 5;
    },
    'mededeling (art. 5): Onbekende key: "extra_dagen"',
  ],
  [
    'end by someone who is no party',
    (p) => {
      p.sanctie.beeindiging_door = ['vreemde'];
    },
    'sanctie (art. 8): "vreemde" is geen partij',
  ],
];

test.each(FOUTEN)('%s', (_, wijzig, boodschap) => {
  expect(gewijzigd(wijzig)).toEqual([expect.stringContaining(`${BESTAND}: ${boodschap}`)]);
});

test('every fault is told at once', () => {
  const fouten = gewijzigd((p) => {
    p.looptijd.van = '2025-02-29';
    p.partijen[1].kbo = '0479.803.175';
    p.titel = '';
  });
  expect(fouten).toHaveLength(3);
});
