import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { zetbareKlok } from '../../../src/klok.ts';
import { controleerToepassingen } from '../../../src/toepassingen/opdrachten/controleer_toepassingen.ts';
import { Configmap, maakOndertekenaar, type Ondertekenaar } from '../../opzet/stukken/configmap.ts';
import { voorbeelddossier } from '../../opzet/stukken/voorbeelddossier.ts';
import { protocolbytes } from '../../opzet/stukken/voorbeeldprotocol.ts';

/**
 * `leerid toepassing controleer` says "open" exactly for what a node opens: signed, in force, and with a
 * usable secret.
 */

const NAAM = 'TOEPASSING_CLIENT_SECRET';
const GOED = 'g'.repeat(40);
const klok = zetbareKlok(Temporal.Instant.from('2025-03-01T09:00:00Z'));

let partijen: Ondertekenaar[];
let map: Configmap;
const omgeving = process.env;
beforeAll(async () => {
  partijen = await Promise.all([maakOndertekenaar('dov'), maakOndertekenaar('leverancier')]);
});
beforeEach(async () => {
  map = await Configmap.maak(...partijen);
  await map.schrijfProtocol('voorbeeld', protocolbytes(), ...partijen);
  await map.schrijfDossier(voorbeelddossier(), ...partijen);
});
afterEach(async () => {
  process.env = omgeving;
  await map.weg();
});

async function controleer(erbij: Record<string, string>) {
  const { PATH, TEST_DATABASE_URL } = omgeving;
  process.env = { PATH, TEST_DATABASE_URL, ...erbij };
  const { regels, goed } = await controleerToepassingen(
    { klok, configmap: map.pad, partijenmap: join(map.pad, 'partijen') },
    'toepassing',
  );
  return { zegt: regels[0], goed };
}

const OPEN = { zegt: '✓ toepassing: open onder protocol "voorbeeld"', goed: true };
const dicht = (waarom: string) => ({ zegt: `✗ toepassing: gesloten: geheim ${NAAM} ${waarom}`, goed: false });

test.each<[string, Record<string, string>, string]>([
  ['nothing of it in the environment of a node', { LEERID_COOKIE_KEYS: GOED }, 'ontbreekt'],
  ['the same, with its settings in files', { LEERID_COOKIE_KEYS_FILE: '/run/secrets/cookie_keys' }, 'ontbreekt'],
  ['too short', { [NAAM]: 'kort' }, 'is korter dan 32 tekens'],
  ['a secret of the demo', { [NAAM]: `demo-${GOED}` }, 'is een demogeheim'],
  ['twice', { [NAAM]: GOED, [`${NAAM}_FILE`]: '/x' }, `staat er ook als ${NAAM}_FILE: geef één van beide`],
  ['a file that is not there', { [`${NAAM}_FILE`]: '/bestaat-niet' }, 'ontbreekt'],
  ['a folder that is not there', { LEERID_CLIENT_SECRETS_DIR: '/bestaat/niet' }, 'is niet te lezen (ENOENT)'],
])('%s: shut, as on every node', async (_wat, erbij, waarom) => {
  expect(await controleer(erbij)).toEqual(dicht(waarom));
});

test('in the environment, in the file that is named, or in the folder: open', async () => {
  expect(await controleer({ [NAAM]: GOED })).toEqual(OPEN);
  expect(await controleer({ LEERID_CLIENT_SECRETS_DIR: map.pad })).toEqual(dicht('ontbreekt'));
  await writeFile(join(map.pad, NAAM), `${GOED}\n`);
  expect(await controleer({ LEERID_CLIENT_SECRETS_DIR: map.pad })).toEqual(OPEN);
  expect(await controleer({ [`${NAAM}_FILE`]: join(map.pad, NAAM) })).toEqual(OPEN);
});

test('the secret of another application shows that this is the environment of a node', async () => {
  await map.schrijfDossier(
    voorbeelddossier({
      client_id: 'andere',
      client_authenticatie: {
        token_endpoint_auth_method: 'client_secret_post',
        client_secret_uit_omgeving: 'ANDERE_CLIENT_SECRET',
      },
    }),
    ...partijen,
  );
  expect(await controleer({ ANDERE_CLIENT_SECRET: GOED })).toEqual(dicht('ontbreekt'));
});

test('where nothing of a node is set it says that it does not see the secret, and does not say "open"', async () => {
  expect(await controleer({})).toEqual({
    zegt: `! toepassing: getekend onder protocol "voorbeeld"; geheim ${NAAM} is hier niet te zien`,
    goed: true,
  });
});

test('a dossier of the demo reads that production keeps it shut', async () => {
  await map.schrijfDossier(voorbeelddossier({ demo: true }), ...partijen);
  process.env = { [NAAM]: `demo-${GOED}` };
  const { regels } = await controleerToepassingen(
    { klok, configmap: map.pad, partijenmap: join(map.pad, 'partijen') },
    'toepassing',
  );
  expect(regels[0]).toBe(OPEN.zegt);
  expect(regels.join('\n')).toMatch(/\n +! van de demo: in productie blijft deze toepassing gesloten\n/);
});

test('it says when an act ends that is about to lapse, and nothing of a last day that is far off', async () => {
  const hier = { configmap: map.pad, partijenmap: join(map.pad, 'partijen') };
  const zegt = async (dag: string) => {
    const klok = zetbareKlok(Temporal.Instant.from(`${dag}T09:00:00Z`));
    return (await controleerToepassingen({ ...hier, klok }, 'toepassing')).regels.filter((regel) =>
      regel.includes('loopt tot'),
    );
  };
  expect(await zegt('2026-08-01')).toEqual([]);
  expect(await zegt('2026-08-02')).toEqual(['    ! loopt tot en met 31 augustus 2026: periode voorbij']);
  expect(await zegt('2026-08-31')).toEqual(['    ! loopt tot en met 31 augustus 2026: periode voorbij']);
  expect(await zegt('2026-09-01')).toEqual([]);
});

test('it says which data stay in for want of the act under which LeerID has them', async () => {
  const metKlas = protocolbytes(({ gegevens }) =>
    gegevens.push({ code: 'klasinformatie', wat: 'de klas', reden: 'om te filteren' }),
  );
  await map.schrijfProtocol('voorbeeld', metKlas, ...partijen);
  const zegt = async () => {
    const hier = { klok, configmap: map.pad, partijenmap: join(map.pad, 'partijen') };
    return (await controleerToepassingen(hier, 'toepassing')).regels.join('\n');
  };
  const blijft = 'Klas en subklas vertrekt niet: protocol "klasinformatie" is niet in werking';
  expect(await zegt()).not.toContain(blijft);
  await map.schrijfDossier(voorbeelddossier({ integraties: ['klasinformatie'] }), ...partijen);
  expect(await zegt()).toContain(blijft);
  await map.schrijfProtocol(
    'klasinformatie',
    protocolbytes(() => {}, 'klasinformatie'),
    ...partijen.slice(0, 1),
  );
  expect(await zegt()).toContain(blijft);
  await map.schrijfProtocol(
    'klasinformatie',
    protocolbytes(() => {}, 'klasinformatie'),
    ...partijen,
  );
  expect(await zegt()).not.toContain(blijft);
});
