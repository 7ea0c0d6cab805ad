import { beforeAll, describe, expect, test } from '@jest/globals';
import { leesProtocollen, type Protocol } from '../../src/protocol/index.ts';
import { deelVoorOntvanger } from '../../src/protocol/ontvangersdeel.ts';

/** Article 3 of each act, row by row in the act's order (S0–S4). */
const SLEUTELS = ['leer_id_uuid', 'account_uuid', 'historiek_account_uuid'];
const ARTIKEL_3: Record<string, string[]> = {
  smartschool: [
    ...['naam', 'voornaam'],
    ...SLEUTELS,
    ...['administratieve_groep_code', 'hoofdstructuur', 'instellingsnummer', 'stamnummer'],
  ],
  'archief-voor-onderwijs': [
    ...['naam', 'voornaam', 'geboortedag', 'geboortemaand', 'geboortejaar'],
    ...SLEUTELS,
    'email',
    ...['administratieve_groep_code', 'administratieve_groep_omschrijving', 'hoofdstructuur', 'instellingsnummer'],
    'stamnummer',
  ],
  klasinformatie: ['klasinformatie'],
  'vlaamse-toetsen': [
    ...['leer_id_uuid', 'account_uuid', 'insz', 'unieke_persoon', 'geregistreerde_persoon', 'naam', 'voornaam'],
    ...['individueel_aangepast_curriculum', 'anderstalige_nieuwkomer', 'geboortejaar'],
    ...['administratieve_groep_code', 'vestigingsplaats'],
    // Art. 4: what the supplier of the test platform gets as well.
    'toegewezen_toetsen',
  ],
  'zieke-kinderen': [
    ...['leeftijd', 'geslacht', 'hoofdstructuur', 'niveau', 'soort_onderwijs', 'type_onderwijs', 'soort_programma'].map(
      (kenmerk) => `aantal_per_${kenmerk}`,
    ),
    ...['aantal_per_administratieve_groep', 'aantal_per_leerjaar', 'aantal_per_onderwijsvorm'],
    ...['schooldagen_ziek', 'schooldagen_totaal', 'ziekte_langste_reeks', 'ziekte_aantal_perioden'],
    'schooldagen_drie_schooljaren',
    ...['thuistaal_niet_nederlands', 'moeder_laag_opgeleid', 'opleidingsniveau_moeder', 'schooltoelage'],
    ...['permanent_onderwijs_aan_huis', 'type_5_ingeschreven', 'type_5_schooldagen', 'type_5_perioden'],
    ...['goedgekeurd', 'dagen', 'perioden'].map((kenmerk) => `tijdelijk_onderwijs_aan_huis_${kenmerk}`),
    ...['jaar_omhoog_gegaan', 'administratieve_groep_eind_schooljaar', 'studiebewijs', 'fusiegemeente'],
  ],
};

let protocollen: Map<string, Protocol | undefined>;
let fouten: string[];

beforeAll(async () => {
  const gelezen = await leesProtocollen('config');
  protocollen = new Map(gelezen.dossiers.map(({ naam, protocol }) => [naam, protocol]));
  fouten = [...gelezen.fouten, ...gelezen.dossiers.flatMap((dossier) => dossier.fouten)];
});

const codes = (protocol: Protocol | undefined) => protocol?.gegevens.map(({ code }) => code);

test('the five acts load without a fault', () => {
  expect(fouten).toEqual([]);
  expect([...protocollen.keys()].sort()).toEqual(Object.keys(ARTIKEL_3).sort());
});

test.each(Object.entries(ARTIKEL_3))('%s lists exactly the data of its article 3', (naam, verwacht) => {
  expect(codes(protocollen.get(naam))).toEqual(verwacht);
});

test('only S3 and S4 hold data as in GDPR art. 9, each marked', () => {
  const bijzonder = (naam: string) =>
    protocollen.get(naam)?.gegevens.flatMap(({ code, bijzonder }) => (bijzonder ? [code] : []));
  for (const naam of ['smartschool', 'archief-voor-onderwijs', 'klasinformatie']) expect(bijzonder(naam)).toEqual([]);
  expect(bijzonder('vlaamse-toetsen')).toEqual(['anderstalige_nieuwkomer']);
  // The act says that such data are among them, but not which. So all of them are marked.
  expect(bijzonder('zieke-kinderen')).toEqual(ARTIKEL_3['zieke-kinderen']);
});

describe('S3: what stands in for a missing key', () => {
  test.each([
    ['account_uuid', ['leer_id_uuid']],
    ['unieke_persoon', ['insz']],
    ['geregistreerde_persoon', ['insz', 'unieke_persoon']],
  ])('%s leaves only without %s', (code, ander) => {
    const gegeven = protocollen.get('vlaamse-toetsen')?.gegevens.find((een) => een.code === code);
    expect(gegeven?.enkel_zonder).toEqual(ander);
  });
});

test('S3 art. 4: the test platform gets names, key and tests at sign-in, in windows that DOV signs for', () => {
  const protocol = protocollen.get('vlaamse-toetsen');
  const deel = protocol && deelVoorOntvanger(protocol, 'leverancier-toetsplatform');
  expect(deel?.stromen).toContain('bij_aanmelding');
  expect(deel?.gegevens.map(({ code, vorm }) => [code, vorm])).toEqual(
    ['leer_id_uuid', 'account_uuid', 'naam', 'voornaam', 'toegewezen_toetsen'].map((code) => [code, 'klaar']),
  );
  expect(deel?.vensters).toEqual([]);
});

test('S3 art. 4: no names for steunpunt and analysts, keys only as hash and pseudonym, and nothing of ours for the boards', () => {
  const protocol = protocollen.get('vlaamse-toetsen');
  const deel = (id: string) => (protocol && deelVoorOntvanger(protocol, id))?.gegevens ?? [];
  for (const [id, vorm] of [
    ['steunpunt', 'hash'],
    ['data-analisten', 'pseudoniem'],
  ] as const) {
    const sleutels = deel(id).filter(({ code }) => code.endsWith('_uuid'));
    expect(sleutels.map((een) => een.vorm)).toEqual([vorm, vorm]);
    expect(deel(id).map(({ code }) => code)).toEqual(expect.not.arrayContaining(['naam', 'voornaam', 'insz']));
  }
  expect(deel('schoolbesturen')).toEqual([]);
});

test('S0 art. 4: it is Smartbit that may pass the key on, once; we deliver to no other provider', () => {
  const { ontvangers } = protocollen.get('smartschool') ?? {};
  expect(ontvangers?.categorieen.map(({ id }) => id)).toEqual(['toegangscontrole']);
  expect(ontvangers?.doorgifte.uitzonderingen).toMatchObject([{ door: 'smartbit', gegevens: ['leer_id_uuid'] }]);
  expect(protocollen.get('archief-voor-onderwijs')?.ontvangers.doorgifte.uitzonderingen).toEqual([]);
});
