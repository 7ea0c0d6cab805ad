import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import { sql } from 'kysely';
import { aankondiging } from '../../src/oidc/afmelden/aankondiging.ts';
import { bedien } from '../../src/oidc/berichten/bezorging.ts';
import {
  leesNietBezorgd,
  leesOntvangers,
  neemBerichten,
  ruimBerichtenOp,
} from '../../src/oidc/berichten/wachtende_berichten.ts';
import { startBezorger } from '../../src/oidc/index.ts';
import type { Toepassing } from '../../src/toepassingen/index.ts';
import { stuurBericht } from '../../src/uitgaand/ophalen.ts';
import { maakTestdatabase, type Testdatabase } from '../opzet/database/testdatabase.ts';
import { type Ontvangen, type Ontvanger, startOntvanger } from '../opzet/toepassing/afmeldontvanger.ts';

/** Logout messages under way: each application gets its own, whatever the others do. */

let database: Testdatabase;
let sleutel: JWK;
let ontvanger: Ontvanger;
let gemeld: string[];
let antwoord: (bericht: Ontvangen, uit: ServerResponse) => void;
beforeAll(async () => {
  database = await maakTestdatabase();
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  sleutel = { ...(await exportJWK(privateKey)), alg: 'ES256', kid: 'proef' };
});
afterAll(() => database.weg());
beforeEach(async () => {
  antwoord = goed;
  gemeld = [];
  ontvanger = await startOntvanger((bericht, uit) => antwoord(bericht, uit));
  await database.db.deleteFrom('afmeldberichten').execute();
  await database.db.deleteFrom('afmeldstoringen').execute();
});
afterEach(() => ontvanger.stop());

const goed = (_bericht: Ontvangen, uit: ServerResponse) => void uit.writeHead(200).end('ok');
const kapot = (_bericht: Ontvangen, uit: ServerResponse) => void uit.writeHead(503).end();
const hangt = () => {};

const nodig = () => ({
  db: database.db,
  issuer: 'https://leerid.example',
  pairwiseZout: 'zout',
  sleutels: async () => [sleutel],
  haal: stuurBericht(true),
  meldStoring: (clientId: string) => void gemeld.push(clientId),
});
const bedienNu = (clientId: string) => bedien(nodig(), clientId, () => false);

function toepassing(client_id: string): Toepassing {
  const id_token = { id_token_signed_response_alg: 'ES256' };
  return { dossier: { client_id, backchannel_logout_uri: ontvanger.adres(client_id), id_token } } as Toepassing;
}

/** Ends so many sessions at each of these applications. */
async function kondigAan(aantal: number, ...clientIds: string[]): Promise<void> {
  await aankondiging(() => clientIds.map(toepassing))(
    database.db,
    sql`select c as client_id, gen_random_uuid() as leerling_id, 'sid-' || i as sid, 'sessie-' || i as session_uid
      from unnest(${clientIds}::text[]) c, generate_series(1, ${aantal}) i`,
  );
}

const wachtend = () => database.db.selectFrom('afmeldberichten').selectAll().execute();
const laterAllemaal = (tijd: string) =>
  sql`with b as (update afmeldberichten set volgende_op = volgende_op - ${tijd}::interval,
      gemaakt_op = gemaakt_op - ${tijd}::interval)
    update afmeldstoringen set volgende_op = volgende_op - ${tijd}::interval`.execute(database.db);

test('a session that is announced twice is one message for each of its applications', async () => {
  await kondigAan(3, 'a', 'b');
  await kondigAan(3, 'a', 'b');
  await bedienNu('a');
  await bedienNu('b');
  const kenmerken = ontvanger.berichten.map(({ clientId, inhoud }) => `${clientId} ${inhoud.sid}`);
  expect(kenmerken.sort()).toEqual(['a sid-1', 'a sid-2', 'a sid-3', 'b sid-1', 'b sid-2', 'b sid-3']);
  expect(await wachtend()).toEqual([]);
});

test('what waits holds no sub, and is gone once it arrived', async () => {
  await kondigAan(1, 'a');
  const rijen = JSON.stringify(await wachtend());
  await bedienNu('a');
  expect(rijen).not.toContain(ontvanger.berichten[0]?.inhoud.sub);
  expect(await wachtend()).toEqual([]);
});

test('an application that hangs costs only itself', async () => {
  antwoord = (bericht, uit) => (bericht.clientId === 'hangt' ? hangt() : goed(bericht, uit));
  await kondigAan(100, 'hangt', 'werkt');
  const bezorger = startBezorger(nodig(), (fout) => {
    throw fout;
  });
  await ontvanger.ontvang(1, 'hangt');
  await ontvanger.ontvang(100, 'werkt');
  expect(ontvanger.van('hangt').length).toBeLessThanOrEqual(8);
  await bezorger.stop();
  expect(await leesOntvangers(database.db)).toEqual([]);
  expect(await leesNietBezorgd(database.db)).toEqual([
    { client_id: 'hangt', sinds: expect.anything(), wachtend: 100, opgegeven: 0 },
  ]);
}, 30_000);

test('one that does not answer is tried with one message at a time, ever later, and then gets all the others', async () => {
  antwoord = kapot;
  await kondigAan(40, 'a');
  await bedienNu('a');
  const eerst = ontvanger.berichten.length;
  expect(eerst).toBeLessThan(16);
  const storing = () =>
    sql<{ seconden: number }>`select round(extract(epoch from volgende_op - now()))::int as seconden
      from afmeldstoringen`.execute(database.db);
  expect((await storing()).rows).toEqual([{ seconden: 5 }]);
  await bedienNu('a');
  expect(ontvanger.berichten).toHaveLength(eerst);
  for (const seconden of [10, 20, 40]) {
    await laterAllemaal('1 minute');
    const voor = ontvanger.berichten.length;
    await bedienNu('a');
    expect(ontvanger.berichten).toHaveLength(voor + 1);
    expect((await storing()).rows).toEqual([{ seconden }]);
  }
  antwoord = goed;
  await laterAllemaal('1 hour');
  await bedienNu('a');
  expect(gemeld).toEqual(['a', 'a', 'a', 'a']);
  expect(await wachtend()).toEqual([]);
  expect((await storing()).rows).toEqual([]);
});

test('a message that is refused waits alone, and comes again under its own jti', async () => {
  antwoord = (bericht, uit) => (bericht.inhoud.sid === 'sid-7' ? kapot(bericht, uit) : goed(bericht, uit));
  await kondigAan(50, 'a');
  await bedienNu('a');
  expect((await wachtend()).map(({ sid, pogingen }) => ({ sid, pogingen }))).toEqual([{ sid: 'sid-7', pogingen: 1 }]);
  antwoord = goed;
  await laterAllemaal('5 seconds');
  await bedienNu('a');
  const tweemaal = ontvanger.berichten.filter(({ inhoud }) => inhoud.sid === 'sid-7').map(({ inhoud }) => inhoud.jti);
  expect(tweemaal).toEqual([tweemaal[0], tweemaal[0]]);
  expect(await wachtend()).toEqual([]);
});

test('two nodes share the work: each message once', async () => {
  await kondigAan(300, 'a');
  await Promise.all([bedienNu('a'), bedienNu('a')]);
  expect(new Set(ontvanger.berichten.map(({ inhoud }) => inhoud.jti)).size).toBe(300);
  expect(ontvanger.berichten).toHaveLength(300);
});

test('what a node took that died is sent by another one a minute later', async () => {
  await kondigAan(1, 'a');
  const [genomen] = await neemBerichten(database.db, 'a');
  expect(await leesOntvangers(database.db)).toEqual([]);
  await laterAllemaal('1 minute');
  expect(await leesOntvangers(database.db)).toEqual(['a']);
  await bedienNu('a');
  expect(ontvanger.berichten.map(({ inhoud }) => inhoud.jti)).toEqual([genomen?.id]);
});

test('a node that stops ends what is on its way, and leaves the rest for another', async () => {
  const bezig: ServerResponse[] = [];
  antwoord = (_bericht, uit) => void bezig.push(uit);
  await kondigAan(30, 'a');
  let stopt = false;
  const dienst = bedien(nodig(), 'a', () => stopt);
  await ontvanger.ontvang(8);
  stopt = true;
  for (const uit of bezig) uit.writeHead(200).end();
  await dienst;
  expect(ontvanger.berichten).toHaveLength(8);
  antwoord = goed;
  await bedienNu('a');
  expect(ontvanger.berichten).toHaveLength(30);
});

test('after nine hours a message is given up: of whom it was is forgotten, that it was lost is kept two weeks', async () => {
  antwoord = kapot;
  await kondigAan(2, 'a');
  await laterAllemaal('8 hours 59 minutes');
  await bedienNu('a');
  await laterAllemaal('8 hours 59 minutes');
  await bedienNu('a');
  const verloren = { leerling_id: null, sid: null, session_uid: null };
  expect(await wachtend()).toEqual([expect.objectContaining(verloren), expect.objectContaining(verloren)]);
  expect(await leesNietBezorgd(database.db)).toEqual([
    { client_id: 'a', sinds: expect.anything(), wachtend: 0, opgegeven: 2 },
  ]);
  await ruimBerichtenOp(database.db);
  expect(await wachtend()).toHaveLength(2);
  await sql`update afmeldberichten set opgegeven_op = opgegeven_op - interval '15 days'`.execute(database.db);
  await ruimBerichtenOp(database.db);
  expect(await wachtend()).toEqual([]);
});

test('messages are read in time for whichever application: its dossier may be gone, its name anything', async () => {
  const namen = ['a', 'zz', randomUUID(), 'b.c-d_e'];
  await kondigAan(2, ...namen);
  expect((await leesOntvangers(database.db)).sort()).toEqual([...namen].sort());
});
