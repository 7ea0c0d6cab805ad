import { mkdir, rename, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { stringify } from 'yaml';
import { onderteken } from '../../src/protocol/index.ts';
import { leesToepassingen } from '../../src/toepassingen/index.ts';
import {
  Configmap,
  GETEKEND_OP,
  maakOndertekenaar,
  type Ondertekenaar,
  teken,
  tekenAls,
} from '../opzet/stukken/configmap.ts';
import { type Dossierbestand, voorbeelddossier } from '../opzet/stukken/voorbeelddossier.ts';
import { protocolbytes } from '../opzet/stukken/voorbeeldprotocol.ts';

/**
 * "Nobody can configure a claim": somebody who can write in the folder, but has no key of the right party,
 * opens nothing.
 */

const VANDAAG = Temporal.PlainDate.from('2025-03-01');
const DOSSIER = 'toepassingen/toepassing.yaml';
const HANDTEKENINGEN = 'toepassingen/toepassing.handtekeningen.json';

let dov: Ondertekenaar;
let leverancier: Ondertekenaar;
let vreemde: Ondertekenaar;
let map: Configmap;
beforeAll(async () => {
  dov = await maakOndertekenaar('dov');
  leverancier = await maakOndertekenaar('leverancier', 'ES256');
  vreemde = await maakOndertekenaar('vreemde');
});

/** Two protocols of DOV in force, each with another supplier, and an application of the first supplier. */
beforeEach(async () => {
  map = await Configmap.maak(dov, leverancier, vreemde);
  await map.schrijfProtocol('voorbeeld', protocolbytes(), dov, leverancier);
  await map.schrijfProtocol('vreemd', vanVreemde(protocolbytes(metNummers, 'vreemd')), dov, vreemde);
  await map.schrijfDossier(voorbeelddossier(), leverancier);
  await map.schrijfDossier(voorbeelddossier({ client_id: 'ander', partij: 'vreemde', protocol: 'vreemd' }), vreemde);
});
afterEach(() => map.weg());

// biome-ignore lint/suspicious/noExplicitAny: a protocol file as a test may change it
function metNummers(p: any): void {
  const { kbo, vestigingseenheid } = vreemde.partij;
  Object.assign(p.partijen[1], { kbo, vestigingseenheid });
}

function vanVreemde(bytes: Uint8Array): Uint8Array {
  return Buffer.from(Buffer.from(bytes).toString().replaceAll('leverancier', 'vreemde'));
}

/**
 * The reason that the application is closed, or `open`. In both cases the other application must stay open.
 */
async function stand(): Promise<string> {
  const { alle, fouten } = await leesToepassingen(map.pad);
  expect(alle.get('ander')?.geldigheidOp(VANDAAG)).toEqual({ in_werking: true });
  const toepassing = alle.get('toepassing');
  if (!toepassing) return fouten.join();
  const geldigheid = toepassing.geldigheidOp(VANDAAG);
  return geldigheid.in_werking ? 'open' : geldigheid.uitleg;
}

const schrijfHandtekeningen = (inhoud: object) => map.schrijf(HANDTEKENINGEN, JSON.stringify(inhoud));
const bytes = () => map.lees(DOSSIER);
const alsDossier = (client_id: string) => ({ soort: 'dossier', client_id }) as const;

test('signed by the receiving party: open, and it says who signed when', async () => {
  expect(await stand()).toBe('open');
  const { alle } = await leesToepassingen(map.pad);
  expect(alle.get('toepassing')?.ondertekening).toEqual([
    {
      ...{ geldig: true, partij: 'leverancier', kid: 'leverancier-sleutel-1', ondertekend_op: GETEKEND_OP.toString() },
      vingerafdruk: expect.any(String),
    },
  ]);
});

describe('editing a dossier closes it, whatever the editor wants', () => {
  const fapi = { token_endpoint_auth_method: 'private_key_jwt', jwks_uri: 'https://aanvaller.example/jwks' } as const;
  const geheim = {
    token_endpoint_auth_method: 'client_secret_basic',
    client_secret_uit_omgeving: 'HOME_VAN_X',
  } as const;
  const WIJZIGINGEN: [string, Partial<Dossierbestand>][] = [
    ['another protocol, which its party never signed', { protocol: 'vreemd' }],
    ['another recipient of its protocol', { ontvanger: 'personeel' }],
    ['another redirect_uri', { redirect_uris: ['https://aanvaller.example/callback'] }],
    ['one more redirect_uri', { redirect_uris: ['https://toepassing.example/callback', 'https://aanvaller.example/'] }],
    ['an address after signing out', { post_logout_redirect_uris: ['https://aanvaller.example/'] }],
    ['an address for logout messages', { backchannel_logout_uri: 'https://aanvaller.example/' }],
    ['an address to begin', { initiate_login_uri: 'https://aanvaller.example/' }],
    ['an address for the form', { verdere_adressen: ['https://aanvaller.example'] }],
    ['the name of another secret', { client_authenticatie: geheim }],
    ['keys of its own', { client_authenticatie: fapi }],
    ['claims in the ID token', { id_token: { claims: true, claims_reden: 'zomaar' } }],
    ['no PKCE', { pkce: 'vrijgesteld_mits_nonce' }],
    ['a capability', { integraties: ['klasinformatie'] }],
    ['another form of the key', { ov_leerid_uuid_als_lijst: true }],
    ['another name on the sign-in page', { naam: 'Het echte Smartschool' }],
    ['the mark of the demo', { demo: true }],
  ];

  test.each(WIJZIGINGEN)('%s', async (_, anders) => {
    await map.schrijf(DOSSIER, voorbeelddossier(anders));
    expect(await stand()).toMatch(/toepassing\.yaml: (het bestand is na|partij "leverancier" ontvangt niets onder)/);
  });

  test('a comment, a space: any byte', async () => {
    await map.schrijf(DOSSIER, `${await bytes()} `);
    expect(await stand()).toMatch(/na de ondertekening gewijzigd/);
    await map.schrijf(DOSSIER, `# ${'x'}\n${stringify(voorbeelddossier())}`);
    expect(await stand()).toMatch(/na de ondertekening gewijzigd/);
    await map.schrijf(DOSSIER, stringify(voorbeelddossier()));
    expect(await stand()).toBe('open');
  });

  test('the dossier under another client_id, with its signatures', async () => {
    await map.schrijf('toepassingen/kopie.yaml', voorbeelddossier({ client_id: 'kopie' }));
    await map.schrijf('toepassingen/kopie.handtekeningen.json', await map.lees(HANDTEKENINGEN));
    const { alle, fouten } = await leesToepassingen(map.pad);
    expect([...alle.keys()].sort()).toEqual(['ander', 'toepassing']);
    expect(fouten).toEqual([expect.stringMatching(/kopie\.yaml: de handtekening hoort bij een ander stuk/)]);
  });
});

describe('who may sign', () => {
  test('nobody did: no file, or an empty one', async () => {
    await rm(join(map.pad, HANDTEKENINGEN));
    expect(await stand()).toMatch(
      /toepassing\.yaml: niet ondertekend door leverancier; .*leerid toepassing onderteken/,
    );
    await schrijfHandtekeningen({ signatures: [] });
    expect(await stand()).toMatch(/niet ondertekend door leverancier/);
  });

  test('the providing party alone is not enough; beside the receiving one it does no harm', async () => {
    await schrijfHandtekeningen(await tekenAls(alsDossier('toepassing'), await bytes(), dov));
    expect(await stand()).toMatch(/niet ondertekend door leverancier/);
    await schrijfHandtekeningen(await tekenAls(alsDossier('toepassing'), await bytes(), dov, leverancier));
    expect(await stand()).toBe('open');
  });

  test('a party of another protocol is unknown here', async () => {
    await schrijfHandtekeningen(await tekenAls(alsDossier('toepassing'), await bytes(), vreemde));
    expect(await stand()).toMatch(/onbekende sleutel, van geen partij bij dit protocol/);
  });

  test('signed by a party of X, then pointed at Y with a signature of its own: closed', async () => {
    await map.schrijfDossier(voorbeelddossier({ protocol: 'vreemd' }), leverancier);
    expect(await stand()).toMatch(/partij "leverancier" ontvangt niets onder protocol "vreemd"/);
  });

  test('where the recipient is a processor, the party for which it works, and not the one that receives', async () => {
    const anders = protocolbytes((p) => {
      const platform = { id: 'platform', omschrijving: 'verwerker van DOV', verwerker_van: 'dov', gegevens: ['naam'] };
      p.ontvangers.categorieen.push(platform);
    });
    await map.schrijfProtocol('voorbeeld', anders, dov, leverancier);
    await map.schrijfDossier(voorbeelddossier({ ontvanger: 'platform' }), leverancier);
    expect(await stand()).toMatch(/partij "leverancier" ontvangt niets .* als "platform"; wel: dov/);
    await map.schrijfDossier(voorbeelddossier({ partij: 'dov', ontvanger: 'platform' }), leverancier);
    expect(await stand()).toMatch(/niet ondertekend door dov/);
    await map.schrijfDossier(voorbeelddossier({ partij: 'dov', ontvanger: 'platform' }), dov);
    expect(await stand()).toBe('open');
  });
});

describe('a signature under one thing is none under another', () => {
  test('one as under a protocol, over the bytes of the dossier', async () => {
    await schrijfHandtekeningen(await teken(await bytes(), leverancier));
    expect(await stand()).toMatch(/hoort bij een ander stuk/);
  });

  test('one for the dossier of another client_id, over these bytes', async () => {
    await schrijfHandtekeningen(await tekenAls(alsDossier('ander'), await bytes(), leverancier));
    expect(await stand()).toMatch(/hoort bij een ander stuk/);
  });

  test('one as under a dossier, over the bytes of the protocol, does not open the protocol', async () => {
    const protocol = protocolbytes();
    const getekend = await tekenAls(alsDossier('voorbeeld'), protocol, dov, leverancier);
    await map.schrijf('protocollen/voorbeeld/handtekeningen.json', JSON.stringify(getekend));
    expect(await stand()).toMatch(/hoort bij een ander stuk/);
  });
});

describe('dates and keys', () => {
  const op = (moment: string) =>
    bytes().then(async (inhoud) =>
      schrijfHandtekeningen({
        signatures: [
          await onderteken(inhoud, leverancier.prive, Temporal.Instant.from(moment), alsDossier('toepassing')),
        ],
      }),
    );

  test('a date that lies ahead, in Brussels, is no signature yet', async () => {
    await op('2025-03-01T22:59:59Z');
    expect(await stand()).toBe('open');
    await op('2025-03-01T23:00:00Z');
    expect(await stand()).toMatch(/datum in de toekomst/);
  });

  test('a key more leaves what the old one signed; the old one gone closes until the new one signed', async () => {
    const nieuw = await maakOndertekenaar('leverancier', 'EdDSA', 'leverancier-sleutel-2');
    const sleutels = [...leverancier.partij.sleutels, ...nieuw.partij.sleutels];
    await map.schrijf('partijen/leverancier.yaml', { ...leverancier.partij, sleutels });
    expect(await stand()).toBe('open');
    await map.schrijf('partijen/leverancier.yaml', nieuw.partij);
    expect(await stand()).toMatch(/onbekende sleutel/);
    await map.schrijfProtocol('voorbeeld', protocolbytes(), dov, nieuw);
    await map.schrijfDossier(voorbeelddossier(), nieuw);
    expect(await stand()).toBe('open');
  });
});

describe('the file of signatures', () => {
  test.each(['', '{"signatures": [', '{"signatures": [{"protected": "x"}]}'])('broken: %j', async (inhoud) => {
    await map.schrijf(HANDTEKENINGEN, inhoud);
    expect(await stand()).toContain('toepassing.handtekeningen.json');
  });

  test('no file at all', async () => {
    await rm(join(map.pad, HANDTEKENINGEN));
    await mkdir(join(map.pad, HANDTEKENINGEN));
    expect(await stand()).toMatch(/toepassing\.handtekeningen\.json: is geen bestand/);
  });

  test('both files as links that are swapped at once, as Kubernetes mounts them', async () => {
    await mkdir(join(map.pad, 'versie'));
    for (const bestand of [DOSSIER, HANDTEKENINGEN]) {
      const naam = bestand.replace('toepassingen/', '');
      await rename(join(map.pad, bestand), join(map.pad, 'versie', naam));
      await symlink(join('../versie', naam), join(map.pad, bestand));
    }
    expect(await stand()).toBe('open');
  });
});
