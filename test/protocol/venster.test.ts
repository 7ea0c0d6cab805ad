import { describe, expect, test } from '@jest/globals';
import { deelVoorOntvanger } from '../../src/protocol/ontvangersdeel.ts';
import { protocolschema } from '../../src/protocol/schema/schema.ts';
import { binnenVenster, openVensters, vensterfouten } from '../../src/protocol/venster.ts';
import { type Protocolbestand, voorbeeldprotocol } from '../opzet/stukken/voorbeeldprotocol.ts';

const DEEL = { stromen: ['bij_aanmelding' as const], gegevens: [], periode: undefined };

function open(dag: string, ...vensters: [string, string][]): boolean {
  const benoemd = vensters.map(([van, tot]) => ({ naam: 'venster', van, tot }));
  return binnenVenster({ ...DEEL, vensters: benoemd }, Temporal.PlainDate.from(dag));
}

test.each([
  ['2025-03-31', false],
  ['2025-04-01', true],
  ['2025-05-31', true],
  ['2025-06-01', false],
  ['2026-05-01', false],
])('a window from 1 April to 31 May 2025, on %s: %s', (dag, verwacht) => {
  expect(open(dag, ['2025-04-01', '2025-05-31'])).toBe(verwacht);
});

test('a window of one day', () => {
  const dagen = ['2025-05-05', '2025-05-06', '2025-05-07'];
  expect(dagen.map((dag) => open(dag, ['2025-05-06', '2025-05-06']))).toEqual([false, true, false]);
});

test('one open window of several is enough; none at all is shut, and where none are asked for it is open', () => {
  expect(open('2025-05-01', ['2025-01-01', '2025-02-01'], ['2025-04-01', '2025-05-31'])).toBe(true);
  expect(open('2025-03-01', ['2025-01-01', '2025-02-01'], ['2025-04-01', '2025-05-31'])).toBe(false);
  expect(open('2025-03-01')).toBe(false);
  expect(binnenVenster({ ...DEEL, vensters: undefined }, Temporal.PlainDate.from('2025-03-01'))).toBe(true);
});

test('the period of the act counts as well, both ends included', () => {
  const deel = { ...DEEL, vensters: undefined, periode: { van: '2021-12-23', tot: '2022-10-31' } };
  const op = (dag: string) => binnenVenster(deel, Temporal.PlainDate.from(dag));
  expect(['2021-12-22', '2021-12-23', '2022-10-31', '2022-11-01'].map(op)).toEqual([false, true, true, false]);
});

describe('windows of a dossier', () => {
  const protocol = metRonde('07-31');
  const fouten = (van: string, tot: string, ontvanger = 'koppelaar') =>
    vensterfouten(protocol, ontvanger, [{ naam: 'afname', van, tot }]);

  test('are over by the last day that the act allows, in the same school year', () => {
    expect(fouten('2026-09-01', '2027-07-31')).toEqual([]);
    expect(fouten('2027-07-31', '2027-07-31')).toEqual([]);
    expect(fouten('2027-05-01', '2027-08-01')).toEqual(['vensters: "afname" moet ten laatste op 2027-07-31 eindigen']);
    expect(fouten('2026-09-01', '2028-05-01')).toHaveLength(1);
  });

  test('are for recipients that the act binds to them, and for no other', () => {
    expect(fouten('2027-05-01', '2027-05-02', 'personeel')).toHaveLength(1);
    const venster = { naam: 'afname', van: '2027-05-01', tot: '2027-05-31' };
    expect(deelVoorOntvanger(protocol, 'personeel', [venster])?.vensters).toBeUndefined();
    expect(deelVoorOntvanger(protocol, 'koppelaar')?.vensters).toEqual([]);
    const deel = deelVoorOntvanger(protocol, 'koppelaar', [venster]);
    expect(deel && openVensters(deel, Temporal.PlainDate.from('2027-05-31'))).toEqual([venster]);
    expect(deel && openVensters(deel, Temporal.PlainDate.from('2027-06-01'))).toEqual([]);
  });
});

describe('the part of a recipient', () => {
  const protocol = protocolschema.parse(voorbeeldprotocol());
  const codes = (id?: string) => deelVoorOntvanger(protocol, id)?.gegevens.map(({ code }) => code);
  const alles = ['naam', 'voornaam', 'leer_id_uuid', 'instellingsnummer'];

  test('everything of article 3 for the party itself, and for another what its list says: [] is nothing', () => {
    expect(codes()).toEqual(alles);
    expect(codes('personeel')).toEqual(alles);
    const leeg = protocolschema.parse(metOntvanger({ gegevens: [] }));
    expect(deelVoorOntvanger(leeg, 'koppelaar')?.gegevens).toEqual([]);
  });

  test('a recipient without a list is no sound protocol', () => {
    expect(protocolschema.safeParse(metOntvanger({ gegevens: undefined as never })).success).toBe(false);
  });

  test('what the article on recipients adds is not for the party itself (S3 art. 4)', () => {
    const bestand = metOntvanger({ gegevens: ['toegewezen_toetsen'] });
    bestand.gegevens.push({ code: 'toegewezen_toetsen', wat: 'toetsen', artikel: 4 });
    const protocol = protocolschema.parse(bestand);
    expect(deelVoorOntvanger(protocol)?.gegevens.map(({ code }) => code)).toEqual(alles);
    expect(deelVoorOntvanger(protocol, 'koppelaar')?.gegevens).toMatchObject([
      { code: 'toegewezen_toetsen', artikel: 4 },
    ]);
  });

  test('each datum in the form that the act gives for this recipient', () => {
    const protocol = protocolschema.parse(metOntvanger({ gegevens: [{ code: 'leer_id_uuid', vorm: 'hash' }] }));
    expect(deelVoorOntvanger(protocol, 'koppelaar')?.gegevens).toMatchObject([{ code: 'leer_id_uuid', vorm: 'hash' }]);
    expect(deelVoorOntvanger(protocol)?.gegevens.map(({ vorm }) => vorm)).toEqual(alles.map(() => 'klaar'));
  });

  test('only its own data, by its own flow', () => {
    expect(codes('koppelaar')).toEqual(['leer_id_uuid']);
    expect(deelVoorOntvanger(protocol, 'koppelaar')?.stromen).toEqual(['eenmalig']);
    expect(deelVoorOntvanger(protocol, 'personeel')?.stromen).toEqual(['bij_aanmelding']);
  });

  test('nothing for a recipient that the act does not name', () => {
    expect(deelVoorOntvanger(protocol, 'vreemde')).toBeUndefined();
    expect(deelVoorOntvanger(protocol, '')).toBeUndefined();
  });
});

type Categorie = Protocolbestand['ontvangers']['categorieen'][number];

function metOntvanger(anders: Partial<Categorie>): Protocolbestand {
  const bestand = voorbeeldprotocol();
  const categorieen = bestand.ontvangers.categorieen.map((een) =>
    een.id === 'koppelaar' ? { ...een, ...anders } : een,
  );
  return { ...bestand, ontvangers: { ...bestand.ontvangers, categorieen } };
}

function metRonde(uiterlijk: string) {
  return protocolschema.parse(metOntvanger({ enkel_in_venster: { vindplaats: 'overweging C', uiterlijk } }));
}
