import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import type { Adapter } from 'oidc-provider';
import { systeemklok } from '../../src/klok.ts';
import { maakAdapter } from '../../src/oidc/adapter/adapter.ts';
import { BEWAAR_SESSIE } from '../../src/oidc/adapter/sessie_bewaren.ts';
import { alsSessierij } from '../../src/oidc/adapter/sessierijen.ts';
import { maakAfmelder } from '../../src/oidc/index.ts';
import { type Database, vraagGebundeld } from '../../src/store/index.ts';
import { terwijlVast, totHetWacht } from '../opzet/database/slot.ts';
import { maakTestdatabase, type Testdatabase } from '../opzet/database/testdatabase.ts';
import { type Kind, maakAccounts } from '../opzet/register/leerlingen.ts';
import { proefwachtplaats } from '../opzet/server/wachtplaats.ts';

/** A session exists only under the generation of its account, whichever request comes first. */

let database: Testdatabase;
let kinderen: Kind[];
beforeAll(async () => {
  database = await maakTestdatabase();
  kinderen = await maakAccounts(database.db, 3, '$argon2id$nooit');
});
afterAll(() => database.weg());
beforeEach(() => database.db.deleteFrom('oidc_sessions').execute());

const account = (nummer: number) => kinderen[nummer]?.account_uuid ?? '';

async function generatieVan(nummer: number): Promise<string> {
  const { aanmeldgeneratie } = await database.db
    .selectFrom('accounts')
    .select('aanmeldgeneratie')
    .where('account_uuid', '=', account(nummer))
    .executeTakeFirstOrThrow();
  return aanmeldgeneratie;
}

const sessie = (accountId: string | undefined, generatie: string | undefined, id: string = randomUUID()) => {
  const iat = Math.floor(Temporal.Now.instant().epochMilliseconds / 1000);
  return alsSessierij(id, { kind: 'Session', uid: `uid-${id}`, accountId, iat, exp: iat + 60 }, generatie);
};

type Tebewaren = ReturnType<typeof sessie> & Partial<Pick<ReturnType<typeof vergunning>, 'grants' | 'codes'>>;

async function bewaar(rij: Tebewaren, db: Database = database.db): Promise<boolean> {
  return (await vraagGebundeld(db, BEWAAR_SESSIE, rij)) !== undefined;
}

const beeindigIn = (trx: Database, ...nummers: number[]) =>
  maakAfmelder(database.db, () => []).meldAccountsAf(trx, nummers.map(account));
const beeindig = (...nummers: number[]) => database.db.transaction().execute((trx) => beeindigIn(trx, ...nummers));

const staat = async () =>
  (await database.db.selectFrom('oidc_sessions').select('account_uuid').execute()).map((rij) => rij.account_uuid);

test('a session of a pupil is found as it was', async () => {
  const rij = sessie(account(0), await generatieVan(0));
  const aanmelding = { login_ts: 1_796_000_000, acr: 'a', amr: ['pwd'], transient: true };
  expect(await bewaar({ ...rij, ...aanmelding })).toBe(true);
  const adapter = maakAdapter({
    db: database.db,
    klok: systeemklok,
    zoekClient: () => undefined,
    eindigSessie: async () => {},
    wachtplaats: proefwachtplaats(),
  })('Session') as Adapter;
  expect(await adapter.find(rij.id)).toMatchObject({
    uid: rij.uid,
    accountId: account(0),
    loginTs: 1_796_000_000,
    acr: 'a',
    amr: ['pwd'],
    transient: true,
  });
});

test('of many that are kept together, only those of another generation or of no account are not', async () => {
  const [oud, goed] = [await generatieVan(0), await generatieVan(1)];
  await beeindig(0);
  const rijen = [
    sessie(account(0), oud),
    sessie(account(0), undefined),
    sessie(account(0), goed),
    sessie(randomUUID(), goed),
    sessie(account(1), goed),
    sessie(undefined, undefined),
    sessie(account(0), await generatieVan(0)),
  ];
  expect(await Promise.all(rijen.map((rij) => bewaar(rij)))).toEqual([false, false, false, false, true, true, true]);
  expect((await staat()).sort()).toEqual([account(0), account(1), null].sort());
});

test('a session that a request read before it was ended does not come back when that request keeps it', async () => {
  const rij = sessie(account(0), await generatieVan(0));
  expect(await bewaar(rij)).toBe(true);
  await beeindig(0);
  expect([await bewaar(rij), await staat()]).toEqual([false, []]);
  expect([await bewaar({ ...rij, id: randomUUID(), vervangt: rij.id }), await staat()]).toEqual([false, []]);
});

/** A grant and a code of a session, as an authorization request gives them. */
function vergunning({ id, uid, iat, exp }: ReturnType<typeof sessie>, accountUuid: string) {
  const van = { iat, exp, account_uuid: accountUuid, client_id: 'proef' };
  const grant = { ...van, id: `grant-${id}`, scope: 'openid' };
  const code = { ...van, id: `code-${id}`, grant_id: grant.id, session_uid: uid, scope: 'openid' };
  return { clients: [{ client_id: 'proef', sid: 's', grant_id: grant.id }], grants: [grant], codes: [code] };
}

const rijenVan = async (id: string) => {
  const { rows } = await sql<{ wat: string }>`
    select 'session' as wat from oidc_sessions where id = ${id}
    union all select 'client' from oidc_session_clients where session_uid = ${`uid-${id}`}
    union all select 'grant' from oidc_grants where id = ${`grant-${id}`}
    union all select 'code' from oidc_authorization_codes where id = ${`code-${id}`}`.execute(database.db);
  return rows.map(({ wat }) => wat);
};

test('a grant and a code are kept with their session, or not at all', async () => {
  const [goed, fout] = [sessie(account(0), await generatieVan(0)), sessie(account(1), randomUUID())];
  const bewaard = await Promise.all([
    bewaar({ ...goed, ...vergunning(goed, account(0)) }),
    bewaar({ ...fout, ...vergunning(fout, account(1)) }),
  ]);
  expect(bewaard).toEqual([true, false]);
  expect(await rijenVan(goed.id)).toEqual(['session', 'client', 'grant', 'code']);
  expect(await rijenVan(fout.id)).toEqual([]);
});

test('a code that can not be kept leaves no session and no grant', async () => {
  const rij = sessie(account(0), await generatieVan(0));
  const { codes, ...rest } = vergunning(rij, account(0));
  const zonderGrant = codes.map((code) => ({ ...code, grant_id: null }));
  await expect(bewaar({ ...rij, ...rest, codes: zonderGrant as never })).rejects.toThrow(/grant_id/);
  expect(await rijenVan(rij.id)).toEqual([]);
});

test('who closes an application and holds its part of the session can take the grant next: nobody holds it', async () => {
  const rij = sessie(account(0), await generatieVan(0));
  const { clients, grants, codes } = vergunning(rij, account(0));
  await bewaar({ ...rij, clients, grants });
  const anders = clients.map((een) => ({ ...een, sid: 'een andere' }));
  const slot = sql`select from oidc_session_clients where session_uid = ${rij.uid as string} for update`;
  const bewaard = terwijlVast(
    database.db,
    slot,
    () => bewaar({ ...rij, clients: anders, grants, codes }),
    (trx) => sql`select from oidc_grants where id = ${`grant-${rij.id}`} for update nowait`.execute(trx),
  );
  expect(await bewaard).toBe(true);
});

test('while sessions are being ended none is made, and nobody waits for it', async () => {
  const [een, ander] = [await generatieVan(0), await generatieVan(1)];
  await database.db.transaction().execute(async (trx) => {
    await beeindigIn(trx, 0);
    expect(await Promise.all([bewaar(sessie(account(0), een)), bewaar(sessie(account(1), ander))])).toEqual([
      false,
      true,
    ]);
  });
  expect(await staat()).toEqual([account(1)]);
});

test('a session that is being made is waited for, and then ended', async () => {
  const generatie = await generatieVan(0);
  let einde: Promise<void> | undefined;
  await database.db.transaction().execute(async (trx) => {
    expect(await bewaar(sessie(account(0), generatie), trx)).toBe(true);
    einde = beeindig(0);
    await totHetWacht(database.db);
  });
  await einde;
  expect(await staat()).toEqual([]);
});

test('who signs in at the same moment on two devices hinders nobody, nor does what else changes of the account', async () => {
  const generatie = await generatieVan(0);
  await database.db.transaction().execute(async (trx) => {
    await trx.updateTable('accounts').set({ soort: 'definitief' }).where('account_uuid', '=', account(0)).execute();
    expect(await bewaar(sessie(account(0), generatie), trx)).toBe(true);
    expect(await bewaar(sessie(account(0), generatie))).toBe(true);
  });
  expect(await staat()).toHaveLength(2);
});

test('ending many at once, in whichever order, ends in no deadlock', async () => {
  await Promise.all(Array.from({ length: 10 }, (_, keer) => (keer % 2 ? beeindig(0, 1, 2) : beeindig(2, 1, 0))));
  expect(await bewaar(sessie(account(2), await generatieVan(2)))).toBe(true);
});
