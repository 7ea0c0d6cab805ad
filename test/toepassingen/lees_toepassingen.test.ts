import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { leesToepassingen } from '../../src/toepassingen/index.ts';
import { Configmap, maakOndertekenaar, type Ondertekenaar } from '../opzet/stukken/configmap.ts';
import { type Dossierbestand, voorbeelddossier } from '../opzet/stukken/voorbeelddossier.ts';
import { protocolbytes } from '../opzet/stukken/voorbeeldprotocol.ts';

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
  await schrijf('een', { partij: 'dov', protocol: 'zieke-kinderen' });
  await schrijf('twee', { partij: 'dov', protocol: 'klasinformatie' });
  await schrijf('vier', { partij: 'dov', protocol: 'vlaamse-toetsen' });
  await verwachtFout(/een\.yaml: .*\(eenmalig\)/, /twee\.yaml: .*per school/, /vier\.yaml: .*\(periodiek\)/);
});

describe('only the act of the party that receives opens', () => {
  test('a dossier of a party that receives nothing there', async () => {
    await schrijf('ander', { partij: 'dov' });
    await verwachtFout(/ander\.yaml: partij "dov" ontvangt niets onder protocol "voorbeeld"; wel: leverancier/);
    await schrijf('ander', { partij: 'vreemde' });
    await verwachtFout(/ander\.yaml: partij "vreemde" ontvangt niets onder protocol "voorbeeld"/);
  });

  test('the processor of another party is an application of that one', async () => {
    const bytes = protocolbytes((p) => {
      Object.assign(p.ontvangers.categorieen[0], { verwerker_van: 'dov' });
    }, 'verwerkt');
    await map.schrijfProtocol('verwerkt', bytes, dov, leverancier);
    await schrijf('ander', { protocol: 'verwerkt', ontvanger: 'personeel' });
    await verwachtFout(/ander\.yaml: partij "leverancier" ontvangt niets .* als "personeel"; wel: dov/);
    await map.schrijfDossier(
      voorbeelddossier({ client_id: 'ander', partij: 'dov', protocol: 'verwerkt', ontvanger: 'personeel' }),
      dov,
    );
    expect((await lees()).toepassingen).toEqual(['ander', 'toepassing']);
  });
});

test('who gets nothing has no application: not the party itself where its processor alone receives, nor a recipient of nothing', async () => {
  const alleen = protocolbytes((p) => {
    Object.assign(p.ontvangers.categorieen[0], { verwerker_van: 'leverancier' });
    p.ontvangers.categorieen.push({ id: 'leverancier', omschrijving: 'de partij zelf', gegevens: [] });
    p.ontvangers.categorieen.push({ id: 'kijker', omschrijving: 'ziet niets', gegevens: [] });
  }, 'alleen');
  await map.schrijfProtocol('alleen', alleen, dov, leverancier);
  await schrijf('ander', { protocol: 'alleen' });
  await verwachtFout(/ander\.yaml: partij "leverancier" zelf krijgt niets onder protocol "alleen"/);
  for (const ontvanger of ['leverancier', 'kijker']) {
    await schrijf('ander', { protocol: 'alleen', ontvanger });
    await verwachtFout(new RegExp(`ander\\.yaml: ontvanger "${ontvanger}" krijgt niets onder protocol "alleen"`));
  }
  await schrijf('ander', { protocol: 'alleen', ontvanger: 'personeel' });
  expect((await lees()).toepassingen).toEqual(['ander', 'toepassing']);
});

describe('a law that was a draft when the act was signed (S3 art. 2)', () => {
  const ontwerp = protocolbytes((p) => {
    p.rechtsgrond.wetgeving = [{ tekst: 'decreet in voorbereiding', ontwerp: true }];
  }, 'ontwerp');
  const sinds = { sinds: '2025-03-01', vindplaats: 'Belgisch Staatsblad' };

  test('nothing opens before its receiver says since when it is law', async () => {
    await map.schrijfProtocol('ontwerp', ontwerp, dov, leverancier);
    await schrijf('ander', { protocol: 'ontwerp' });
    await verwachtFout(/ander\.yaml: protocol "ontwerp" rust op een ontwerp/);
  });

  test('and then from that day on', async () => {
    await map.schrijfProtocol('ontwerp', ontwerp, dov, leverancier);
    await schrijf('ander', { protocol: 'ontwerp', wetgeving_van_kracht: sinds });
    const { alle } = await leesToepassingen(map.pad);
    const op = (dag: string) => alle.get('ander')?.geldigheidOp(Temporal.PlainDate.from(dag));
    expect(op('2025-02-28')).toMatchObject({ in_werking: false, reden: 'rechtsgrond_ontbreekt' });
    expect(op('2025-03-01')).toEqual({ in_werking: true });
  });
});

describe('windows are the decision of the receiver, within what the act allows', () => {
  const metRonde = protocolbytes((p) => {
    Object.assign(p.ontvangers.categorieen[0], { enkel_in_venster: { vindplaats: 'art. 4', uiterlijk: '07-31' } });
  }, 'ronde');
  const dossier = (...vensters: [string, string][]) =>
    schrijf('ander', {
      protocol: 'ronde',
      ontvanger: 'personeel',
      vensters: vensters.map(([van, tot]) => ({ naam: 'afname', van, tot })),
    });
  beforeEach(() => map.schrijfProtocol('ronde', metRonde, dov, leverancier));

  test('shut where the dossier sets none', async () => {
    await dossier();
    const { alle, fouten } = await leesToepassingen(map.pad);
    expect([fouten, alle.get('ander')?.deel.vensters]).toEqual([[], []]);
  });

  test('one that runs past the last day of the act, or backwards, closes its dossier', async () => {
    await dossier(['2025-05-01', '2025-08-01']);
    await verwachtFout(/ander\.yaml: vensters: "afname" moet ten laatste op 2025-07-31 eindigen/);
    await dossier(['2025-05-02', '2025-05-01']);
    await verwachtFout(/ander\.yaml: vensters\[0\]\.tot: eindigt voor het begint/);
  });

  test('one for a recipient that knows none closes its dossier', async () => {
    await schrijf('ander', { vensters: [{ naam: 'afname', van: '2025-05-01', tot: '2025-05-02' }] });
    await verwachtFout(/ander\.yaml: vensters: deze ontvanger kent er volgens het protocol geen/);
  });
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
  test('where only a recipient of art. 4 gets its part at sign-in, a dossier has to say that it is that one', async () => {
    const bytes = protocolbytes((p) => {
      p.mededeling.stromen = ['periodiek'];
      p.ontvangers.categorieen.push({
        ...{ id: 'deel', omschrijving: 'een deel', stromen: ['bij_aanmelding'] },
        gegevens: [p.gegevens[0]?.code ?? ''],
      });
    }, 'verdeeld');
    await map.schrijfProtocol('verdeeld', bytes, dov, leverancier);
    await schrijf('ander', { protocol: 'verdeeld' });
    await verwachtFout(/ander\.yaml: .*geen mededeling bij aanmelding toe \(periodiek\)/);
    await schrijf('ander', { protocol: 'verdeeld', ontvanger: 'deel' });
    const { alle } = await leesToepassingen(map.pad);
    expect(alle.get('ander')?.deel.gegevens).toHaveLength(1);
  });

  test('an act to which parties adhere by a declaration gives no client, whoever is excused from signing', async () => {
    for (const plaats of [0, 1]) {
      const bytes = protocolbytes((p) => {
        Object.assign(p.partijen[plaats] ?? {}, { ondertekening: 'akkoordverklaring' });
      }, 'omweg');
      await map.schrijfProtocol('omweg', bytes, plaats ? dov : leverancier);
      await schrijf('ander', { protocol: 'omweg' });
      await verwachtFout(/ander\.yaml: protocol "omweg" geldt per school na haar akkoord/);
    }
  });

  test('a file carries the name of its client', async () => {
    await map.schrijf('toepassingen/anders.yaml', voorbeelddossier({ client_id: 'ander' }));
    await verwachtFout(/anders\.yaml: dit bestand moet ander\.yaml heten/);
  });
});
