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

/**
 * The key clauses, read from the acts. For a party: role, KBO number, establishment, date of the DPO's
 * advice.
 */
const AKTEN = {
  smartschool: {
    dagen: ['2023-05-19', '2023-05-19'],
    partijen: {
      dov: ['verstrekker', ...DOV, '2023-05-09'],
      smartbit: ['ontvanger', '0479.803.174', '2.161.046.469', '2023-05-17'],
    },
    vtc: undefined,
    rechtsgrond: ['6.1.f'],
    bewaring: ['P3Y', 'P3Y'],
    stromen: ['bij_aanmelding'],
    // DOV's stamp. The supplier's shows no day. Without end date (art. 5).
    begin: '2023-05-23',
    einde: undefined,
    opzegging: [undefined],
    kwaliteit: [undefined, undefined],
    sanctie: [8, 'dov'],
    artikelen: { meldingsplicht: 9, recht: 10, einde: 11 },
  },
  'archief-voor-onderwijs': {
    dagen: ['2023-03-07', '2023-03-07'],
    partijen: {
      dov: ['verstrekker', ...DOV, '2022-11-07'],
      meemoo: ['ontvanger', '0644.450.380', '2.248.590.454', '2022-01-19'],
    },
    vtc: undefined,
    rechtsgrond: ['6.1.c', '6.1.e'],
    bewaring: ['P3Y', 'P3Y'],
    stromen: ['bij_aanmelding'],
    // There is no stamp. Only the signatures under the file give a day.
    begin: undefined,
    einde: undefined,
    opzegging: [undefined],
    kwaliteit: [undefined, undefined],
    sanctie: [8, 'dov'],
    artikelen: { meldingsplicht: 9, recht: 10, einde: 11 },
  },
  klasinformatie: {
    dagen: ['2023-11-15', '2023-11-15'],
    partijen: {
      school: ['verstrekker', undefined, undefined, undefined],
      dov: ['ontvanger', ...DOV, '2023-11-15'],
    },
    vtc: undefined,
    rechtsgrond: ['6.1.c'],
    bewaring: ['P1Y'],
    stromen: ['bij_aanmelding', 'op_aanvraag'],
    begin: '2024-07-17',
    einde: undefined,
    opzegging: [undefined],
    kwaliteit: [undefined, undefined],
    sanctie: [9, 'school'],
    artikelen: { meldingsplicht: 10, recht: 11, einde: 12 },
  },
  'vlaamse-toetsen': {
    // The closing line is blank.
    dagen: ['2023-09-08', undefined],
    partijen: { dov: ['ontvanger', ...DOV, '2023-03-17'], agodi: ['verstrekker', ...AGODI, '2023-04-14'] },
    vtc: '2023-07-18',
    rechtsgrond: ['6.1.c', '9.2.g'],
    // Registration module: erased after the test window. Data platform: ten years.
    bewaring: ['P0D', 'P10Y'],
    stromen: ['periodiek'],
    // AGODI signed last.
    begin: '2023-09-19',
    einde: undefined,
    opzegging: ['P3M', 'agodi', 'dov'],
    kwaliteit: ['P2M', 'P4M'],
    sanctie: [9, 'agodi'],
    artikelen: { meldingsplicht: 10, recht: 11, einde: 12 },
  },
  'zieke-kinderen': {
    dagen: ['2021-12-20', '2021-12-20'],
    partijen: { dov: ['ontvanger', ...DOV, '2021-10-18'], agodi: ['verstrekker', ...AGODI, '2021-10-28'] },
    vtc: '2021-12-14',
    // The act cites "5.1 e", which is 6.1.e in the GDPR.
    rechtsgrond: ['6.1.e', '9.2.j'],
    bewaring: ['P5Y'],
    stromen: ['eenmalig'],
    // Both signed on this day. "To November 2022" (art. 5) ends before that month begins.
    begin: '2021-12-23',
    einde: '2022-10-31',
    opzegging: ['P6M', 'agodi', 'dov'],
    kwaliteit: ['P2M', 'P4M'],
    sanctie: [8, 'agodi'],
    artikelen: { meldingsplicht: 9, recht: 11, einde: 12 },
  },
};

/** The same clauses in the transcribed file. */
function bepalingen(protocol: Protocol) {
  const { rechtsgrond, bewaring, mededeling, looptijd, opzegging, kwaliteit, sanctie } = protocol;
  const advies = (een: Protocol['partijen'][number]['dpo_advies']) => ('datum' in een ? een.datum : undefined);
  return {
    dagen: [protocol.voorblad, protocol.opgemaakt],
    partijen: Object.fromEntries(
      protocol.partijen.map((een) => [een.id, [een.rol, een.kbo, een.vestigingseenheid, advies(een.dpo_advies)]]),
    ),
    vtc: protocol.vtc_advies?.datum,
    rechtsgrond: rechtsgrond.avg,
    bewaring: bewaring.map(({ termijn }) => termijn),
    stromen: mededeling.stromen,
    einde: looptijd.tot,
    opzegging: [opzegging.termijn, ...opzegging.door.toSorted()],
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
    const { begin: _, ...bepaald } = akte;
    expect(protocol && bepalingen(protocol)).toEqual(bepaald);
    expect(protocol?.mededeling.respijtdagen).toBe(0);
    expect(protocol?.recht).toMatchObject({ recht: 'Belgisch', rechtbank: 'Brussel' });
  });

  test('is not in force as long as nobody signed', () => {
    const geldigheid = geldigheidOp({ ...dossier(naam), oordelen: [] }, gelezen.partijen, LAAT);
    expect(geldigheid).toMatchObject({ in_werking: false, reden: 'handtekening_ontbreekt' });
  });

  test('is in force from its last stamp, however early the file was signed', () => {
    const begin = Temporal.PlainDate.from(akte.begin ?? '2023-03-07');
    const op = (dag: Temporal.PlainDate) => geldigheidOp(getekend(naam), gelezen.partijen, dag);
    expect(op(begin)).toEqual({ in_werking: true });
    if (akte.begin) expect(op(begin.subtract({ days: 1 }))).toMatchObject({ reden: 'nog_niet_in_werking' });
    if (akte.einde) expect(op(Temporal.PlainDate.from(akte.einde))).toEqual({ in_werking: true });
    if (akte.einde) expect(op(Temporal.PlainDate.from('2022-11-01'))).toMatchObject({ reden: 'verlopen' });
  });
});

const LAAT = Temporal.PlainDate.from('2022-10-01');

/** Each party that must sign signed long before. */
function getekend(naam: string): Protocoldossier {
  const tekenaars = dossier(naam).protocol?.partijen.filter(({ ondertekening }) => ondertekening === 'handtekening');
  const oordelen = (tekenaars ?? []).map(({ id }) => ({
    geldig: true as const,
    partij: id,
    kid: id,
    vingerafdruk: id,
    ondertekend_op: '2021-01-01T09:00:00Z',
  }));
  return { ...dossier(naam), oordelen };
}

test('S4: data leave between its signature and the end of October 2022 alone (art. 5 and 12)', () => {
  expect(dossier('zieke-kinderen').protocol?.mededeling.periode).toEqual({ van: '2021-12-23', tot: '2022-10-31' });
});

test('each act asks its own conditions at the door, and is for its own pupils', () => {
  const voorwaarden = (naam: string) => dossier(naam).protocol?.voorwaarden.map(({ voorwaarde }) => voorwaarde);
  const onderwijs = (naam: string) => dossier(naam).protocol?.doelgroep.onderwijs;
  for (const naam of ['smartschool', 'archief-voor-onderwijs']) {
    expect(voorwaarden(naam)).toEqual(['inschrijving', 'doelgroep', 'samenwerking', 'zichtbaarheid']);
    expect(onderwijs(naam)).toEqual(['lager', 'secundair']);
  }
  expect(voorwaarden('vlaamse-toetsen')).toEqual(['inschrijving', 'doelgroep', 'toegewezen_toets']);
  expect(onderwijs('vlaamse-toetsen')).toEqual(['lager', 'secundair']);
  expect(onderwijs('klasinformatie')).toEqual(['kleuter', 'lager', 'secundair']);
  expect(dossier('klasinformatie').protocol?.doelgroep.enkel_erkende_scholen).toBe(true);
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
