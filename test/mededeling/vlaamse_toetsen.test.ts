import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { stelSamen } from '../../src/mededeling/samenstelling.ts';
import { beoordeelToegang } from '../../src/mededeling/toegang.ts';
import { beoordeelProtocol } from '../../src/protocol/geldigheid.ts';
import {
  binnenVenster,
  deelVoorOntvanger,
  leesProtocollen,
  type Ontvangersdeel,
  type Protocol,
} from '../../src/protocol/index.ts';
import { leesProtocol } from '../../src/protocol/lezen/lees_protocol.ts';
import { dossierschema } from '../../src/toepassingen/dossiers/dossier.ts';
import { legOnderProtocol } from '../../src/toepassingen/index.ts';
import { voorbeeldinschrijving } from '../opzet/register/voorbeeldinschrijving.ts';
import { voorbeelddossier } from '../opzet/stukken/voorbeelddossier.ts';

/**
 * S3 as it is in config, compared with the text of the act. The expectations are read in the act, not in our
 * YAML.
 */

const VENSTERS = [{ naam: 'afname', van: '2027-05-03', tot: '2027-06-11' }];
const ALLES = [
  'family_name',
  'given_name',
  'name',
  'ov_leerid_uuid',
  'ov_account_uuid',
  'ov_toetsen',
  'ov_inschrijvingen',
];

let akte: Protocol;
let protocollen: Awaited<ReturnType<typeof leesProtocollen>>;
beforeAll(async () => {
  protocollen = await leesProtocollen('config');
  akte = protocollen.dossiers.find(({ naam }) => naam === 'vlaamse-toetsen')?.protocol as Protocol;
});

const deelVan = (ontvanger?: string) => deelVoorOntvanger(akte, ontvanger, VENSTERS) as Ontvangersdeel;

const TOETS = { toets: 'WIS', toetsmoment: { van: '2027-05-10T07:00:00Z', tot: '2027-05-10T08:00:00Z' } };
const BRON = {
  voornaam: 'Noor',
  naam: 'Peeters',
  geboortedag: 1,
  geboortemaand: 5,
  geboortejaar: 2014,
  email: null,
  leer_id_uuid: 'leer-1' as string | null,
  account_uuid: 'account-1',
  historiek_account_uuid: [],
  inschrijvingen: [voorbeeldinschrijving()],
  klassen: [],
  toetsen: [TOETS],
};

const geef = (ontvanger: string | undefined, bron: Partial<typeof BRON> = {}) =>
  stelSamen({
    deel: deelVan(ontvanger),
    bron: { ...BRON, ...bron },
    gevraagd: new Set([...ALLES, 'ov_geboortejaar', 'email', 'ov_historiek_account_uuid', 'ov_klas']),
    leerIdAlsLijst: false,
  });

describe('art. 4: the part of each recipient, and its form', () => {
  test.each([
    [
      'data-analisten',
      ['leer_id_uuid:pseudoniem', 'account_uuid:pseudoniem', 'individueel_aangepast_curriculum'],
      ['administratieve_groep_code', 'toegewezen_toetsen'],
    ],
    [
      'scholen-toetscoordinatoren',
      ['naam', 'voornaam', 'individueel_aangepast_curriculum', 'anderstalige_nieuwkomer'],
      ['administratieve_groep_code', 'vestigingsplaats', 'toegewezen_toetsen'],
    ],
    ['schoolbesturen', [], []],
    [
      'steunpunt',
      ['leer_id_uuid:hash', 'account_uuid:hash', 'geboortejaar'],
      ['administratieve_groep_code', 'vestigingsplaats'],
    ],
    ['leverancier-toetsplatform', ['naam', 'voornaam', 'leer_id_uuid', 'account_uuid'], ['toegewezen_toetsen']],
  ])('%s', (ontvanger, sleutels, rest) => {
    const deel = deelVan(ontvanger).gegevens.map(({ code, vorm }) => (vorm === 'klaar' ? code : `${code}:${vorm}`));
    expect(deel.sort()).toEqual([...sleutels, ...rest].sort());
  });

  test('no recipient is left out, and the party has what art. 3 lists and no more', () => {
    expect(akte.ontvangers.categorieen).toHaveLength(5);
    expect(deelVan().gegevens.map(({ code }) => code)).toEqual([
      ...['leer_id_uuid', 'account_uuid', 'insz', 'unieke_persoon', 'geregistreerde_persoon', 'naam', 'voornaam'],
      ...['individueel_aangepast_curriculum', 'anderstalige_nieuwkomer', 'geboortejaar'],
      ...['administratieve_groep_code', 'vestigingsplaats'],
    ]);
  });
});

describe('what leaves', () => {
  test('the test platform: names, LeerID and tests; the account key of nobody who has a LeerID', () => {
    expect(Object.keys(geef('leverancier-toetsplatform').claims).sort()).toEqual(
      ['family_name', 'given_name', 'name', 'ov_leerid_uuid', 'ov_toetsen'].sort(),
    );
    const zonder = geef('leverancier-toetsplatform', { leer_id_uuid: null }).claims;
    expect(zonder).toMatchObject({ ov_account_uuid: 'account-1', ov_toetsen: [TOETS] });
    expect(zonder).not.toHaveProperty('ov_leerid_uuid');
  });

  test('no raw key and no name to the steunpunt or the analysts, nothing to school boards, no birth year to anybody', () => {
    for (const ontvanger of [
      'steunpunt',
      'data-analisten',
      'schoolbesturen',
      'scholen-toetscoordinatoren',
      undefined,
    ]) {
      for (const leer_id_uuid of ['leer-1', null]) {
        const { gegevens } = geef(ontvanger, { leer_id_uuid });
        expect(gegevens).not.toContain('geboortejaar');
        if (ontvanger === 'schoolbesturen') expect(gegevens).toEqual([]);
        if (ontvanger === 'steunpunt' || ontvanger === 'data-analisten')
          for (const code of ['leer_id_uuid', 'account_uuid', 'naam', 'voornaam']) expect(gegevens).not.toContain(code);
      }
    }
  });

  test('one key of the policy database a pupil: each stands in for all before it', () => {
    const zonder = (code: string) => akte.gegevens.find((een) => een.code === code)?.enkel_zonder;
    expect(['insz', 'unieke_persoon', 'geregistreerde_persoon'].map(zonder)).toEqual([
      undefined,
      ['insz'],
      ['insz', 'unieke_persoon'],
    ]);
  });

  test('background traits of the recitals are no data of this act', () => {
    const codes = akte.gegevens.map(({ code }) => code).join(' ');
    for (const kenmerk of [
      'thuistaal',
      'gezinstaal',
      'moeder',
      'schooltoelage',
      'geslacht',
      'nationaliteit',
      'hulpmiddel',
    ])
      expect(codes).not.toContain(kenmerk);
    expect(akte.gegevens.filter(({ bijzonder }) => bijzonder).map(({ code }) => code)).toEqual([
      'anderstalige_nieuwkomer',
    ]);
  });
});

describe('the gate', () => {
  const NIEMAND = { samenwerkendeScholen: new Set<string>(), zichtbaarIn: new Set<string>() };
  const oordeel = (
    anders: { hoofdstructuur?: string; toetsen?: number; vandaag?: string; tot?: string | null } = {},
  ) => {
    const { hoofdstructuur = '211', toetsen = 1, vandaag = '2027-05-10', tot = null } = anders;
    const uitkomst = beoordeelToegang({
      protocol: akte,
      deel: deelVan('leverancier-toetsplatform'),
      geldigheid: { in_werking: true },
      inschrijvingen: [voorbeeldinschrijving({ hoofdstructuur, van: '2026-09-01', tot })],
      keuzes: NIEMAND,
      toetsen,
      vandaag: Temporal.PlainDate.from(vandaag),
    });
    return uitkomst.toegelaten || uitkomst.reden;
  };

  test('a pupil with a test is let in, whatever the school chose: no cooperation and no visibility is asked', () => {
    expect(oordeel()).toBe(true);
    expect(oordeel({ hoofdstructuur: '311' })).toBe(true);
  });

  test.each([
    ['without an assigned test', { toetsen: 0 }, 'geen_toets'],
    ['a toddler', { hoofdstructuur: '111' }, 'niet_in_doelgroep'],
    ['who left school', { tot: '2027-05-09' }, 'geen_inschrijving'],
    ['before the window', { vandaag: '2027-05-02' }, 'buiten_venster'],
    ['after the window', { vandaag: '2027-06-12' }, 'buiten_venster'],
  ])('not let in: %s', (_, anders, reden) => {
    expect(oordeel(anders)).toBe(reden);
  });
});

describe('the dossier of the test platform', () => {
  const dossier = (anders: object) =>
    legOnderProtocol(
      dossierschema.parse({
        ...voorbeelddossier(),
        partij: 'dov',
        protocol: 'vlaamse-toetsen',
        ontvanger: 'leverancier-toetsplatform',
        wetgeving_van_kracht: { sinds: '2024-09-01', vindplaats: 'proef' },
        ...anders,
      }),
      protocollen,
    );

  test('a window is over by 31 July (art. 3), and without one nothing opens', () => {
    const venster = (van: string, tot: string) => ({ vensters: [{ naam: 'afname', van, tot }] });
    expect(dossier(venster('2027-05-03', '2027-07-31'))).toMatchObject({ deel: { vensters: [{ tot: '2027-07-31' }] } });
    expect(dossier(venster('2027-05-03', '2027-08-01'))).toMatch('2027-07-31');
    const zonder = dossier({ vensters: [] });
    expect(typeof zonder !== 'string' && binnenVenster(zonder.deel, Temporal.PlainDate.from('2027-05-10'))).toBe(false);
  });

  test('says since when the draft decree is law (art. 2), and is no other party’s than DOV’s', () => {
    expect(akte.rechtsgrond.wetgeving.filter(({ ontwerp }) => ontwerp)).toHaveLength(2);
    expect(dossier({ wetgeving_van_kracht: undefined })).toMatch('wetgeving_van_kracht');
    expect(dossier({ partij: 'agodi' })).toMatch('ontvangt niets');
  });
});

test('its sensitive data ask a ground of GDPR art. 9.2 (art. 2)', async () => {
  const tekst = await readFile('config/protocollen/vlaamse-toetsen/protocol.yaml', 'utf8');
  const lees = (avg: string) =>
    leesProtocol('akte', Buffer.from(tekst.replace('avg: [6.1.c, 9.2.g]', `avg: [${avg}]`))).fouten;
  expect(lees('6.1.c, 9.2.g')).toEqual([]);
  expect(lees('6.1.c')).toEqual([expect.stringContaining('9.2')]);
});

describe('in force', () => {
  const reden = (vandaag: string, anders: Partial<Protocol> = {}) => {
    const geldigheid = beoordeelProtocol({
      protocol: { ...akte, ...anders },
      partijen: protocollen.partijen,
      oordelen: akte.partijen.map(({ id }) => ({
        geldig: true as const,
        partij: id,
        kid: id,
        vingerafdruk: id,
        ondertekend_op: '2021-07-01T09:00:00Z',
      })),
      vandaag: Temporal.PlainDate.from(vandaag),
    });
    return geldigheid.in_werking || geldigheid.reden;
  };

  test('from the last of both signatures, whenever the file was signed, and for ever (art. 5 and 12)', () => {
    expect(['2023-09-18', '2023-09-19', '2050-01-01'].map((dag) => reden(dag))).toEqual([
      'nog_niet_in_werking',
      true,
      true,
    ]);
  });

  test('never before the advice of the VTC', () => {
    const vtc_advies = { vindplaats: 'overweging H', datum: '2023-10-02' };
    expect(['2023-10-01', '2023-10-02'].map((dag) => reden(dag, { vtc_advies }))).toEqual([
      'nog_niet_in_werking',
      true,
    ]);
  });
});
