import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { geldigheidOp, leesProtocollen } from '../../src/protocol/index.ts';
import { hashVan } from '../../src/protocol/lezen/lees_protocol.ts';
import { Configmap, maakOndertekenaar, type Ondertekenaar, teken } from '../opzet/stukken/configmap.ts';
import { protocolbytes } from '../opzet/stukken/voorbeeldprotocol.ts';

const VANDAAG = Temporal.PlainDate.from('2025-03-01');
const BESTAND = 'protocollen/voorbeeld/protocol.yaml';

let dov: Ondertekenaar;
let leverancier: Ondertekenaar;
let vreemde: Ondertekenaar;
let map: Configmap;

beforeAll(async () => {
  [dov, leverancier, vreemde] = await Promise.all([
    maakOndertekenaar('dov'),
    maakOndertekenaar('leverancier', 'ES256'),
    maakOndertekenaar('vreemde'),
  ]);
});

/** Two sound protocols, each signed by both parties. */
beforeEach(async () => {
  map = await Configmap.maak(dov, leverancier, vreemde);
  await map.schrijfProtocol('voorbeeld', protocolbytes(), dov, leverancier);
  await map.schrijfProtocol(
    'ander',
    protocolbytes(() => {}, 'ander'),
    dov,
    leverancier,
  );
});
afterEach(() => map.weg());

async function stand(naam: string) {
  const { dossiers, partijen } = await leesProtocollen(map.pad);
  const dossier = dossiers.find((een) => een.naam === naam);
  if (!dossier) return 'bestaat niet';
  const geldigheid = geldigheidOp(dossier, partijen, VANDAAG);
  return geldigheid.in_werking ? 'in_werking' : geldigheid.reden;
}

/** Whatever is wrong with one protocol, the other keeps working. */
async function verwacht(reden: string) {
  expect(await stand('voorbeeld')).toBe(reden);
  expect(await stand('ander')).toBe('in_werking');
}

test('signed by both parties: in force, known by the hash of its bytes', async () => {
  await verwacht('in_werking');
  const { dossiers, fouten } = await leesProtocollen(map.pad);
  expect(fouten).toEqual([]);
  expect(dossiers.map(({ naam }) => naam)).toEqual(['ander', 'voorbeeld']);
  expect(dossiers[1]?.hash).toBe(hashVan(await map.lees(BESTAND)));
});

describe('signatures', () => {
  test('none', async () => {
    await map.schrijf('protocollen/voorbeeld/handtekeningen.json', '{"signatures": []}');
    await verwacht('handtekening_ontbreekt');
  });

  test('one changed byte in the file, even in white space', async () => {
    await map.schrijf(BESTAND, `${await map.lees(BESTAND)} `);
    await verwacht('handtekening_klopt_niet');
  });

  test('those of the other protocol', async () => {
    const elders = await map.lees('protocollen/ander/handtekeningen.json');
    await map.schrijf('protocollen/voorbeeld/handtekeningen.json', elders);
    await verwacht('handtekening_klopt_niet');
  });

  test('by a known party that is no party here', async () => {
    await map.schrijfProtocol('voorbeeld', protocolbytes(), dov, leverancier, vreemde);
    await verwacht('onbekende_partij');
  });

  test('a file that is no JSON, or holds more than signatures', async () => {
    const goed = await teken(protocolbytes(), dov, leverancier);
    for (const inhoud of ['{"signatures": [', '', JSON.stringify({ ...goed, payload: 'x' })]) {
      await map.schrijf('protocollen/voorbeeld/handtekeningen.json', inhoud);
      await verwacht('bestand_ongeldig');
    }
  });

  test('the file may be indented with tabs', async () => {
    const goed = await teken(protocolbytes(), dov, leverancier);
    await map.schrijf('protocollen/voorbeeld/handtekeningen.json', JSON.stringify(goed, null, '\t'));
    await verwacht('in_werking');
  });
});

describe('stopzetting.yaml', () => {
  const schrijf = (inhoud: string | object) => map.schrijf('protocollen/voorbeeld/stopzetting.yaml', inhoud);

  test('today closes, tomorrow does not yet', async () => {
    await schrijf({ op: '2025-03-01', door: 'dov', reden: 'inbreuk' });
    await verwacht('stopgezet');
    await schrijf({ op: '2025-03-02', door: 'dov', reden: 'inbreuk' });
    await verwacht('in_werking');
  });

  test.each(['', 'op: [', 'op: morgen\ndoor: dov\nreden: x', 'op: 2025-03-05'])(
    'one that cannot be read closes the door: %j',
    async (inhoud) => {
      await schrijf(inhoud);
      await verwacht('bestand_ongeldig');
    },
  );

  test('so does one that is no file at all', async () => {
    await mkdir(join(map.pad, 'protocollen/voorbeeld/stopzetting.yaml'));
    await verwacht('bestand_ongeldig');
  });
});

describe('the protocol file', () => {
  test('a fault in it', async () => {
    await map.schrijfProtocol(
      'voorbeeld',
      protocolbytes((p) => p.gegevens.pop() && p.gegevens.push({})),
      dov,
    );
    await verwacht('bestand_ongeldig');
  });

  test('absent', async () => {
    await mkdir(join(map.pad, 'protocollen/leeg'));
    expect(await stand('leeg')).toBe('bestand_ongeldig');
    await verwacht('in_werking');
  });

  test('in a folder with another name', async () => {
    await map.schrijfProtocol(
      'voorbeeld',
      protocolbytes(() => {}, 'nog-een'),
      dov,
      leverancier,
    );
    await verwacht('bestand_ongeldig');
    expect((await leesProtocollen(map.pad)).dossiers[1]?.fouten).toEqual([
      expect.stringContaining('protocol heet "nog-een" maar de map "voorbeeld"'),
    ]);
  });
});

test('a loose file beside the folders is no protocol', async () => {
  await map.schrijf('protocollen/LEESMIJ.txt', 'tekst');
  expect((await leesProtocollen(map.pad)).dossiers).toHaveLength(2);
});
