import { describe, expect, test } from '@jest/globals';
import { stelSamen } from '../../src/mededeling/samenstelling.ts';
import type { Ontvangersdeel, Vormmakers } from '../../src/protocol/index.ts';
import { voorbeeldinschrijving } from '../opzet/register/voorbeeldinschrijving.ts';

const BRON = {
  voornaam: 'Noor',
  naam: 'Peeters',
  geboortedag: null,
  geboortemaand: 5,
  geboortejaar: 2014,
  email: null as string | null,
  leer_id_uuid: 'leer-1' as string | null,
  account_uuid: 'account-1',
  historiek_account_uuid: [],
  inschrijvingen: [voorbeeldinschrijving()],
  klassen: [],
  toetsen: [],
};

type Regel = string | [code: string, ...enkel_zonder: string[]];
type Gegeven = Ontvangersdeel['gegevens'][number];

/**
 * What leaves when the protocol lists these data and everything is asked for, unless the test says otherwise.
 */
function stel(regels: Regel[], gevraagd: string[], bron: Partial<typeof BRON> = {}, leerIdAlsLijst = false) {
  const gegevens = regels.map((regel) => {
    const [code = '', ...anderen] = [regel].flat();
    return gegeven(code, { enkel_zonder: anderen.length ? anderen : undefined });
  });
  return stelDeel(gegevens, gevraagd, bron, leerIdAlsLijst);
}

function gegeven(code: string, anders: Partial<Gegeven> = {}): Gegeven {
  return { code, artikel: 3, wat: 'test', reden: 'test', bijzonder: false, vorm: 'klaar', ...anders };
}

function stelDeel(gegevens: Gegeven[], gevraagd: string[], bron: Partial<typeof BRON> = {}, leerIdAlsLijst = false) {
  return stelSamen({
    deel: { stromen: ['bij_aanmelding'], gegevens, periode: undefined, vensters: undefined },
    bron: { ...BRON, ...bron },
    gevraagd: new Set(gevraagd),
    leerIdAlsLijst,
  });
}

test('requested ∩ protocol, with the codes and articles for the log', () => {
  expect(stel(['naam', 'voornaam'], ['family_name', 'email'])).toEqual({
    claims: { family_name: 'Peeters' },
    gegevens: ['naam'],
    artikelen: ['art. 3'],
  });
});

test('what the pupil does not have is left out, and not logged', () => {
  const claims = ['ov_geboortedag', 'ov_geboortemaand', 'email', 'ov_historiek_account_uuid', 'ov_klas'];
  const codes = ['geboortedag', 'geboortemaand', 'email', 'historiek_account_uuid', 'klasinformatie'];
  expect(stel(codes, claims)).toMatchObject({ claims: { ov_geboortemaand: 5 }, gegevens: ['geboortemaand'] });
});

test('a whole name is its two parts: it leaves where both are listed and free to leave, and both are logged', () => {
  expect(stel(['naam', 'voornaam'], ['name'])).toEqual({
    claims: { name: 'Noor Peeters' },
    gegevens: ['naam', 'voornaam'],
    artikelen: ['art. 3'],
  });
  expect(stel(['naam'], ['name', 'family_name']).claims).toEqual({ family_name: 'Peeters' });
  expect(stel([['voornaam', 'leer_id_uuid'], 'naam'], ['name'])).toMatchObject({ claims: {}, gegevens: [] });
});

test('enrolments carry the listed fields, and neither status nor dates', () => {
  const { claims } = stel(['instellingsnummer', 'stamnummer'], ['ov_inschrijvingen']);
  expect(claims).toEqual({ ov_inschrijvingen: [{ instellingsnummer: '011122', stamnummer: '2400001' }] });
});

test('INSZ and counts never leave, whatever is listed and asked', () => {
  const codes = ['insz', 'unieke_persoon', 'geregistreerde_persoon', 'schooldagen_ziek', 'anderstalige_nieuwkomer'];
  expect(stel(codes, [...codes, 'ov_insz'])).toEqual({ claims: {}, gegevens: [], artikelen: [] });
});

test('some applications read the LeerID as a list', () => {
  expect(stel(['leer_id_uuid'], ['ov_leerid_uuid'], {}, true).claims).toEqual({ ov_leerid_uuid: ['leer-1'] });
  expect(stel(['leer_id_uuid'], ['ov_leerid_uuid'], { leer_id_uuid: null }, true).claims).toEqual({});
});

test('the account key stands in for a missing LeerID, asked for or not (S3 art. 3)', () => {
  const regels: Regel[] = ['leer_id_uuid', ['account_uuid', 'leer_id_uuid']];
  expect(stel(regels, ['ov_leerid_uuid', 'ov_account_uuid']).gegevens).toEqual(['leer_id_uuid']);
  expect(stel(regels, ['ov_account_uuid']).gegevens).toEqual([]);
  expect(stel(regels, ['ov_leerid_uuid', 'ov_account_uuid'], { leer_id_uuid: null }).gegevens).toEqual([
    'account_uuid',
  ]);
});

test('nothing stands in for a datum that cannot be read here: it may be there', () => {
  expect(stel(['insz', ['account_uuid', 'insz']], ['ov_account_uuid']).claims).toEqual({});
});

test('what stands in for several others leaves only without any of them (S3 art. 3)', () => {
  const regels: Regel[] = ['naam', ['email', 'leer_id_uuid', 'geboortedag']];
  const bron = { email: 'noor@example.org' };
  expect(stel(regels, ['email'], bron).claims).toEqual({});
  expect(stel(regels, ['email'], { ...bron, leer_id_uuid: null }).claims).toEqual({ email: 'noor@example.org' });
  expect(stel([['email', 'leer_id_uuid', 'insz']], ['email'], { ...bron, leer_id_uuid: null }).claims).toEqual({});
});

test("a form that can't be made here, or a condition that can't be known, keeps the datum in", () => {
  for (const anders of [
    { vorm: 'hash' },
    { vorm: 'pseudoniem' },
    { enkel_als: 'school_zonder_leeftijdsgroepen' },
  ] as const) {
    expect(stelDeel([gegeven('leer_id_uuid', anders), gegeven('naam')], ['ov_leerid_uuid', 'family_name'])).toEqual({
      claims: { family_name: 'Peeters' },
      gegevens: ['naam'],
      artikelen: ['art. 3'],
    });
  }
  expect(stelDeel([gegeven('voornaam', { vorm: 'hash' }), gegeven('naam')], ['name']).claims).toEqual({});
});

describe('a datum that the act gives in another form', () => {
  const hash = (code: string, waarde: unknown) => `hash van ${code} ${waarde}`;
  const alsHash = (code: string) => gegeven(code, { vorm: 'hash' });
  const claims = [
    'name',
    'given_name',
    'family_name',
    'ov_leerid_uuid',
    'ov_historiek_account_uuid',
    'ov_inschrijvingen',
  ];
  const stelMet = (gegevens: Gegeven[], makers?: Vormmakers) =>
    stelSamen({
      deel: { stromen: ['periodiek'], gegevens, periode: undefined, vensters: undefined },
      bron: { ...BRON, historiek_account_uuid: ['oud-1', 'oud-2'] },
      gevraagd: new Set(claims),
      leerIdAlsLijst: false,
      makers,
    });

  test('stays inside where nobody can make that form, also with a maker of another form', () => {
    for (const makers of [undefined, {}, { pseudoniem: hash }])
      expect(stelMet([alsHash('leer_id_uuid'), alsHash('stamnummer')], makers).claims).toEqual({});
  });

  test('leaves in that form, each value of a list by itself, and the log has its code', () => {
    const gegevens = [alsHash('leer_id_uuid'), alsHash('historiek_account_uuid'), alsHash('instellingsnummer')];
    expect(stelMet(gegevens, { hash })).toEqual({
      claims: {
        ov_leerid_uuid: 'hash van leer_id_uuid leer-1',
        ov_historiek_account_uuid: ['hash van historiek_account_uuid oud-1', 'hash van historiek_account_uuid oud-2'],
        ov_inschrijvingen: [
          { instellingsnummer: `hash van instellingsnummer ${BRON.inschrijvingen[0]?.instellingsnummer}` },
        ],
      },
      gegevens: ['leer_id_uuid', 'historiek_account_uuid', 'instellingsnummer'],
      artikelen: ['art. 3'],
    });
  });

  test('never leaves as it is in what combines it', () => {
    expect(stelMet([alsHash('naam'), gegeven('voornaam')], { hash }).claims).toEqual({
      family_name: 'hash van naam Peeters',
      given_name: 'Noor',
    });
  });
});
