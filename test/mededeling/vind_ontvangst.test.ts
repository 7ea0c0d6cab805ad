import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Aktenkennis, vindOntvangst } from '../../src/mededeling/vind_ontvangst.ts';
import { leesProtocollen, type Protocollen } from '../../src/protocol/index.ts';
import type { Toepassing } from '../../src/toepassingen/index.ts';

/** Who receives under an act, and what: with the acts of config as they are. */

const DAG = Temporal.PlainDate.from('2026-11-23');
let akten: Protocollen;
beforeAll(async () => {
  akten = await leesProtocollen('config');
});

/** All acts are in force. */
function kennis(...toepassingen: Toepassing[]): Aktenkennis {
  return {
    toepassingen: new Map(toepassingen.map((een) => [een.dossier.client_id, een])),
    akteInWerking(naam) {
      const dossier = akten.dossiers.find((een) => een.naam === naam);
      return (
        dossier?.protocol && {
          protocol: dossier.protocol,
          hash: dossier.hash,
          sinds: Temporal.Instant.from('2024-01-01T00:00:00Z'),
        }
      );
    },
  };
}

function toepassing(client_id: string, protocol: string, ontvanger?: string, inWerking = true): Toepassing {
  const akte = akten.dossiers.find(({ naam }) => naam === protocol)?.protocol;
  return {
    dossier: { client_id, protocol, ontvanger, partij: 'dov', ov_leerid_uuid_als_lijst: false },
    protocol: akte,
    protocolHash: 'f'.repeat(64),
    deel: {
      stromen: ['periodiek'],
      gegevens: [],
      periode: undefined,
      vensters: [{ naam: 'ronde', van: '2026-11-01', tot: '2026-11-30' }],
    },
    geldigheidOp: () => (inWerking ? { in_werking: true } : { in_werking: false, reden: 'verlopen', uitleg: '' }),
  } as unknown as Toepassing;
}

const S3 = 'vlaamse-toetsen';
const PLATFORM = 'leverancier-toetsplatform';
const vind = (wat: Aktenkennis, bestemming: Parameters<typeof vindOntvangst>[1]) => vindOntvangst(wat, bestemming, DAG);

describe('the recipient of an act', () => {
  test('is its application, where one is known: whoever names the recipient gets around none of its windows', () => {
    const met = kennis(toepassing('toetsplatform', S3, PLATFORM));
    const gevonden = vind(met, { protocol: S3, ontvanger: PLATFORM });
    expect(gevonden).toEqual(vind(met, { clientId: 'toetsplatform' }));
    expect(gevonden).toMatchObject({
      clientId: 'toetsplatform',
      ontvanger: PLATFORM,
      deel: { vensters: [{ naam: 'ronde' }] },
    });
  });

  test('with two applications, must say which one', () => {
    const met = kennis(toepassing('een', S3, PLATFORM), toepassing('ander', S3, PLATFORM));
    expect(vind(met, { protocol: S3, ontvanger: PLATFORM })).toBe('meer_toepassingen');
    expect(vind(met, { clientId: 'ander' })).toMatchObject({ clientId: 'ander' });
  });

  test('without an application, has what the act lists for it, and no window opens', () => {
    const gevonden = vind(kennis(), { protocol: S3, ontvanger: PLATFORM });
    expect(gevonden).toMatchObject({ clientId: undefined, ontvanger: PLATFORM, deel: { vensters: [] } });
  });

  test('is nobody, where the act names no such one, or is not in force', () => {
    expect(vind(kennis(), { protocol: S3, ontvanger: 'reclamebureau' })).toBe('ontvanger_onbekend');
    expect(vind(kennis(), { protocol: 'onbestaand' })).toBe('protocol_niet_in_werking');
    expect(vind(kennis(), { clientId: 'onbestaand' })).toBe('protocol_niet_in_werking');
  });

  test('is the party itself, where nobody is named', () => {
    expect(vind(kennis(), { protocol: 'zieke-kinderen' })).toMatchObject({ ontvanger: 'dov', deel: { gegevens: [] } });
  });
});

describe('an act that rests on a draft of a law', () => {
  const analisten = { protocol: S3, ontvanger: 'data-analisten' };

  test('lets nothing leave until a signed dossier of the receiving party says that the law is in force', () => {
    expect(vind(kennis(), analisten)).toMatchObject({
      geldigheid: { in_werking: false, reden: 'rechtsgrond_ontbreekt' },
    });
    const gezegd = kennis(toepassing('toetsplatform', S3, PLATFORM));
    expect(vind(gezegd, analisten)).toMatchObject({ geldigheid: { in_werking: true } });
    const nietMeer = kennis(toepassing('toetsplatform', S3, PLATFORM, false));
    expect(vind(nietMeer, analisten)).toMatchObject({ geldigheid: { in_werking: false } });
  });
});

test('classes go to whom their own act names, and under another act only to an application', () => {
  const codes = (bestemming: Parameters<typeof vindOntvangst>[1]) => {
    const gevonden = vind(kennis(), bestemming);
    return typeof gevonden === 'string' ? gevonden : gevonden.deel.gegevens.map(({ code }) => code);
  };
  expect(codes({ protocol: 'klasinformatie', ontvanger: 'leerid-beheerders' })).toEqual(['klasinformatie']);
  const smartschool = akten.dossiers.find(({ naam }) => naam === 'smartschool');
  if (!smartschool?.protocol) throw new Error('S0 can not be read');
  smartschool.protocol.gegevens.push({
    code: 'klasinformatie',
    artikel: 3,
    wat: 'klas',
    reden: 'proef',
    bijzonder: false,
  });
  smartschool.protocol.ontvangers.categorieen[0]?.gegevens.push({ code: 'klasinformatie', vorm: 'klaar' });
  expect(codes({ protocol: 'smartschool', ontvanger: 'toegangscontrole' })).not.toContain('klasinformatie');
});
