import { mkdir, mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import supertest from 'supertest';
import { type Idp, startIdp } from '../opzet/server/idp.ts';
import { type ExtraNode, omDeBeurt, startNode } from '../opzet/server/nodes.ts';

/** Secrets of applications in files that two running nodes follow. */

const NAAM = 'SMARTSCHOOL_CLIENT_SECRET';
const OUD = 'oud-'.padEnd(64, 'o');
const NIEUW = 'nieuw-'.padEnd(64, 'n');

let idp: Idp;
let map: string;
let nodes: ExtraNode[] = [];
beforeAll(async () => {
  idp = await startIdp();
});
afterAll(() => idp.stop());
beforeEach(async () => {
  map = await mkdtemp(join(tmpdir(), 'leerid-clientgeheimen-'));
});
afterEach(async () => {
  for (const node of nodes) await node.stop();
  nodes = [];
  await rm(map, { recursive: true });
});

const schrijf = (inhoud: string, bestand = NAAM) => writeFile(join(map, bestand), inhoud);

/** Two nodes without the secret in their environment, except for what `erbij` adds. */
async function start(erbij: Record<string, string> = {}, clientgeheimenmap: string | undefined = map): Promise<void> {
  const { [NAAM]: _weg, ...rest } = idp.omgeving;
  const anders = { omgeving: { ...rest, ...erbij }, clientgeheimenmap };
  nodes = [await startNode(idp, anders), await startNode(idp, anders)];
  omDeBeurt(idp, ...nodes);
}

/** As many readings by both nodes' timers as a lasting change needs. */
async function kijk(keer = 2): Promise<void> {
  for (let i = 0; i < keer; i++) for (const node of nodes) await node.ververs();
}

/**
 * How the nodes answer to this secret: `invalid_grant` means that the client is known and its code is not.
 */
async function antwoorden(geheim: string): Promise<[string, string]> {
  const vraag = async () => {
    const antwoord = await supertest(idp.issuer)
      .post('/token')
      .type('form')
      .set({ authorization: `Basic ${Buffer.from(`smartschool:${geheim}`).toString('base64')}` })
      .send({
        grant_type: 'authorization_code',
        code: 'x',
        redirect_uri: 'x',
        code_verifier: 'x'.repeat(43),
      });
    return antwoord.body.error;
  };
  return [await vraag(), await vraag()];
}

async function bewijst(geheim: string): Promise<unknown> {
  const [een, ander] = await antwoorden(geheim);
  expect(een).toBe(ander);
  return een === 'invalid_grant';
}

const regels = () => nodes.flatMap(({ logregels }) => logregels).join('');

test('a new secret needs no restart; for a while both count, if the file has both', async () => {
  await schrijf(`${OUD}\n`);
  await start();
  expect([await bewijst(OUD), await bewijst(NIEUW)]).toEqual([true, false]);
  await schrijf(`${NIEUW}\n${OUD}\n`);
  await kijk();
  expect([await bewijst(OUD), await bewijst(NIEUW)]).toEqual([true, true]);
  await schrijf(NIEUW);
  await kijk();
  expect([await bewijst(OUD), await bewijst(NIEUW)]).toEqual([false, true]);
  expect(regels()).toContain('geheim van een toepassing vervangen');
  for (const geheim of [OUD, NIEUW]) expect(regels()).not.toContain(geheim);
});

test.each([
  ['empty', ''],
  ['half written', NIEUW.slice(0, 20)],
  ['of three lines', `${OUD}\n${NIEUW}\n${OUD}x\n`],
  ['far too large', NIEUW.repeat(100)],
])('a file that is %s keeps the old one, and a line says so once', async (_wat, inhoud) => {
  await schrijf(OUD);
  await start();
  await schrijf(inhoud);
  await kijk(3);
  expect([await bewijst(OUD), await bewijst(NIEUW)]).toEqual([true, false]);
  expect(regels().match(/het vorige blijft gelden/g)).toHaveLength(nodes.length);
  await schrijf(NIEUW);
  await kijk();
  expect(await bewijst(NIEUW)).toBe(true);
});

test('a link that is swapped, as Kubernetes does with a whole volume', async () => {
  const volume = async (versie: string, inhoud: string) => {
    await mkdir(join(map, versie));
    await schrijf(inhoud, join(versie, NAAM));
    await symlink(versie, join(map, '..data_tmp'));
    await rename(join(map, '..data_tmp'), join(map, '..data'));
  };
  await volume('..1', OUD);
  await symlink(join('..data', NAAM), join(map, NAAM));
  await start();
  expect(await bewijst(OUD)).toBe(true);
  await volume('..2', NIEUW);
  await rm(join(map, '..1'), { recursive: true });
  await kijk();
  expect([await bewijst(OUD), await bewijst(NIEUW)]).toEqual([false, true]);
  await rm(join(map, '..2'), { recursive: true });
  await kijk();
  expect(await bewijst(NIEUW)).toBe(true);
});

test('a file that is taken away closes the application, and one that comes opens it: the others go on', async () => {
  await schrijf(OUD);
  await start();
  await rm(join(map, NAAM));
  await kijk();
  expect(await bewijst(OUD)).toBe(false);
  expect(regels()).toContain('toepassing gesloten');
  await schrijf(NIEUW);
  await kijk();
  expect(await bewijst(NIEUW)).toBe(true);
});

test('from the moment that a secret is gone until its application is closed, it proves nobody: invalid_client', async () => {
  await schrijf(OUD);
  await start();
  await rm(join(map, NAAM));
  const gezegd: string[] = [];
  for (let keer = 0; keer < 4; keer++) {
    for (const node of nodes) await node.kijk();
    gezegd.push(...(await antwoorden(OUD)));
  }
  expect(gezegd.at(-1)).toBe('invalid_client');
  expect([...new Set(gezegd)].sort()).toEqual(['invalid_client', 'invalid_grant']);
});

test('the folder gone, as a volume that is not mounted for a while: the old one stays', async () => {
  await schrijf(OUD);
  await start();
  await rename(map, `${map}-weg`);
  await kijk();
  expect(await bewijst(OUD)).toBe(true);
  await rename(`${map}-weg`, map);
});

test('the file that NAME_FILE names; both that and the secret itself is a fault of this application alone', async () => {
  await schrijf(OUD, 'elders');
  await start({ [`${NAAM}_FILE`]: join(map, 'elders') }, undefined);
  expect(await bewijst(OUD)).toBe(true);
  for (const node of nodes) await node.stop();
  await start({ [`${NAAM}_FILE`]: join(map, 'elders'), [NAAM]: OUD });
  expect(await bewijst(OUD)).toBe(false);
  expect(regels()).toContain(`smartschool: geheim ${NAAM} staat er ook als ${NAAM}_FILE`);
  expect(regels()).toContain('"clientId":"toetsplatform","protocol":"vlaamse-toetsen","msg":"toepassing aangesloten"');
});
