import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import type { Adapter, AdapterPayload } from 'oidc-provider';
import { systeemklok } from '../../src/klok.ts';
import { maakAdapter } from '../../src/oidc/adapter/adapter.ts';
import { maakAfmelder } from '../../src/oidc/index.ts';
import { type Database, onderhoudPartities, openDatabase } from '../../src/store/index.ts';
import { totHetWacht } from '../opzet/database/slot.ts';
import { maakTestdatabase, type Testdatabase } from '../opzet/database/testdatabase.ts';
import { proefwachtplaats } from '../opzet/server/wachtplaats.ts';

/**
 * What node-oidc-provider may expect of our storage, and what we promise beyond that: which request comes
 * first is decided once. What waits in the browser is in `wachtcontract.test.ts`.
 */

const adapters = (db: Database) =>
  maakAdapter({
    db,
    klok: systeemklok,
    zoekClient: () => undefined,
    eindigSessie: (id) => maakAfmelder(db, () => []).eindigSessie({ id }),
    wachtplaats: proefwachtplaats(),
  });

let database: Testdatabase;
let opslag: (naam: string) => Adapter;
beforeAll(async () => {
  database = await maakTestdatabase();
  // Rows of an hour ago may be of yesterday, and the migrations make the partitions of today and later.
  await onderhoudPartities(database.db, systeemklok.nu().subtract({ hours: 24 }));
  const fabriek = adapters(database.db);
  opslag = (naam) => fabriek(naam) as Adapter;
});
afterAll(() => database.weg());

const nu = () => Math.floor(Temporal.Now.instant().epochMilliseconds / 1000);
const id = () => randomUUID();
const basis = (kind: string, jti: string) => ({ kind, jti, iat: nu(), exp: nu() + 60 });
const vergunning = () => ({ accountId: randomUUID(), clientId: 'proef', grantId: id(), scope: 'openid profile' });

/** A session is kept only under the generation of its account. Between sign-ins it has none. */
const VOORBEELDEN: Record<string, (jti: string) => AdapterPayload> = {
  Session: (jti) => ({
    ...basis('Session', jti),
    uid: id(),
    transient: true,
    state: { secret: 's' },
    authorizations: { proef: { sid: 'x', grantId: 'y' } },
  }),
  Grant: (jti) => ({
    ...basis('Grant', jti),
    accountId: randomUUID(),
    clientId: 'proef',
    openid: { scope: 'openid', claims: ['given_name'] },
  }),
  AuthorizationCode: (jti) => ({
    ...basis('AuthorizationCode', jti),
    ...vergunning(),
    redirectUri: 'https://x/y',
    codeChallenge: 'c',
    codeChallengeMethod: 'S256',
    nonce: 'n',
    authTime: nu(),
    claims: { userinfo: { given_name: null } },
  }),
  AccessToken: (jti) => ({
    ...basis('AccessToken', jti),
    ...vergunning(),
    gty: 'authorization_code',
    sessionUid: 'u',
    expiresWithSession: true,
  }),
  PushedAuthorizationRequest: (jti) =>
    ({ ...basis('PushedAuthorizationRequest', jti), request: 'a.b.c', trusted: true }) as unknown as AdapterPayload,
  ReplayDetection: (jti) => ({ ...basis('ReplayDetection', jti), iss: 'proef' }),
};

describe.each(Object.keys(VOORBEELDEN))('%s', (naam) => {
  const voorbeeld = VOORBEELDEN[naam] as (jti: string) => AdapterPayload;

  test('what was saved is found as it was, and gone once destroyed', async () => {
    const jti = id();
    const inhoud = voorbeeld(jti);
    await opslag(naam).upsert(jti, inhoud, 60);
    expect(await opslag(naam).find(jti)).toEqual(inhoud);
    await opslag(naam).destroy(jti);
    expect(await opslag(naam).find(jti)).toBeUndefined();
  });

  test('nothing is found under an unknown, empty, long or dirty identifier', async () => {
    for (const vreemd of [id(), '', 'x'.repeat(10_000), 'a\0b', "' or true --", 'é']) {
      expect(await opslag(naam).find(vreemd)).toBeUndefined();
      await opslag(naam).destroy(vreemd);
    }
  });
});

test.each(['Session', 'Grant'])('%s may be saved again, and keeps its first day', async (naam) => {
  const jti = id();
  const inhoud = { ...VOORBEELDEN[naam]?.(jti), iat: nu() - 3600 } as AdapterPayload;
  await opslag(naam).upsert(jti, inhoud, 60);
  await opslag(naam).upsert(jti, { ...inhoud, exp: nu() + 600 } as AdapterPayload, 600);
  expect(await opslag(naam).find(jti)).toMatchObject({ iat: inhoud.iat, exp: expect.any(Number) });
});

test.each(['AuthorizationCode', 'PushedAuthorizationRequest'])(
  'of 20 that use one %s at once, one is first',
  async (naam) => {
    const jti = id();
    await opslag(naam).upsert(jti, VOORBEELDEN[naam]?.(jti) as AdapterPayload, 60);
    const pogingen = await Promise.allSettled(Array.from({ length: 20 }, () => opslag(naam).consume(jti)));
    expect(pogingen.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await opslag(naam).find(jti)).toMatchObject({ consumed: true });
  },
);

test('of 20 that present one client assertion at once, one is first', async () => {
  const jti = id();
  const pogingen = await Promise.allSettled(
    Array.from({ length: 20 }, () =>
      opslag('ReplayDetection').upsert(jti, VOORBEELDEN.ReplayDetection?.(jti) as AdapterPayload, 60),
    ),
  );
  expect(pogingen.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

test('a proof counts once, also when it comes before midnight and after it, at once or later', async () => {
  const jti = id();
  const bied = (iat: number) =>
    opslag('ReplayDetection').upsert(jti, { ...VOORBEELDEN.ReplayDetection?.(jti), iat } as AdapterPayload, 60);
  const dagen = Array.from({ length: 10 }, (_, keer) => (keer % 2 ? nu() : nu() - 23 * 3600));
  const pogingen = await Promise.allSettled(dagen.map(bied));
  expect(pogingen.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  for (const iat of dagen.slice(0, 2)) await expect(bied(iat)).rejects.toMatchObject({ error: 'invalid_client' });
});

test('of two nodes that get one proof, one is first: the other one waits for it', async () => {
  const jti = id();
  const ander = openDatabase(database.url, () => {}, { verbindingen: 1 });
  const bied = (db: Database) =>
    (adapters(db)('ReplayDetection') as Adapter).upsert(jti, VOORBEELDEN.ReplayDetection?.(jti) as AdapterPayload, 60);
  let tweede: Promise<unknown> | undefined;
  await database.db.transaction().execute(async (trx) => {
    await bied(trx);
    tweede = expect(bied(ander)).rejects.toMatchObject({ error: 'invalid_client' });
    await totHetWacht(database.db);
  });
  await tweede;
  await ander.destroy();
});

test('proofs of one statement are taken in one order, so that two statements never wait for each other', async () => {
  const reeks = id();
  const alle = Array.from({ length: 12 }, (_, nummer) => `${reeks}-${String(nummer).padStart(2, '0')}`);
  const midden = alle[6] as string;
  let klaar: Promise<unknown> | undefined;
  await database.db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${midden}, 0))`.execute(trx);
    klaar = Promise.all(
      alle.toReversed().map((jti) => {
        const bewijs = VOORBEELDEN.ReplayDetection?.(jti) as AdapterPayload;
        return opslag('ReplayDetection').upsert(jti, bewijs, 60);
      }),
    );
    await totHetWacht(database.db);
    const { rows } = await sql<{ jti: string }>`select jti from unnest(${alle}::text[]) jti
      where jti <> ${midden} and pg_try_advisory_xact_lock(hashtextextended(jti, 0)) order by jti`.execute(trx);
    expect(rows.map(({ jti }) => jti)).toEqual(alle.slice(7));
  });
  await klaar;
});

test.each([
  ['Session', 'oidc_sessions', 'id'],
  ['Session', 'oidc_session_clients', 'session_uid'],
  ['Grant', 'oidc_grants', 'id'],
])('of each %s that is saved again, rows of %s are taken in one order', async (naam, tabel, sleutel) => {
  const reeks = id();
  const alle = Array.from({ length: 12 }, (_, nummer) => `${reeks}-${String(nummer).padStart(2, '0')}`);
  const bewaar = (grantId: string) =>
    Promise.all(
      alle.toReversed().map((jti) => {
        const authorizations = { proef: { sid: 'x', grantId } };
        const inhoud = { ...VOORBEELDEN[naam]?.(jti), uid: jti, authorizations } as AdapterPayload;
        return opslag(naam).upsert(jti, inhoud, 60);
      }),
    );
  await bewaar('eerst');
  let klaar: Promise<unknown> | undefined;
  await database.db.transaction().execute(async (trx) => {
    const rijen = async (welke: string[]) => {
      const { rows } = await sql<{ rij: string }>`select ${sql.ref(sleutel)} as rij from ${sql.table(tabel)}
        where ${sql.ref(sleutel)} = any(${welke}) for update skip locked`.execute(trx);
      return rows.map(({ rij }) => rij).sort();
    };
    await rijen(alle.slice(6, 7));
    klaar = bewaar('later');
    await totHetWacht(database.db);
    expect(await rijen(alle)).toEqual(alle.slice(6));
  });
  await klaar;
});

test('a code that is used again takes the grant and its tokens along', async () => {
  const code = VOORBEELDEN.AuthorizationCode?.(id()) as AdapterPayload;
  const token = { ...VOORBEELDEN.AccessToken?.(id()), grantId: code.grantId } as AdapterPayload;
  const grant = VOORBEELDEN.Grant?.(code.grantId as string) as AdapterPayload;
  await opslag('AuthorizationCode').upsert(code.jti as string, code, 60);
  await opslag('Grant').upsert(grant.jti as string, grant, 60);
  await opslag('AccessToken').upsert(token.jti as string, token, 60);
  await opslag('AuthorizationCode').consume(code.jti as string);
  await expect(opslag('AuthorizationCode').consume(code.jti as string)).rejects.toMatchObject({
    error: 'invalid_grant',
  });
  expect(await opslag('AccessToken').find(token.jti as string)).toBeUndefined();
  expect(await opslag('Grant').find(grant.jti as string)).toBeUndefined();
});

test('a session is found by its uid, and two tabs at once keep both applications', async () => {
  const jti = id();
  const sessie = VOORBEELDEN.Session?.(jti) as AdapterPayload;
  await opslag('Session').upsert(jti, { ...sessie, authorizations: {} } as AdapterPayload, 60);
  const metClient = (clientId: string) =>
    opslag('Session').upsert(
      jti,
      { ...sessie, authorizations: { [clientId]: { sid: clientId, grantId: `grant-${clientId}` } } } as AdapterPayload,
      60,
    );
  await Promise.all([metClient('een'), metClient('twee')]);
  expect(await opslag('Session').findByUid(sessie.uid as string)).toMatchObject({
    jti,
    authorizations: { een: { sid: 'een', grantId: 'grant-een' }, twee: { sid: 'twee', grantId: 'grant-twee' } },
  });
});

test('what may be lost in a crash makes nothing after it so: the connection waits for the disk again', async () => {
  const { url } = database;
  const een = openDatabase(url, () => {}, { verbindingen: 1 });
  const fabriek = adapters(een);
  for (const naam of Object.keys(VOORBEELDEN)) {
    const jti = id();
    await (fabriek(naam) as Adapter).upsert(jti, VOORBEELDEN[naam]?.(jti) as AdapterPayload, 60);
    const { rows } = await sql`show synchronous_commit`.execute(een);
    expect(rows).toEqual([{ synchronous_commit: 'on' }]);
  }
  await een.destroy();
});

test('kinds that are switched off can not be stored', async () => {
  await expect(opslag('RefreshToken').upsert(id(), {} as AdapterPayload, 60)).rejects.toThrow(/not stored/);
});
