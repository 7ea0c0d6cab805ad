import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { leesToepassingen } from '../../src/toepassingen/index.ts';
import { Configmap, maakOndertekenaar, type Ondertekenaar } from '../opzet/configmap.ts';
import { type Dossierbestand, voorbeelddossier } from '../opzet/voorbeelddossier.ts';
import { protocolbytes } from '../opzet/voorbeeldprotocol.ts';

const VANDAAG = Temporal.PlainDate.from('2025-03-01');

let dov: Ondertekenaar;
let leverancier: Ondertekenaar;
let map: Configmap;
beforeAll(async () => {
  dov = await maakOndertekenaar('dov');
  leverancier = await maakOndertekenaar('leverancier');
});

/** One signed protocol with one application. */
beforeEach(async () => {
  map = await Configmap.maak(dov, leverancier);
  await map.schrijfProtocol('voorbeeld', protocolbytes(), dov, leverancier);
  await schrijf('toepassing');
});
afterEach(() => map.weg());

const schrijf = (naam: string, anders: Partial<Dossierbestand> = {}) =>
  map.schrijfDossier(voorbeelddossier({ client_id: naam, ...anders }), leverancier);

/** What was read, in short. */
async function lees() {
  const { alle, fouten, demo } = await leesToepassingen(map.pad);
  return { toepassingen: [...alle.keys()].sort(), fouten, demo };
}

/** Whatever is wrong with one application, the other keeps working. */
async function verwachtFout(...fouten: (string | RegExp)[]) {
  const gelezen = await lees();
  expect(gelezen.fouten).toEqual(fouten.map((fout) => expect.stringMatching(fout)));
  expect(gelezen.toepassingen).toEqual(['toepassing']);
}

test('an application hangs on its protocol, by the hash, from the first to the last day', async () => {
  const { alle, fouten, demo, protocollen } = await leesToepassingen(map.pad);
  expect([fouten, demo]).toEqual([[], []]);
  const toepassing = alle.get('toepassing');
  expect(toepassing?.protocol.protocol).toBe('voorbeeld');
  expect(toepassing?.protocolHash).toBe(protocollen.dossiers[0]?.hash);
  expect(toepassing?.deel.gegevens).toHaveLength(4);
  expect(toepassing?.geldigheidOp(VANDAAG)).toEqual({ in_werking: true });
  expect(toepassing?.geldigheidOp(Temporal.PlainDate.from('2026-09-01'))).toMatchObject({ reden: 'verlopen' });
});

test('an application under a protocol that is not in force stays listed, so that a refusal can be explained', async () => {
  await map.schrijfProtocol(
    'ongetekend',
    protocolbytes(() => {}, 'ongetekend'),
  );
  await schrijf('ander', { protocol: 'ongetekend' });
  const { alle, fouten } = await leesToepassingen(map.pad);
  expect(fouten).toEqual([]);
  expect(alle.get('ander')?.geldigheidOp(VANDAAG)).toMatchObject({
    in_werking: false,
    reden: 'handtekening_ontbreekt',
  });
});

describe('refused', () => {
  test('unknown protocol', async () => {
    await schrijf('ander', { protocol: 'bestaat-niet' });
    await verwachtFout(/ander\.yaml: protocol "bestaat-niet" bestaat niet/);
  });

  test('protocol with a fault', async () => {
    await map.schrijfProtocol(
      'stuk',
      protocolbytes((p) => delete p.looptijd, 'stuk'),
      dov,
      leverancier,
    );
    await schrijf('ander', { protocol: 'stuk' });
    await verwachtFout(/ander\.yaml: protocol "stuk" is ongeldig: .*looptijd/);
  });

  test('unknown recipient', async () => {
    await schrijf('ander', { ontvanger: 'iemand' });
    await verwachtFout(/ander\.yaml: ontvanger "iemand" staat niet in protocol "voorbeeld"/);
  });

  test('recipient that gets its part in another way', async () => {
    await schrijf('ander', { ontvanger: 'koppelaar' });
    await verwachtFout(/ander\.yaml: protocol "voorbeeld" laat geen mededeling bij aanmelding toe \(eenmalig\)/);
  });

  test('broken YAML closes only itself', async () => {
    await map.schrijf('toepassingen/ander.yaml', 'client_id: [');
    await verwachtFout(/ander\.yaml: geen geldige YAML/);
  });

  test('a dossier with a fault closes only itself', async () => {
    await schrijf('ander', { redirect_uris: ['http://ander.example/'] });
    await verwachtFout(/ander\.yaml: redirect_uris\[0\]: gebruik https/);
  });

  test('a dossier that cannot be read closes only itself', async () => {
    await mkdir(join(map.pad, 'toepassingen/ander.yaml'));
    await verwachtFout(/ander\.yaml: is geen bestand/);
  });

  test('the same client_id twice closes both', async () => {
    await schrijf('dubbel');
    await map.schrijf('toepassingen/twee.yaml', await map.lees('toepassingen/dubbel.yaml'));
    await verwachtFout(/dubbel\.yaml: client_id "dubbel" .*geen van beide/, /twee\.yaml: client_id "dubbel"/);
  });
});

test('the acts that hold no handing-over at sign-in give no client', async () => {
  for (const soort of ['partijen', 'protocollen']) {
    await cp(join('config', soort), join(map.pad, soort), { recursive: true });
  }
  await schrijf('een', { protocol: 'zieke-kinderen' });
  await schrijf('twee', { protocol: 'klasinformatie' });
  await schrijf('vier', { protocol: 'vlaamse-toetsen' });
  await verwachtFout(/een\.yaml: .*\(eenmalig\)/, /twee\.yaml: .*\(op_aanvraag\)/, /vier\.yaml: .*\(periodiek\)/);
});

test('demo dossiers and demo parties are listed, since production refuses to start with any', async () => {
  await map.schrijf('partijen/dov.yaml', { ...dov.partij, demo: true });
  await schrijf('een', { demo: true });
  await schrijf('twee', { redirect_uris: ['http://localhost:3001/callback'] });
  const { demo, fouten } = await lees();
  expect(fouten).toEqual([]);
  expect(demo).toEqual([
    'partij "dov" is een demopartij (demo: true)',
    expect.stringMatching(/een\.yaml: dit is een demodossier/),
    expect.stringMatching(/twee\.yaml: dit is een demodossier/),
  ]);
});

test('the dossiers in config are all marked as demo, and nobody signed them', async () => {
  const { alle, fouten, demo } = await leesToepassingen('config');
  expect([...alle]).toEqual([]);
  expect(fouten).toEqual([1, 2, 3].map(() => expect.stringContaining('.yaml: niet ondertekend door')));
  expect(demo).toHaveLength(3);
});

describe('a dossier can not widen what the protocol grants', () => {
  test('where a protocol tells recipients apart at sign-in, a dossier has to say which one it is', async () => {
    const bytes = protocolbytes((p) => {
      p.ontvangers.categorieen.push({ id: 'deel', omschrijving: 'een deel', gegevens: [p.gegevens[0]?.code ?? ''] });
    }, 'verdeeld');
    await map.schrijfProtocol('verdeeld', bytes, dov, leverancier);
    await schrijf('ander', { protocol: 'verdeeld' });
    await verwachtFout(/ander\.yaml: .*onderscheidt ontvangers/);
    await schrijf('ander', { protocol: 'verdeeld', ontvanger: 'deel' });
    const { alle } = await leesToepassingen(map.pad);
    expect(alle.get('ander')?.deel.gegevens).toHaveLength(1);
  });

  test('a party that must sign can not be excused by a flow on request while a recipient signs in', async () => {
    const bytes = protocolbytes((p) => {
      Object.assign(p.mededeling, { stroom: 'op_aanvraag' });
      Object.assign(p.partijen[1] ?? {}, { ondertekening: 'akkoordverklaring' });
      p.ontvangers.categorieen.push({ id: 'deel', omschrijving: 'een deel', stroom: 'bij_aanmelding' });
    }, 'omweg');
    await map.schrijfProtocol('omweg', bytes, dov);
    await schrijf('ander', { protocol: 'omweg', ontvanger: 'deel' });
    await verwachtFout(/ander\.yaml: protocol "omweg" is ongeldig: .*moet zelf tekenen/);
  });

  test('a file carries the name of its client', async () => {
    await map.schrijf('toepassingen/anders.yaml', voorbeelddossier({ client_id: 'ander' }));
    await verwachtFout(/anders\.yaml: dit bestand moet ander\.yaml heten/);
  });
});
