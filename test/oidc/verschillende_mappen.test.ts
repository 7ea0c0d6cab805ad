import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { CLIENT, isOpen, laatLuisteren, meldAan, trekIn, watRest, wijzigProtocol } from '../opzet/bezoek/sluiting.ts';
import { type Idp, startIdp } from '../opzet/server/idp.ts';
import { type Node, omDeBeurt, startNode } from '../opzet/server/nodes.ts';
import { type Ontvanger, startOntvanger } from '../opzet/toepassing/afmeldontvanger.ts';

/** Nodes whose configuration folders differ for a while, as during the rollout of a new configuration. */

let ontvanger: Ontvanger;
let idp: Idp;
let eerste: Node;
let nodes: Node[];
beforeEach(async () => {
  ontvanger = await startOntvanger();
  idp = await startIdp(laatLuisteren(ontvanger));
  eerste = { antwoord: idp.app.callback(), logregels: idp.logregels, ververs: idp.ververs, stop: async () => {} };
  nodes = [];
});
afterEach(async () => {
  for (const node of nodes) await node.stop();
  await idp.stop();
  ontvanger.stop();
});

/** A second node with a copy of the folder, which is changed before the node starts. */
async function metEigenMap(pasAan: (configmap: string) => Promise<unknown> = async () => {}) {
  const configmap = `${idp.configmap}-${nodes.length}`;
  await cp(idp.configmap, configmap, { recursive: true });
  await pasAan(configmap);
  const node = await startNode(idp, { configmap });
  nodes.push(node);
  return { node, configmap };
}

/** Longer than any node waits for an application that no node confirms. */
async function eenHalveMinuut(...levend: Node[]): Promise<void> {
  for (let beurt = 0; beurt < 8; beurt++) for (const node of levend) await node.ververs();
}

const wanneerGeopend = async () => {
  const rijen = await idp.db
    .selectFrom('open_toepassingen')
    .select('geopend_op')
    .where('client_id', '=', CLIENT)
    .execute();
  return rijen.map(({ geopend_op }) => `${geopend_op}`);
};

test('a node with an older folder leaves a new application alone, and so does one that starts with it', async () => {
  const { node } = await metEigenMap(trekIn);
  const { leest } = await meldAan(idp);
  const sinds = await wanneerGeopend();
  await eenHalveMinuut(eerste, node);
  const { node: later } = await metEigenMap(trekIn);
  await eenHalveMinuut(eerste, node, later);
  await leest();
  expect(ontvanger.berichten).toEqual([]);
  expect(await wanneerGeopend()).toEqual(sinds);
  omDeBeurt(idp, node);
  expect(await isOpen(idp)).toBe(false);
});

test('withdrawn on one node first: each node closes once, and nothing goes to and fro in between', async () => {
  const { node, configmap } = await metEigenMap();
  const { leest } = await meldAan(idp);
  await trekIn(idp.configmap);
  await idp.ververs();
  expect(await watRest(idp)).toEqual([]);
  await expect(leest()).rejects.toThrow();
  await ontvanger.ontvang(1);

  await node.ververs();
  omDeBeurt(idp, node);
  const bijDeAndere = await meldAan(idp);
  const sinds = await wanneerGeopend();
  expect(sinds).toHaveLength(1);
  await eenHalveMinuut(eerste, node);
  await bijDeAndere.leest();
  expect(await wanneerGeopend()).toEqual(sinds);
  expect(ontvanger.berichten).toHaveLength(1);

  await trekIn(configmap);
  await node.ververs();
  expect(await watRest(idp)).toEqual([]);
  await ontvanger.ontvang(2);
  expect(await wanneerGeopend()).toEqual([]);
});

test('what only a node knew that died is closed by those that are left', async () => {
  await trekIn(idp.configmap);
  await idp.ververs();
  const { node } = await metEigenMap(async (configmap) => {
    const bestand = join(configmap, 'toepassingen', `${CLIENT}.yaml`);
    await writeFile(bestand, await readFile(`${bestand}.weg`));
  });
  omDeBeurt(idp, node);
  await meldAan(idp);
  await eenHalveMinuut(node, eerste);
  expect(await watRest(idp)).not.toEqual([]);
  await node.stop();
  await eenHalveMinuut(eerste);
  expect(await watRest(idp)).toEqual([]);
  await ontvanger.ontvang(1);
  expect(await wanneerGeopend()).toEqual([]);
});

test('a node whose own folder breaks shuts its own door, not one that another reading keeps open', async () => {
  const { node, configmap } = await metEigenMap();
  const bestand = join(idp.configmap, 'toepassingen', `${CLIENT}.yaml`);
  await writeFile(bestand, (await readFile(bestand, 'utf8')).replace('naam: Smartschool', 'naam: Nieuwschool'));
  await idp.tekenDossiers();
  await idp.ververs();
  const { leest } = await meldAan(idp);
  await wijzigProtocol(configmap);
  await eenHalveMinuut(eerste, node);
  await leest();
  expect(ontvanger.berichten).toEqual([]);
  omDeBeurt(idp, node);
  expect(await isOpen(idp)).toBe(false);
});
