import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { maakGetuige } from '../../../src/privacy/getuigen/getuige.ts';
import { openGetuigenmap } from '../../../src/privacy/getuigen/getuigenmap.ts';
import { leesGetuigensleutel, maakGetuigensleutel } from '../../../src/privacy/getuigen/getuigensleutel.ts';
import { Proeflog } from '../../opzet/privacy/proeflog.ts';
import { leerid } from '../../opzet/server/leerid.ts';

/** A witness that dies at any moment never signs two trees. */

let map: string;
let log: Proeflog;
const processen: ChildProcess[] = [];
beforeEach(async () => {
  map = await mkdtemp(join(tmpdir(), 'leerid-getuige-'));
  log = new Proeflog(undefined, ['een', 'twee', 'drie']);
});
afterEach(async () => {
  for (const proces of processen.splice(0)) proces.kill('SIGKILL');
  await rm(map, { recursive: true });
});

const logs = () => new Map([[log.origin, log.sleutels.map(({ vkey }) => vkey)]]);
const anders = () => log.splits(['een', 'TWEE', 'drie']);

test('between the write and the answer: the tree stands, and no other of its size is signed', async () => {
  const sleutel = maakGetuigensleutel('getuige.example/proef');
  const echt = await openGetuigenmap(map);
  const geschreven = Promise.withResolvers<void>();
  const sterft = {
    ...echt,
    // It wrote, and gets no further.
    bewaar: async (origin: string, na: number, checkpoint: string) => {
      await echt.bewaar(origin, na, checkpoint);
      geschreven.resolve();
      return new Promise<boolean>(() => {});
    },
  };
  const eerste = maakGetuige({ sleutel, logs: logs(), map: sterft, nu: () => 1 });
  void eerste.neemCheckpoint(Buffer.from(await log.verzoek(0)));
  await geschreven.promise;

  const na = maakGetuige({ sleutel, logs: logs(), map: echt, nu: () => 100 });
  expect(await na.neemCheckpoint(Buffer.from(await anders().verzoek(0)))).toEqual({ status: 409, omvang: 3 });
  expect(await na.neemCheckpoint(Buffer.from(await anders().verzoek(3)))).toEqual({ status: 409, omvang: 3 });
  expect(await na.neemCheckpoint(Buffer.from(await log.verzoek(3)))).toMatchObject({ status: 200 });
});

test('before the write is whole: what it held before counts, and nothing half', async () => {
  const sleutel = maakGetuigensleutel('getuige.example/proef');
  const echt = await openGetuigenmap(map);
  const getuige = maakGetuige({ sleutel, logs: logs(), map: echt, nu: () => 1 });
  await getuige.neemCheckpoint(Buffer.from(await log.verzoek(0, 2)));
  const [bestand = ''] = (await readdir(map)).filter((naam) => naam.endsWith('.checkpoint'));
  await writeFile(join(map, bestand.replace('1.checkpoint', `2.${randomUUID()}`)), 'log.example');
  expect(await getuige.neemCheckpoint(Buffer.from(await log.verzoek(0)))).toEqual({ status: 409, omvang: 2 });
  expect(await getuige.neemCheckpoint(Buffer.from(await log.verzoek(2)))).toMatchObject({ status: 200 });
});

test('kill -9 of the command, and again: it goes on from its folder, and so does another process meanwhile', async () => {
  const sleutel = join(map, 'sleutel');
  const gemaakt = await leerid({}, ['privacylog', 'getuigensleutel', 'getuige.example/proef', '--naar', sleutel]);
  expect(gemaakt.stdout).toContain(leesGetuigensleutel(await readFile(sleutel, 'utf8')).vkey.tekst);
  await writeFile(join(map, 'logs'), `${log.sleutels[0]?.vkey.tekst}\n`);
  const opdracht = ['privacylog', 'getuige', '--map', map, '--log', join(map, 'logs'), '--sleutel', sleutel];

  const eerste = await start(opdracht);
  expect((await vraag(eerste.poort, await log.verzoek(0))).status).toBe(200);
  const tweede = await start(opdracht);
  expect((await vraag(tweede.poort, await anders().verzoek(0))).status).toBe(409);
  expect((await vraag(tweede.poort, await log.verzoek(3))).status).toBe(200);
  eerste.proces.kill('SIGKILL');
  await once(eerste.proces, 'exit');

  const opnieuw = await start(opdracht);
  expect((await vraag(opnieuw.poort, await anders().verzoek(3))).status).toBe(409);
  log.bladen.push('vier');
  expect((await vraag(opnieuw.poort, await log.verzoek(3))).status).toBe(200);
  opnieuw.proces.kill('SIGTERM');
  await once(opnieuw.proces, 'exit');
  expect((await readdir(map)).filter((naam) => naam.endsWith('.checkpoint'))).toHaveLength(2);
});

async function start(opdracht: readonly string[]) {
  const poort = await vrijePoort();
  const proces = spawn(process.execPath, ['src/start/leerid.js', ...opdracht, '--poort', String(poort)]);
  processen.push(proces);
  await once(createInterface({ input: proces.stdout }), 'line');
  return { poort, proces };
}

const vraag = (poort: number, body: string) =>
  fetch(`http://127.0.0.1:${poort}/add-checkpoint`, { method: 'POST', body });

async function vrijePoort(): Promise<number> {
  const proef = createServer().listen(0);
  await once(proef, 'listening');
  const { port } = proef.address() as AddressInfo;
  proef.close();
  return port;
}
