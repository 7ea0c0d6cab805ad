import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from 'jose';
import { parse, stringify } from 'yaml';
import { onderteken } from '../../src/protocol/index.ts';
import { Bezoeker } from '../opzet/bezoek/bezoeker.ts';
import { type Idp, startIdp } from '../opzet/server/idp.ts';
import { leeridBij } from '../opzet/server/leerid.ts';
import { type Node, omDeBeurt, startNode } from '../opzet/server/nodes.ts';
import { relyingParty, vraagAan } from '../opzet/toepassing/relying_party.ts';

/**
 * The parties' keys are in a separate folder, so somebody who edits the rest of the configuration can open
 * nothing.
 */

let idp: Idp;
let node: Node;
let partijenmap: string;
let eigen: JWK;
beforeAll(async () => {
  idp = await startIdp();
  await idp.valUit();
  partijenmap = `${idp.configmap}-partijen`;
  await cp(join(idp.configmap, 'partijen'), partijenmap, { recursive: true });
  process.env.LEERID_PARTIES_DIR = partijenmap;
  node = await startNode(idp, { partijenmap });
  omDeBeurt(idp, node);
  eigen = await exportJWK((await generateKeyPair('EdDSA', { extractable: true })).privateKey);
  eigen.kid = await calculateJwkThumbprint(eigen);
  await writeFile(eigenSleutel(), JSON.stringify(eigen));
});
afterAll(async () => {
  delete process.env.LEERID_PARTIES_DIR;
  await node.stop();
  await idp.stop();
});

const eigenSleutel = () => join(idp.configmap, '..', 'eigen.jwk');

async function kanAanmelden(): Promise<boolean> {
  const { url } = await vraagAan(await relyingParty(idp, 'smartschool'), 'smartschool');
  const { verder } = await new Bezoeker().meldAan(url, 'leerling.gewoon').catch(() => ({ verder: undefined }));
  return verder?.searchParams.has('code') ?? false;
}

/** Puts the public half of the key beside those of a party. */
async function voegSleutelToe(map: string, partij: string): Promise<void> {
  const bestand = join(map, `${partij}.yaml`);
  const { d: _prive, ...publiek } = eigen;
  const gelezen = parse(await readFile(bestand, 'utf8'));
  await writeFile(bestand, stringify({ ...gelezen, sleutels: [...gelezen.sleutels, publiek] }));
}

const gebeurtenissen = (naam: string) =>
  node.logregels.filter((een) => een.includes(`"gebeurtenis":"${naam}"`)).map((een) => JSON.parse(een));

test('at the start the log lists the keys that count, with party, kid and fingerprint', () => {
  const [regel = '{}'] = node.logregels.filter((een) => een.includes('"sleutels van partijen"'));
  const { sleutels } = JSON.parse(regel);
  const { d: _prive, ...publiek } = idp.sleutels.get('dov') as JWK;
  expect(sleutels).toHaveLength(idp.sleutels.size);
  expect(sleutels).toContainEqual({
    partij: 'dov',
    kid: publiek.kid,
    vingerafdruk: expect.stringMatching(/^[\w-]{43}$/),
  });
});

test('a key that comes or goes while LeerID runs is an event', async () => {
  await voegSleutelToe(partijenmap, 'dov');
  await node.ververs();
  const sleutel = { partij: 'dov', kid: eigen.kid, vingerafdruk: await calculateJwkThumbprint(eigen), level: 40 };
  expect(gebeurtenissen('partijsleutel.nieuw')).toEqual([expect.objectContaining(sleutel)]);
  expect(gebeurtenissen('partijsleutel.verdwenen')).toEqual([]);
  await cp(join(idp.configmap, 'partijen/dov.yaml'), join(partijenmap, 'dov.yaml'));
  await node.ververs();
  expect(gebeurtenissen('partijsleutel.verdwenen')).toEqual([expect.objectContaining(sleutel)]);
  expect(gebeurtenissen('partijsleutel.nieuw')).toHaveLength(1);
});

test('"controleer" shows the kid and the fingerprint of each signature', async () => {
  const van = async (partij: string) => {
    const sleutel = idp.sleutels.get(partij) as JWK;
    return `sleutel ${sleutel.kid}, vingerafdruk ${await calculateJwkThumbprint(sleutel)}`;
  };
  const protocol = leeridBij(idp, 'protocol', 'controleer', 'smartschool');
  expect(protocol.stdout).toContain(await van('dov'));
  expect(protocol.stdout).toContain(await van('smartbit'));
  expect(leeridBij(idp, 'toepassing', 'controleer', 'smartschool').stdout).toContain(await van('smartbit'));
}, 30_000);

test('who writes in the whole configuration folder, party files of his own included, configures no claim', async () => {
  expect(await kanAanmelden()).toBe(true);
  for (const partij of ['dov', 'smartbit']) await voegSleutelToe(join(idp.configmap, 'partijen'), partij);
  const protocol = join(idp.configmap, 'protocollen/smartschool/protocol.yaml');
  const handtekeningen = join(idp.configmap, 'protocollen/smartschool/handtekeningen.json');
  const was = await readFile(protocol);
  const bytes = Buffer.from(
    was.toString().replace(/\ngegevens:\n/, '\ngegevens:\n  - { code: email, wat: adres, reden: daarom }\n'),
  );
  expect(bytes.equals(was)).toBe(false);
  await writeFile(protocol, bytes);
  const opdracht = ['--partij', 'smartbit', '--sleutel', eigenSleutel()];
  const geweigerd = leeridBij(idp, 'protocol', 'onderteken', 'smartschool', ...opdracht);
  expect([geweigerd.status, geweigerd.stdout]).toEqual([1, expect.stringContaining('hoort niet bij "smartbit"')]);
  const signatures = [await onderteken(bytes, eigen, idp.klok.nu()), await onderteken(bytes, eigen, idp.klok.nu())];
  await writeFile(handtekeningen, JSON.stringify({ signatures }));

  await node.ververs();
  expect(await kanAanmelden()).toBe(false);
  const controle = leeridBij(idp, 'protocol', 'controleer', 'smartschool');
  expect([controle.status, controle.stdout]).toEqual([1, expect.stringContaining('onbekende_partij')]);
  expect(leeridBij(idp, 'toepassing', 'controleer', 'smartschool').status).toBe(1);
  const dossier = leeridBij(idp, 'toepassing', 'onderteken', 'smartschool', ...opdracht);
  expect([dossier.status, dossier.stdout]).toEqual([1, expect.stringContaining('hoort niet bij "smartbit"')]);
  expect(gebeurtenissen('partijsleutel.nieuw')).toHaveLength(1);
}, 60_000);

test('no command looks for parties in the configuration folder then', async () => {
  await rm(join(idp.configmap, 'partijen'), { recursive: true });
  const goed = (...opdracht: string[]) => {
    const { status, stderr } = leeridBij(idp, ...opdracht);
    expect([opdracht.join(' '), status, stderr]).toEqual([opdracht.join(' '), 0, '']);
  };
  goed('protocol', 'toon', 'vlaamse-toetsen');
  goed('protocol', 'controleer', 'vlaamse-toetsen');
  goed('partij', 'nieuw', 'uitgever');
  goed('partij', 'sleutelpaar', 'dov', '--sleutel', join(idp.configmap, '..', 'dov-nieuw.jwk'));
  goed('protocol', 'nieuw', 'rekenboek', '--verstrekker', 'dov', '--ontvanger', 'uitgever');
  goed('account', 'blokkeer', 'leerling.tijdelijk');
  goed('account', 'activatiecode', 'leerling.nieuw');
  goed('bewaring');
  goed('protocol', 'stop', 'vlaamse-toetsen', '--door', 'agodi', '--reden', 'proef', '--ja');
  expect(await readFile(join(partijenmap, 'uitgever.yaml'), 'utf8')).toContain('partij: uitgever');
  await expect(mkdir(join(idp.configmap, 'partijen'))).resolves.toBeUndefined();
  const elders = leeridBij(
    idp,
    '--partijen',
    join(idp.configmap, 'partijen'),
    'protocol',
    'controleer',
    'vlaamse-toetsen',
  );
  expect([elders.status, elders.stdout]).toEqual([1, expect.stringContaining('onbekende_partij')]);
}, 90_000);
