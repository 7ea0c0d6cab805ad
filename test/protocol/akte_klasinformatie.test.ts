import { beforeAll, describe, expect, test } from '@jest/globals';
import { beoordeelToegang } from '../../src/mededeling/toegang.ts';
import { beoordeelProtocol } from '../../src/protocol/geldigheid.ts';
import { leesProtocollen, type Protocol, type Protocollen } from '../../src/protocol/index.ts';
import { deelVoorOntvanger } from '../../src/protocol/ontvangersdeel.ts';
import type { Inschrijving } from '../../src/register/index.ts';
import { dossierschema } from '../../src/toepassingen/dossiers/dossier.ts';
import { legOnderProtocol } from '../../src/toepassingen/dossiers/dossier_onder_protocol.ts';
import { voorbeeldinschrijving } from '../opzet/register/voorbeeldinschrijving.ts';
import { voorbeelddossier } from '../opzet/stukken/voorbeelddossier.ts';

/**
 * S2, the act on class information, with its manual: what they say, compared with the file that is to be
 * signed.
 */

let gelezen: Protocollen;
let s2: Protocol;
beforeAll(async () => {
  gelezen = await leesProtocollen('config');
  const gevonden = gelezen.dossiers.find(({ naam }) => naam === 'klasinformatie');
  if (!gevonden?.protocol) throw new Error(gevonden?.fouten.join('; '));
  s2 = gevonden.protocol;
});

const SCHOOL = '011122';
const keuzes = (samen: string[], zichtbaar: string[]) => ({
  samenwerkendeScholen: new Set(samen),
  zichtbaarIn: new Set(zichtbaar),
});

/** What the conditions of S2 decide about a pupil with this one enrolment. */
function oordeel(anders: Partial<Inschrijving>, gekozen = keuzes([SCHOOL], [SCHOOL])) {
  const deel = deelVoorOntvanger(s2, 'dienstenleveranciers');
  if (!deel) throw new Error('no such recipient');
  const uitkomst = beoordeelToegang({
    protocol: s2,
    deel,
    geldigheid: { in_werking: true },
    inschrijvingen: [voorbeeldinschrijving({ instellingsnummer: SCHOOL, erkend: true, ...anders })],
    keuzes: gekozen,
    toetsen: 0,
    vandaag: Temporal.PlainDate.from('2025-03-03'),
  });
  return uitkomst.toegelaten ? 'in' : uitkomst.reden;
}

describe('art. 3: whose class', () => {
  test.each([
    ['nursery', '111'],
    ['primary', '211'],
    ['secondary', '311'],
  ])('%s education is in, in a recognised school alone', (_, hoofdstructuur) => {
    expect(oordeel({ hoofdstructuur, erkend: true })).toBe('in');
    expect(oordeel({ hoofdstructuur, erkend: false })).toBe('niet_in_doelgroep');
  });

  test('adult and higher education are out', () => {
    for (const hoofdstructuur of ['411', '511', '']) expect(oordeel({ hoofdstructuur })).toBe('niet_in_doelgroep');
  });
});

test('recital A, art. 4 and the manual: enrolled, in a school that works with it and made it visible for this pupil', () => {
  expect(oordeel({})).toBe('in');
  expect(oordeel({ tot: '2025-01-31' })).toBe('geen_inschrijving');
  expect(oordeel({}, keuzes([], [SCHOOL]))).toBe('school_werkt_niet_samen');
  expect(oordeel({}, keuzes([SCHOOL], []))).toBe('niet_zichtbaar');
});

test('art. 4 and 5: suppliers at the use by the pupil, staff of DOV on request', () => {
  const stroom = (id?: string) => deelVoorOntvanger(s2, id)?.stromen;
  expect(stroom()).toEqual(['bij_aanmelding', 'op_aanvraag']);
  expect(stroom('dienstenleveranciers')).toEqual(['bij_aanmelding']);
  expect(stroom('leerid-beheerders')).toEqual(['op_aanvraag']);
  expect(stroom('functieprofiel')).toEqual(['op_aanvraag']);
  expect(s2.ontvangers.categorieen.map(({ gegevens }) => gegevens.map(({ code }) => code))).toEqual(
    Array(3).fill(['klasinformatie']),
  );
});

test.each([
  ['the receiving party', undefined],
  ['a supplier', 'dienstenleveranciers'],
  ['a manager', 'leerid-beheerders'],
])('recital C: no application hangs under this act itself, not as %s either', (_, ontvanger) => {
  const dossier = dossierschema.parse({
    ...voorbeelddossier({ protocol: 'klasinformatie', ontvanger }),
    partij: 'dov',
  });
  expect(legOnderProtocol(dossier, gelezen)).toMatch(/eigen protocol/);
});

test('the manual: an application that did not build it in gets no class, whatever its act lists', () => {
  const metKlas = {
    ...gelezen,
    dossiers: gelezen.dossiers.map((een) =>
      een.naam === 'smartschool' && een.protocol
        ? { ...een, protocol: { ...een.protocol, gegevens: [...een.protocol.gegevens, ...s2.gegevens] } }
        : een,
    ),
  };
  const codes = (integraties: 'klasinformatie'[]) => {
    const client_id = 'smartschool';
    const dossier = voorbeelddossier({ client_id, protocol: client_id, partij: 'smartbit', integraties });
    const onderProtocol = legOnderProtocol(dossierschema.parse(dossier), metKlas);
    return typeof onderProtocol === 'string' ? onderProtocol : onderProtocol.deel.gegevens.map(({ code }) => code);
  };
  expect(codes([])).toEqual(expect.not.arrayContaining(['klasinformatie']));
  expect(codes(['klasinformatie'])).toEqual([...codes([]), 'klasinformatie']);
});

test('art. 3: what the datum is and why it is asked are told apart', () => {
  expect(s2.gegevens).toMatchObject([
    { code: 'klasinformatie', wat: expect.stringMatching(/administratief/), reden: expect.stringMatching(/filteren/) },
  ]);
});

test('art. 3: kept for a year after the enrolment lapsed, by whoever has it', () => {
  expect(s2.bewaring).toMatchObject([
    { termijn: 'P1Y', bij: expect.stringMatching(/DOV.*dienstenleverancier/), vanaf: expect.stringMatching(/pakket/) },
  ]);
});

test('art. 9 and 12: a school ends at once and for itself alone; nobody gives notice with a term', () => {
  expect(s2.sanctie).toMatchObject({ beeindiging_door: ['school'], geldt_voor: 'eigen_school' });
  expect(s2.sanctie.schadevergoeding).toBeDefined();
  expect(s2.opzegging).toMatchObject({ door: [] });
  expect(s2.opzegging.termijn).toBeUndefined();
  expect(s2.einde.van_rechtswege).toEqual(['rechtsgrond_vervallen']);
});

test('recital H: the advice of DOV is there; that of a school is a lack, which the act does not allow as a deviation', () => {
  const advies = Object.fromEntries(s2.partijen.map(({ id, dpo_advies }) => [id, dpo_advies]));
  expect(advies).toEqual({ dov: { datum: '2023-11-15' }, school: { niet_vermeld: expect.any(String) } });
  expect(s2.afwijkingen).toBeUndefined();
});

test('art. 12: the stamp of DOV starts the act, not the cover date, and a signature under the file has to be there', () => {
  const geldig = { geldig: true, partij: 'dov', kid: 'dov-1', vingerafdruk: 'x' } as const;
  const op = (dag: string, ondertekend_op = '2024-07-17T15:00:00Z') => {
    const oordelen = [{ ...geldig, ondertekend_op }];
    const vandaag = Temporal.PlainDate.from(dag);
    const uitkomst = beoordeelProtocol({ protocol: s2, oordelen, partijen: gelezen.partijen, vandaag });
    return uitkomst.in_werking ? 'in_werking' : uitkomst.reden;
  };
  expect(s2.voorblad).toBe('2023-11-15');
  expect(op('2024-07-16', '2023-11-15T10:00:00Z')).toBe('nog_niet_in_werking');
  expect(op('2024-07-17')).toBe('in_werking');
  expect(op('2024-07-17', '2024-07-18T10:00:00Z')).toBe('handtekening_ontbreekt');
  expect(op('2034-07-17')).toBe('in_werking');
});

test('the manual: two packages, and what a school reads before it chooses', () => {
  expect(s2.pakketten?.namen).toEqual(['Broekx', 'Informat']);
  const over = new Map(s2.overwegingen.map((een) => [een.over, een.tekst]));
  expect(over.get('gevolgen op het scherm')).toMatch(/zoeken en filteren.*toekennen.*groeperen/s);
  expect(over.get('waarschuwing op het scherm')).toMatch(/zichtbaar.*ingebouwd/s);
  expect(over.get('stoppen')).toMatch(/verdwijnen/);
});

test('keys go to the package and classes come back, over two channels; the package is no recipient', () => {
  expect(s2.gegevensstromen.map(({ wat, toelichting }) => [wat, toelichting])).toMatchObject([
    [expect.stringMatching(/leer_id_uuid.*account_uuid/), expect.stringMatching(/API/)],
    [expect.stringMatching(/klasinformatie/), expect.stringMatching(/dropserver/)],
    [expect.stringMatching(/klasinformatie/), expect.stringMatching(/browser/)],
  ]);
});

test('art. 2, 6, 10 and 12: it keeps the words that weigh, and puts none of ours in their place', () => {
  expect(s2.doel.ontvanger.join()).toMatch(/efficiënter.*de diensten die ze leveren/s);
  expect(s2.omschrijving).toMatch(/hun diensten .* efficiënter leveren/s);
  expect(s2.beveiliging.maatregelen[6]?.maatregel).toMatch(/gepaste/);
  expect(s2.meldingsplicht.plichten[2]?.plicht).toMatch(/nuttig of nodig vinden/);
  expect(s2.opzegging.wijze).not.toMatch(/reden/);
  expect(s2.overwegingen.find(({ over }) => over === 'het administratief pakket')?.tekst).not.toMatch(/geen partij/);
});

test('art. 4 points at the paragraph of the package, and the file says which one is meant', () => {
  expect(s2.overwegingen.find(({ over }) => over === 'verwijzing')?.tekst).toMatch(/2°.*3°/s);
});
