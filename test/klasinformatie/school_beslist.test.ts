import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import * as client from 'openid-client';
import { parse, stringify } from 'yaml';
import { stopAkkoord, verklaarAkkoord } from '../../src/klasinformatie/akkoord.ts';
import { hashVan } from '../../src/protocol/index.ts';
import { Bezoeker } from '../opzet/bezoek/bezoeker.ts';
import { totHetWacht, totHetWachtOp } from '../opzet/database/slot.ts';
import { type Idp, startIdp } from '../opzet/server/idp.ts';
import { leeridBij } from '../opzet/server/leerid.ts';
import { omDeBeurt, startNode } from '../opzet/server/nodes.ts';
import { wijzigProtocol } from '../opzet/stukken/wijzig_protocol.ts';
import { relyingParty, SCOPES, vraagAan } from '../opzet/toepassing/relying_party.ts';

/**
 * Class information leaves only from schools that agreed with the very text that is in force (S2 art. 3, 4, 9
 * and 12). In these tests Het Archief lists it and has built it in. The pupil is in two schools, and both
 * work with Het Archief.
 */

const CLIENT = 'archief-voor-onderwijs';
const S2 = 'klasinformatie';

let idp: Idp;
let rp: client.Configuration;
let token: string;
beforeAll(async () => {
  idp = await startIdp();
  await wijzigProtocol(idp, CLIENT, ({ gegevens }) => {
    gegevens.push({ code: 'klasinformatie', artikel: 3, wat: 'de klas', reden: 'om op klas te filteren' });
  });
  const dossier = join(idp.configmap, 'toepassingen', `${CLIENT}.yaml`);
  const inhoud = parse(await readFile(dossier, 'utf8'));
  await writeFile(dossier, stringify({ ...inhoud, integraties: ['klasinformatie'] }));
  await idp.tekenDossiers();
  await idp.ververs();
  await sql`insert into klassen (instellingsnummer, schooljaar, klas) values ('999001', 2026, '3A'), ('999003', 2026, '1B')`.execute(
    idp.db,
  );
  await sql`insert into klastoewijzingen (leerling_id, klas_id, van) select distinct leerling_id, k.id, '2026-09-01'::date
    from klassen k join inschrijvingen i using (instellingsnummer)`.execute(idp.db);
  rp = await relyingParty(idp, CLIENT);
  const { url, controles } = await vraagAan(rp, CLIENT, { scope: `${SCOPES[CLIENT]} ov_klas` });
  const { verder } = await new Bezoeker().meldAan(url, 'leerling.tweescholen');
  token = (await client.authorizationCodeGrant(rp, verder as URL, controles)).access_token;
});
afterAll(() => idp.stop());

beforeEach(async () => {
  await sql`truncate akkoordverklaringen`.execute(idp.db);
  await sql`update scholen set erkend = true`.execute(idp.db);
});

const akte = async () => ({
  protocol: S2,
  hash: hashVan(await readFile(join(idp.configmap, 'protocollen', S2, 'protocol.yaml'))),
  sinds: Temporal.Instant.from('2024-07-17T14:01:01Z'),
});
const verklaar = async (instellingsnummer: string, op = idp.klok.nu()) =>
  verklaarAkkoord(idp.db, await akte(), { instellingsnummer, door: 'leerid_databeheerder', bewijsstuk: 'brief' }, op);
const stop = (instellingsnummer: string) =>
  stopAkkoord(idp.db, S2, { instellingsnummer, door: 'schoolbestuur' }, idp.klok.nu());

const userinfo = () => client.fetchUserInfo(rp, token, client.skipSubjectCheck);
async function klassen(): Promise<string[]> {
  const { ov_klas = [] } = (await userinfo()) as { ov_klas?: { klas: string }[] };
  return ov_klas.map(({ klas }) => klas);
}

const laatsteRij = () =>
  idp.db.selectFrom('privacylog').selectAll().orderBy('tijdstip', 'desc').limit(1).executeTakeFirstOrThrow();
const laatstGelogd = async () => (await laatsteRij()).gegevens;

const NIETS = { onder_protocol: null, onder_protocol_hash: null, onder_artikelen: null, onder_rechtsgrond: null };

describe('each school speaks for itself', () => {
  test('as long as none agreed, the act of the application lists it in vain, and the log says so', async () => {
    expect(await userinfo()).not.toHaveProperty('ov_klas');
    expect(await laatstGelogd()).not.toContain('klasinformatie');
    expect(await laatsteRij()).toMatchObject(NIETS);
  });

  test('the class of the one that agreed leaves, and the log names it', async () => {
    await verklaar('999001');
    expect(await klassen()).toEqual(['3A']);
    expect(await laatstGelogd()).toContain('klasinformatie');
    await verklaar('999003');
    expect(await klassen()).toEqual(['3A', '1B']);
  });

  test('the log names both acts, each with its hash, article and ground, and the command knows both hashes', async () => {
    await verklaar('999001');
    await klassen();
    const rij = await laatsteRij();
    const { hash } = await akte();
    expect(rij).toMatchObject({ protocol: CLIENT, artikelen: ['art. 3'], rechtsgrond: '6.1.c, 6.1.e' });
    expect(rij).toMatchObject({ onder_protocol: S2, onder_artikelen: ['art. 3'], onder_rechtsgrond: '6.1.c' });
    expect([rij.onder_protocol_hash, rij.protocol_hash === hash]).toEqual([hash, false]);
    for (const [naam, van] of [
      [CLIENT, rij.protocol_hash],
      [S2, hash],
    ] as const) {
      const { status, stdout } = leeridBij(idp, 'protocol', 'versie', String(van));
      expect([status, hashVan(Buffer.from(stdout)), parse(stdout).protocol]).toEqual([0, van, naam]);
    }
  });

  test('an answer without a class names no second act, whoever agreed', async () => {
    await verklaar('999001');
    const { url, controles } = await vraagAan(rp, CLIENT);
    const { verder } = await new Bezoeker().meldAan(url, 'leerling.tweescholen');
    const tokens = await client.authorizationCodeGrant(rp, verder as URL, controles);
    expect(await laatsteRij()).toMatchObject({ aanleiding: 'aanmelding', ...NIETS });
    await client.fetchUserInfo(rp, tokens.access_token, client.skipSubjectCheck);
    expect(await laatsteRij()).toMatchObject({ aanleiding: 'userinfo', artikelen: ['art. 3'], ...NIETS });
  });

  test('a stop counts for that school alone, at the next question and on every node', async () => {
    const node = await startNode(idp);
    try {
      await verklaar('999001');
      await verklaar('999003');
      omDeBeurt(idp, { ...node, antwoord: idp.app.callback() }, node);
      expect([await klassen(), await klassen()]).toEqual([
        ['3A', '1B'],
        ['3A', '1B'],
      ]);
      await stop('999001');
      expect([await klassen(), await klassen()]).toEqual([['1B'], ['1B']]);
      await verklaar('999001');
      expect([await klassen(), await klassen()]).toEqual([
        ['3A', '1B'],
        ['3A', '1B'],
      ]);
    } finally {
      omDeBeurt(idp, { ...node, antwoord: idp.app.callback() });
      await node.stop();
    }
  });

  test('a school that is not recognised today keeps its class, whatever it declared', async () => {
    await verklaar('999001');
    await verklaar('999003');
    await sql`update scholen set erkend = false where instellingsnummer = '999003'`.execute(idp.db);
    expect(await klassen()).toEqual(['3A']);
  });

  test.each([
    ['before the signature of DOV', '2024-07-17T14:01:00Z', []],
    ['at that very moment', '2024-07-17T14:01:01Z', ['3A']],
    ['in a time to come', '2026-12-01T00:00:00Z', []],
  ])('declared %s', async (_wat, op, verwacht) => {
    await verklaar('999001', Temporal.Instant.from(op));
    expect(await klassen()).toEqual(verwacht);
  });

  test('declared before the act was signed, it can be declared anew', async () => {
    await verklaar('999001', Temporal.Instant.from('2024-07-17T14:01:00Z'));
    expect(await klassen()).toEqual([]);
    expect(await verklaar('999001')).toBe('verklaard');
    expect(await klassen()).toEqual(['3A']);
  });

  test('what it said of another act is no agreement with this one', async () => {
    const ander = { ...(await akte()), protocol: CLIENT };
    await verklaarAkkoord(
      idp.db,
      ander,
      { instellingsnummer: '999001', door: 'leerid_databeheerder', bewijsstuk: 'brief' },
      idp.klok.nu(),
    );
    expect(await klassen()).toEqual([]);
  });
});

test('a stop of the school while the log is written still holds its class back', async () => {
  await verklaar('999001');
  await verklaar('999003');
  let antwoord: Promise<string[]> = Promise.resolve([]);
  await idp.db.transaction().execute(async (trx) => {
    await sql`lock table privacylog in exclusive mode`.execute(trx);
    antwoord = klassen();
    await totHetWacht(idp.db);
    await stop('999001');
  });
  expect(await antwoord).toEqual(['1B']);
});

test('so does one that comes after the row, while the stops are being read', async () => {
  await verklaar('999001');
  await verklaar('999003');
  let antwoord: Promise<string[]> = Promise.resolve([]);
  const stops = await idp.db.startTransaction().execute();
  await idp.db.transaction().execute(async (trx) => {
    await sql`lock table privacylog in exclusive mode`.execute(trx);
    antwoord = klassen();
    await totHetWacht(idp.db);
    await sql`lock table protocolstops in access exclusive mode`.execute(stops);
    idp.klok.laatVerstrijken(5_000);
  });
  await totHetWachtOp(idp.db, 'protocolstops');
  await stop('999001');
  await stops.commit().execute();
  expect(await antwoord).toEqual(['1B']);
});

test('another text of the act is another agreement: each school agrees anew', async () => {
  await verklaar('999001');
  await wijzigProtocol(idp, S2, (protocol) => {
    protocol.omschrijving = 'Andere woorden.';
  });
  expect(await klassen()).toEqual(['3A']);
  await idp.ververs();
  expect(await klassen()).toEqual([]);
  await verklaar('999001');
  expect(await klassen()).toEqual(['3A']);
  const { hash } = await akte();
  expect(await laatsteRij()).toMatchObject({ onder_protocol_hash: hash });
});

test('another text that is in force before the log is written carries no class past a row that names the one before', async () => {
  await verklaar('999001');
  const { hash } = await akte();
  let antwoord: Promise<string[]> = Promise.resolve([]);
  await idp.db.transaction().execute(async (trx) => {
    await sql`lock table privacylog in exclusive mode`.execute(trx);
    antwoord = klassen();
    await totHetWacht(idp.db);
    await wijzigProtocol(idp, S2, (protocol) => {
      protocol.omschrijving = 'Nog andere woorden.';
    });
    await idp.ververs();
    await verklaar('999001');
  });
  expect([await antwoord, (await laatsteRij()).onder_protocol_hash]).toEqual([[], hash]);
  expect(await klassen()).toEqual(['3A']);
});

test('once the act itself is stopped, no class leaves, and the application goes on without', async () => {
  await verklaar('999001');
  await sql`insert into protocolstops (protocol, op, door, reden, vastgelegd_op)
    values (${S2}, '2026-11-20', 'dov', 'geen rechtsgrond', now())`.execute(idp.db);
  let antwoord: Promise<Record<string, unknown>> = Promise.resolve({});
  await idp.db.transaction().execute(async (trx) => {
    await sql`lock table privacylog in exclusive mode`.execute(trx);
    antwoord = userinfo();
    await totHetWacht(idp.db);
    // The node learns of the stop while the log row waits.
    await idp.ververs();
  });
  for (const claims of [await antwoord, await userinfo()]) {
    expect(claims).not.toHaveProperty('ov_klas');
    expect(claims).toHaveProperty('given_name');
  }
  expect(await laatstGelogd()).not.toContain('klasinformatie');
});
