import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { hashVan, leesProtocollen } from '../../src/protocol/index.ts';
import { bewaarVersie } from '../../src/toepassingen/akten/versies.ts';
import { leesAktestanden, legStopVast } from '../../src/toepassingen/index.ts';
import { maakTestdatabase, type Testdatabase } from '../opzet/database/testdatabase.ts';
import { Configmap, maakOndertekenaar, type Ondertekenaar } from '../opzet/stukken/configmap.ts';
import { protocolbytes } from '../opzet/stukken/voorbeeldprotocol.ts';

/**
 * Which acts are over for good. What is kept under them may then be erased, so a doubt must not end an act.
 */

const NU = Temporal.Instant.from('2025-03-01T09:00:00Z');
const STOP = { op: '2025-03-10', door: 'dov', reden: 'inbreuk' };

let partijen: Ondertekenaar[];
let database: Testdatabase;
let map: Configmap;
beforeAll(async () => {
  partijen = await Promise.all([maakOndertekenaar('dov'), maakOndertekenaar('leverancier')]);
  database = await maakTestdatabase();
});
afterAll(() => database.weg());
beforeEach(async () => {
  map = await Configmap.maak(...partijen);
  await map.schrijfProtocol('voorbeeld', protocolbytes(), ...partijen);
});
afterEach(async () => {
  await database.db.deleteFrom('protocolstops').execute();
  await map.weg();
});

async function standOp(dag: string, naam = 'voorbeeld') {
  const vandaag = Temporal.PlainDate.from(dag);
  const { akten } = await leesAktestanden(database.db, { configmap: map.pad }, vandaag);
  const stand = akten.get(naam);
  return stand && [stand.protocol?.protocol, stand.isVoorbij];
}

test('a stop ends it from its own day on, and its last day does; the days before the first do not', async () => {
  expect(await standOp('2024-08-31')).toEqual(['voorbeeld', false]);
  expect(await standOp('2026-08-31')).toEqual(['voorbeeld', false]);
  expect(await standOp('2026-09-01')).toEqual(['voorbeeld', true]);
  await legStopVast(database.db, 'voorbeeld', STOP, NU);
  expect(await standOp('2025-03-09')).toEqual(['voorbeeld', false]);
  expect(await standOp('2025-03-10')).toEqual(['voorbeeld', true]);
});

test('no signature, a broken file, or a stop that stands in a file alone: not over', async () => {
  await rm(join(map.pad, 'protocollen/voorbeeld/handtekeningen.json'));
  expect(await standOp('2025-03-10')).toEqual(['voorbeeld', false]);
  await map.schrijf('protocollen/voorbeeld/stopzetting.yaml', { ...STOP, op: '2025-02-01' });
  expect(await standOp('2025-03-10')).toEqual(['voorbeeld', false]);
  await map.schrijf('protocollen/voorbeeld/protocol.yaml', 'stuk: [');
  expect(await standOp('2025-03-10')).toEqual([undefined, false]);
});

test('an act that was stopped and is gone from the folder is known by what was in force, and one that was not stopped is not over', async () => {
  const { dossiers, partijen: bekend } = await leesProtocollen(map.pad);
  for (const dossier of dossiers) await bewaarVersie(database.db, dossier, bekend, NU);
  await rm(join(map.pad, 'protocollen/voorbeeld'), { recursive: true });
  expect(await standOp('2025-03-10')).toEqual(['voorbeeld', false]);
  await legStopVast(database.db, 'voorbeeld', STOP, NU);
  await legStopVast(database.db, 'nooit-gezien', STOP, NU);
  expect(await standOp('2025-03-10')).toEqual(['voorbeeld', true]);
  expect(await standOp('2025-03-10', 'nooit-gezien')).toEqual([undefined, true]);
});

test('a last day that nobody signed is none, in the folder and in the database', async () => {
  const { dossiers, partijen: bekend } = await leesProtocollen(map.pad);
  for (const dossier of dossiers) await bewaarVersie(database.db, dossier, bekend, NU);
  const voorbij = protocolbytes((protocol) => {
    protocol.looptijd.tot = '2025-01-31';
  });
  await map.schrijf('protocollen/voorbeeld/protocol.yaml', voorbij);
  expect(await standOp('2025-03-10')).toEqual(['voorbeeld', false]);
  await rm(join(map.pad, 'protocollen/voorbeeld'), { recursive: true });
  const rij = { hash: hashVan(voorbij), protocol: 'voorbeeld', bytes: Buffer.from(voorbij) };
  await database.db
    .insertInto('protocolversies')
    .values({ ...rij, eerst_gezien_op: NU.add({ hours: 1 }).toString() })
    .execute();
  expect(await standOp('2025-03-10')).toEqual(['voorbeeld', false]);
  expect(await standOp('2026-09-01')).toEqual(['voorbeeld', true]);
});

test('a folder that can not be read tells nothing at all', async () => {
  await rm(join(map.pad, 'protocollen'), { recursive: true });
  await expect(standOp('2025-03-10')).rejects.toThrow();
});
