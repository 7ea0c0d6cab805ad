import { beforeAll, describe, expect, test } from '@jest/globals';
import {
  geldigheidOp,
  leesProtocollen,
  type Protocol,
  type Protocoldossier,
  type Protocollen,
} from '../../src/protocol/index.ts';

const DOV = ['0316.380.841', '2.199.310.989'] as const;
const AGODI = ['0316.380.841', '2.199.317.226'] as const;

/** The key clauses, read from the acts. A party: role, KBO number, establishment, date of the DPO's advice. */
const AKTEN = {
  smartschool: {
    opgemaakt: '2023-05-19',
    partijen: {
      dov: ['verstrekker', ...DOV, '2023-05-09'],
      smartbit: ['ontvanger', '0479.803.174', '2.161.046.469', '2023-05-17'],
    },
    vtc: undefined,
    rechtsgrond: ['6.1.f'],
    bewaring: ['P3Y', 'P3Y'],
    stroom: 'bij_aanmelding',
    // DOV signed on this day; open-ended (art. 5).
    looptijd: ['2023-05-23', undefined],
    opzegtermijn: undefined,
    kwaliteit: [undefined, undefined],
    sanctie: [8, 'dov'],
    artikelen: { meldingsplicht: 9, recht: 10, einde: 11 },
  },
  'archief-voor-onderwijs': {
    opgemaakt: '2023-03-07',
    partijen: {
      dov: ['verstrekker', ...DOV, '2022-11-07'],
      meemoo: ['ontvanger', '0644.450.380', '2.248.590.454', '2022-01-19'],
    },
    vtc: undefined,
    rechtsgrond: ['6.1.c', '6.1.e'],
    bewaring: ['P3Y', 'P3Y'],
    stroom: 'bij_aanmelding',
    looptijd: ['2023-03-07', undefined],
    opzegtermijn: undefined,
    kwaliteit: [undefined, undefined],
    sanctie: [8, 'dov'],
    artikelen: { meldingsplicht: 9, recht: 10, einde: 11 },
  },
  klasinformatie: {
    opgemaakt: '2023-11-15',
    partijen: {
      school: ['verstrekker', undefined, undefined, undefined],
      dov: ['ontvanger', ...DOV, '2023-11-15'],
    },
    vtc: undefined,
    rechtsgrond: ['6.1.c'],
    bewaring: ['P1Y'],
    stroom: 'op_aanvraag',
    looptijd: ['2024-07-17', undefined],
    opzegtermijn: undefined,
    kwaliteit: [undefined, undefined],
    sanctie: [9, 'school'],
    artikelen: { meldingsplicht: 10, recht: 11, einde: 12 },
  },
  'vlaamse-toetsen': {
    opgemaakt: '2023-09-08',
    partijen: { dov: ['ontvanger', ...DOV, '2023-03-17'], agodi: ['verstrekker', ...AGODI, '2023-04-14'] },
    vtc: '2023-07-18',
    rechtsgrond: ['6.1.c', '9.2.g'],
    // Registration module: gone after the test window. Data platform: ten years.
    bewaring: ['P0D', 'P10Y'],
    stroom: 'periodiek',
    // AGODI signed last.
    looptijd: ['2023-09-19', undefined],
    opzegtermijn: 'P3M',
    kwaliteit: ['P2M', 'P4M'],
    sanctie: [9, 'agodi'],
    artikelen: { meldingsplicht: 10, recht: 11, einde: 12 },
  },
  'zieke-kinderen': {
    opgemaakt: '2021-12-20',
    partijen: { dov: ['ontvanger', ...DOV, '2021-10-18'], agodi: ['verstrekker', ...AGODI, '2021-10-28'] },
    vtc: '2021-12-14',
    // The act cites "5.1 e", which the GDPR has in 6.1.e.
    rechtsgrond: ['6.1.e', '9.2.j'],
    bewaring: ['P5Y'],
    stroom: 'eenmalig',
    // Art. 5: September 2021 to the end of November 2022.
    looptijd: ['2021-09-01', '2022-11-30'],
    opzegtermijn: 'P6M',
    kwaliteit: ['P2M', 'P4M'],
    sanctie: [8, 'agodi'],
    artikelen: { meldingsplicht: 9, recht: 11, einde: 12 },
  },
};

/** The same clauses, as the transcribed file has them. */
function bepalingen(protocol: Protocol) {
  const { rechtsgrond, bewaring, mededeling, looptijd, opzegging, kwaliteit, sanctie } = protocol;
  const advies = (een: Protocol['partijen'][number]['dpo_advies']) => ('datum' in een ? een.datum : undefined);
  return {
    opgemaakt: protocol.opgemaakt,
    partijen: Object.fromEntries(
      protocol.partijen.map((een) => [een.id, [een.rol, een.kbo, een.vestigingseenheid, advies(een.dpo_advies)]]),
    ),
    vtc: protocol.vtc_advies?.datum,
    rechtsgrond: rechtsgrond.avg,
    bewaring: bewaring.map(({ termijn }) => termijn),
    stroom: mededeling.stroom,
    looptijd: [looptijd.van, looptijd.tot],
    opzegtermijn: opzegging.termijn,
    kwaliteit: [kwaliteit.onderzoek, kwaliteit.maatregelen],
    sanctie: [sanctie.artikel, ...sanctie.beeindiging_door],
    artikelen: Object.fromEntries(
      (['meldingsplicht', 'recht', 'einde'] as const).map((deel) => [deel, protocol[deel].artikel]),
    ),
  };
}

let gelezen: Protocollen;
beforeAll(async () => {
  gelezen = await leesProtocollen('config');
});

function dossier(naam: string): Protocoldossier {
  const gevonden = gelezen.dossiers.find((een) => een.naam === naam);
  if (!gevonden) throw new Error(`no protocol ${naam}`);
  return gevonden;
}

describe.each(Object.entries(AKTEN))('%s', (naam, akte) => {
  test('holds the clauses of its act', () => {
    const { protocol } = dossier(naam);
    expect(protocol && bepalingen(protocol)).toEqual(akte);
    expect(protocol?.mededeling.respijtdagen).toBe(0);
    expect(protocol?.recht).toMatchObject({ recht: 'Belgisch', rechtbank: 'Brussel' });
  });

  test('is not in force as long as nobody signed', () => {
    const eersteDag = Temporal.PlainDate.from(akte.looptijd[0] ?? '');
    const geldigheid = geldigheidOp({ ...dossier(naam), oordelen: [] }, gelezen.partijen, eersteDag);
    expect(geldigheid).toMatchObject({ in_werking: false, reden: 'handtekening_ontbreekt' });
  });
});

test('S2: a school agrees in the Schoolloket instead of signing (art. 12)', () => {
  expect(dossier('klasinformatie').protocol?.partijen.map(({ id, ondertekening }) => [id, ondertekening])).toEqual([
    ['school', 'akkoordverklaring'],
    ['dov', 'handtekening'],
  ]);
});

test('the party files carry the numbers of the acts, and none is a demo party', () => {
  const nummers = Object.fromEntries(gelezen.partijen.map((een) => [een.partij, [een.kbo, een.vestigingseenheid]]));
  expect(nummers).toEqual({
    dov: DOV,
    agodi: AGODI,
    smartbit: ['0479.803.174', '2.161.046.469'],
    meemoo: ['0644.450.380', '2.248.590.454'],
  });
  expect(gelezen.partijen.filter(({ demo }) => demo)).toEqual([]);
});
