import { describe, expect, test } from '@jest/globals';
import { leesProtocollen } from '../../src/protocol/lezen/lees_map.ts';
import { type Protocol, protocolschema } from '../../src/protocol/schema/schema.ts';
import { stopbezwaar } from '../../src/protocol/stopbevoegdheid.ts';
import { STOPGRONDEN } from '../../src/protocol/stopzetting.ts';
import { voorbeeldprotocol } from '../opzet/stukken/voorbeeldprotocol.ts';

/** Who may end an act, and by which events it ends: as the acts say. */

const { dossiers } = await leesProtocollen('config');
const akte = (naam: string): Protocol => {
  const { protocol } = dossiers.find((een) => een.naam === naam) ?? {};
  if (!protocol) throw new Error(naam);
  return protocol;
};

/**
 * From each act's articles on sanction and end (S0 8 and 11, S1 8 and 11, S2 9 and 12, S3 9 and 12, S4 8 and
 * 12).
 */
const AKTEN: [naam: string, sanctie: string[], rechtswege: string[], meldt: string[], opzegging: string[]][] = [
  ['archief-voor-onderwijs', ['dov'], ['dienst_gestopt', 'rechtsgrond_vervallen'], ['dov', 'meemoo'], []],
  ['smartschool', ['dov'], ['dienst_gestopt', 'rechtsgrond_vervallen'], ['dov', 'smartbit'], []],
  ['klasinformatie', [], ['rechtsgrond_vervallen'], ['dov'], []],
  ['vlaamse-toetsen', ['agodi'], ['rechtsgrond_vervallen'], ['dov', 'agodi'], ['dov', 'agodi']],
  ['zieke-kinderen', ['agodi'], ['rechtsgrond_vervallen'], ['dov', 'agodi'], ['dov', 'agodi']],
];

/** A notice of long before. Other grounds do not depend on these days. */
const LANG = { op: '2030-01-01', ontvangen: '2027-09-01' };

test.each(AKTEN)('%s: only these words end it', (naam, sanctie, rechtswege, meldt, opzegging) => {
  const mag = ['dov', 'agodi', 'smartbit', 'meemoo', 'school', 'vreemde'].flatMap((door) =>
    STOPGRONDEN.filter((grond) => stopbezwaar(akte(naam), { ...LANG, door, grond }) === undefined).map(
      (grond) => `${door} ${grond}`,
    ),
  );
  const verwacht = [
    ...sanctie.map((door) => `${door} sanctie`),
    ...rechtswege.flatMap((grond) => meldt.map((door) => `${door} ${grond}`)),
    ...opzegging.map((door) => `${door} opzegging`),
  ];
  expect(mag.sort()).toEqual(verwacht.sort());
});

test.each([
  ['vlaamse-toetsen', '2027-04-15', '2027-04-16'],
  ['zieke-kinderen', '2027-07-15', '2027-07-16'],
])('%s: a notice ends it after its whole term from the receipt, and not on %s', (naam, teVroeg, einde) => {
  const opgezegd = (op: string) =>
    stopbezwaar(akte(naam), { op, ontvangen: '2027-01-15', door: 'dov', grond: 'opzegging' });
  expect(opgezegd(teVroeg)).toContain(`loopt vanaf 2027-01-15: het eindigt ten vroegste op ${einde}`);
  expect([opgezegd(einde), opgezegd('2028-01-01')]).toEqual([undefined, undefined]);
});

describe('why not', () => {
  const voorbeeld = () => protocolschema.parse(voorbeeldprotocol());

  test('a school ends the act for itself alone, elsewhere', () => {
    const zegt = stopbezwaar(akte('klasinformatie'), { ...LANG, door: 'school', grond: 'sanctie' });
    expect(zegt).toContain('leerid klasinformatie stop <instellingsnummer>');
  });

  test('one school does not tell for all others that the ground is gone', () => {
    const zegt = stopbezwaar(akte('klasinformatie'), { ...LANG, door: 'school', grond: 'rechtsgrond_vervallen' });
    expect(zegt).toContain('beëindigt dit protocol niet voor alle andere');
  });

  test('notice is another right: named to who has it, and to nobody else', () => {
    const zonder = { ...voorbeeld(), opzegging: { ...voorbeeld().opzegging, door: [] } };
    const meteen = { ...LANG, door: 'leverancier', grond: 'sanctie' as const };
    expect(stopbezwaar(voorbeeld(), meteen)).toContain('kan opzeggen volgens artikel 11, met een termijn van P6M');
    expect(stopbezwaar(zonder, meteen)).toBe('meteen beëindigen kan volgens artikel 8 enkel dov');
  });

  test('a notice of who has no right to it, or under an act without a term, is none', () => {
    const opgezegd = (opzegging: object) =>
      stopbezwaar(
        { ...voorbeeld(), opzegging: { ...voorbeeld().opzegging, ...opzegging } },
        { ...LANG, door: 'leverancier', grond: 'opzegging' },
      );
    expect(opgezegd({})).toBeUndefined();
    expect(opgezegd({ door: ['dov'] })).toBe('opzeggen kan volgens artikel 11 enkel dov');
    const vroeg = { ...LANG, ontvangen: '2024-08-31', door: 'leverancier', grond: 'opzegging' as const };
    expect(stopbezwaar(voorbeeld(), vroeg)).toContain('dit protocol begint op 2024-09-01');
    expect(stopbezwaar(voorbeeld(), { ...vroeg, ontvangen: '2024-09-01' })).toBeUndefined();
    for (const zonder of [{ door: [] }, { termijn: undefined }])
      expect(opgezegd(zonder)).toBe('volgens artikel 11 kan niemand dit protocol opzeggen met een termijn');
  });
});
