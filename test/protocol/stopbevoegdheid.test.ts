import { describe, expect, test } from '@jest/globals';
import { leesProtocollen } from '../../src/protocol/lees_map.ts';
import { type Protocol, protocolschema } from '../../src/protocol/schema.ts';
import { stopbezwaar } from '../../src/protocol/stopbevoegdheid.ts';
import { voorbeeldprotocol } from '../opzet/voorbeeldprotocol.ts';

/** Who may end an act, and by what: as the acts have it. */

const { dossiers } = await leesProtocollen('config');
const akte = (naam: string): Protocol => {
  const { protocol } = dossiers.find((een) => een.naam === naam) ?? {};
  if (!protocol) throw new Error(naam);
  return protocol;
};

/** From the articles on sanction and end of each act (S0 8 and 11, S1 8 and 11, S2 9 and 12, S3 9 and 12, S4 8 and 12). */
const AKTEN: [naam: string, sanctie: string[], rechtswege: string[], meldt: string[]][] = [
  ['archief-voor-onderwijs', ['dov'], ['dienst_gestopt', 'rechtsgrond_vervallen'], ['dov', 'meemoo']],
  ['smartschool', ['dov'], ['dienst_gestopt', 'rechtsgrond_vervallen'], ['dov', 'smartbit']],
  ['klasinformatie', [], ['rechtsgrond_vervallen'], ['dov']],
  ['vlaamse-toetsen', ['agodi'], ['rechtsgrond_vervallen'], ['dov', 'agodi']],
  ['zieke-kinderen', ['agodi'], ['rechtsgrond_vervallen'], ['dov', 'agodi']],
];

test.each(AKTEN)('%s: only these words end it', (naam, sanctie, rechtswege, meldt) => {
  const mag = ['dov', 'agodi', 'smartbit', 'meemoo', 'school', 'vreemde'].flatMap((door) =>
    (['sanctie', 'dienst_gestopt', 'rechtsgrond_vervallen'] as const)
      .filter((grond) => stopbezwaar(akte(naam), { door, grond }) === undefined)
      .map((grond) => `${door} ${grond}`),
  );
  const verwacht = [
    ...sanctie.map((door) => `${door} sanctie`),
    ...rechtswege.flatMap((grond) => meldt.map((door) => `${door} ${grond}`)),
  ];
  expect(mag.sort()).toEqual(verwacht.sort());
});

describe('why not', () => {
  const voorbeeld = () => protocolschema.parse(voorbeeldprotocol());

  test('a school ends the act for itself alone, elsewhere', () => {
    const zegt = stopbezwaar(akte('klasinformatie'), { door: 'school', grond: 'sanctie' });
    expect(zegt).toContain('leerid klasinformatie stop <instellingsnummer>');
  });

  test('one school does not tell for all others that the ground is gone', () => {
    const zegt = stopbezwaar(akte('klasinformatie'), { door: 'school', grond: 'rechtsgrond_vervallen' });
    expect(zegt).toContain('beëindigt dit protocol niet voor alle andere');
  });

  test('notice is another right: named to who has it, and to nobody else', () => {
    const zonder = { ...voorbeeld(), opzegging: { ...voorbeeld().opzegging, door: [] } };
    expect(stopbezwaar(voorbeeld(), { door: 'leverancier', grond: 'sanctie' })).toContain(
      'kan opzeggen volgens artikel 11',
    );
    expect(stopbezwaar(zonder, { door: 'leverancier', grond: 'sanctie' })).toBe(
      'meteen beëindigen kan volgens artikel 8 enkel dov',
    );
  });
});
