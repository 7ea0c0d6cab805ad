import { expect, test } from '@jest/globals';
import { leesProtocol } from '../../src/protocol/lezen/lees_protocol.ts';
import { protocolbytes } from '../opzet/stukken/voorbeeldprotocol.ts';

const BESTAND = 'config/protocollen/voorbeeld/protocol.yaml';

/** The example with one thing changed. */
// biome-ignore lint/suspicious/noExplicitAny: the change breaks the type on purpose
function gewijzigd(wijzig: (protocol: any) => void) {
  return leesProtocol(BESTAND, protocolbytes(wijzig)).fouten;
}

test('the example itself is sound, and defaults are filled in', () => {
  const { waarde, fouten } = leesProtocol(BESTAND, protocolbytes());
  expect(fouten).toEqual([]);
  expect(waarde?.gegevens[0]).toEqual({ code: 'naam', artikel: 3, wat: 'naam', reden: 'herkennen', bijzonder: false });
  expect(waarde?.mededeling.respijtdagen).toBe(0);
});

/** What is wrong, and the path, article and words that the message must hold. */
const FOUTEN: [string, Parameters<typeof gewijzigd>[0], string][] = [
  [
    'unknown datum',
    (p) => p.gegevens.push({ code: 'schoenmaat', wat: 'x', reden: 'zomaar' }),
    'gegevens[4].code (art. 3): onbekend gegeven "schoenmaat"',
  ],
  [
    'a name that every object has is no datum',
    (p) => p.gegevens.push({ code: 'constructor', wat: 'x', reden: 'zomaar' }),
    'gegevens[4].code (art. 3): onbekend gegeven "constructor"',
  ],
  [
    'datum with an empty reason',
    (p) => p.gegevens.push({ code: 'email', wat: 'x', reden: '  ' }),
    'gegevens[4].reden (art. 3): mag niet leeg zijn',
  ],
  [
    'reason that pupils read, with a turned order',
    (p) => p.gegevens.push({ code: 'email', wat: 'x', reden: 'om je te \u202enekkerts' }),
    'gegevens[4].reden (art. 3): geen stuurtekens of onzichtbare tekens',
  ],
  [
    'name of a party on two lines',
    (p) => {
      p.partijen[0].naam = 'Departement\nOnderwijs';
    },
    'partijen[0].naam (partijen): op één regel',
  ],
  [
    'datum listed twice',
    (p) => p.gegevens.push({ code: 'naam', wat: 'x', reden: 'nog eens' }),
    'gegevens (art. 3): "naam" staat er twee keer',
  ],
  [
    'unmarked art. 9 datum',
    (p) => p.gegevens.push({ code: 'anderstalige_nieuwkomer', wat: 'x', reden: 'vrijstelling' }),
    'gegevens (art. 3): "anderstalige_nieuwkomer" is een bijzonder gegeven (AVG art. 9)',
  ],
  [
    'stand-in for a datum that is not listed',
    (p) => p.gegevens.push({ code: 'account_uuid', wat: 'x', enkel_zonder: ['insz'] }),
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
    'partijen[0].dpo_advies (partijen): geef {datum: JJJJ-MM-DD}, {afwijking: reden} of {niet_vermeld: wat de akte zegt}',
  ],
  [
    'recipient with a datum outside art. 3',
    (p) => p.ontvangers.categorieen[1].gegevens.push('email'),
    'ontvangers (art. 4): "koppelaar" krijgt "email", dat niet in gegevens staat',
  ],
  [
    'recipient listed twice',
    (p) => p.ontvangers.categorieen.push({ id: 'koppelaar', omschrijving: 'nog eens', gegevens: [] }),
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
    'impossible day of the year',
    (p) => {
      p.ontvangers.categorieen[0].enkel_in_venster = { vindplaats: 'art. 4', uiterlijk: '04-31' };
    },
    'ontvangers.categorieen[0].enkel_in_venster.uiterlijk (art. 4): deze dag bestaat niet',
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
    'datum without any reason',
    (p) => {
      delete p.reden_voor_alle;
      p.gegevens = p.gegevens.map((een: object, plaats: number) => (plaats ? { ...een, reden: 'nodig' } : een));
    },
    'gegevens (art. 3): "naam" heeft geen reden, en er is geen reden_voor_alle',
  ],
  [
    'recipient without a list',
    (p) => delete p.ontvangers.categorieen[0].gegevens,
    'ontvangers.categorieen[0].gegevens (art. 4): ontbreekt',
  ],
  [
    'recipient with the same datum twice',
    (p) => p.ontvangers.categorieen[1].gegevens.push({ code: 'leer_id_uuid', vorm: 'hash' }),
    'ontvangers (art. 4): "koppelaar" krijgt "leer_id_uuid" twee keer',
  ],
  [
    'art. 9 data without a ground for them',
    (p) => p.gegevens.push({ code: 'anderstalige_nieuwkomer', wat: 'x', bijzonder: true }),
    'rechtsgrond (art. 2): bijzondere gegevens vragen een grond 9.2',
  ],
  [
    'a term that begins before the last stamp',
    (p) => {
      p.partijen[0].getekend_op = '2024-10-01T00:30:00+02:00';
      p.looptijd.van = '2024-09-30';
    },
    'looptijd (art. 11): begint op 2024-09-30, voor de laatste handtekening of het laatste advies (2024-10-01)',
  ],
  [
    'a term that begins before the last advice',
    (p) => {
      p.vtc_advies = { vindplaats: 'overweging H', datum: '2024-09-02' };
    },
    'looptijd (art. 11): begint op 2024-09-01, voor de laatste handtekening of het laatste advies (2024-09-02)',
  ],
  [
    'advice left out where the act lets nobody deviate',
    (p) => delete p.afwijkingen,
    'partijen: "leverancier" wijkt af van het advies, maar het protocol laat geen afwijkingen toe',
  ],
  [
    'sign-in without the condition that a pupil is enrolled',
    (p) => p.voorwaarden.shift(),
    'voorwaarden: "inschrijving" ontbreekt; zonder gaat bij aanmelding niets weg',
  ],
  [
    'sign-in without a target group at the door',
    (p) => p.voorwaarden.splice(1, 1),
    'voorwaarden: "doelgroep" ontbreekt; zonder gaat bij aanmelding niets weg',
  ],
  [
    'measure of a service that is not here',
    (p) => p.beveiliging.maatregelen.push({ door: ['acm'], maatregel: 'controleert de aanmelding' }),
    'beveiliging (art. 6): acm is geen partij: zeg in "hier" wie de maatregel neemt',
  ],
  [
    'subject from the party that receives',
    (p) => {
      p.onderwerp.van = 'leverancier';
    },
    'onderwerp (art. 1): van: "leverancier" is geen verstrekker',
  ],
  [
    'subject to the party that gives',
    (p) => {
      p.onderwerp.naar = 'dov';
    },
    'onderwerp (art. 1): naar: "dov" is geen ontvanger',
  ],
  [
    'end by law with a period of which the last day is another one',
    (p) => {
      p.einde.van_rechtswege = ['periode_voorbij'];
      p.mededeling.periode = { van: '2024-09-01', tot: '2026-06-30' };
    },
    'looptijd (art. 11): met "periode_voorbij" eindigt het protocol met de mededeling: zet tot: 2026-06-30',
  ],
  [
    'end by law with a period, and no last day',
    (p) => {
      p.einde.van_rechtswege = ['periode_voorbij'];
      p.mededeling.periode = { van: '2024-09-01', tot: '2026-08-31' };
      delete p.looptijd.tot;
    },
    'looptijd (art. 11): met "periode_voorbij" eindigt het protocol met de mededeling: zet tot: 2026-08-31',
  ],
  [
    'notice by someone who is no party',
    (p) => p.opzegging.door.push('vreemde'),
    'opzegging (art. 11): "vreemde" is geen partij',
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
