import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import type { Database } from '../../src/store/index.ts';
import { maakOudeDatabase } from '../opzet/database/oude_database.ts';

/** A row names a second act completely, or not at all. */

let db: Database;
let migreer: () => Promise<void>;
beforeAll(async () => {
  ({ db, migreer } = await maakOudeDatabase('031'));
});
afterAll(() => db.destroy());

const HASH = 'ab'.repeat(32);

/** A row of an older node: class information left on the application's ground only. */
const oudeRij = () =>
  sql`insert into privacylog (tijdstip, protocol, protocol_hash, client_id, leerling_id, account_uuid,
    gegevens, artikelen, rechtsgrond, aanleiding)
  values (now(), 'p', ${HASH}, 'proef', ${randomUUID()}, ${randomUUID()}, '{klasinformatie}', '{art. 3}', '6.1.f', 'userinfo')`.execute(
    db,
  );

test('rows of before stay as they were, can be read, and a node of before still writes', async () => {
  await oudeRij();
  const { rows: ervoor } = await sql<object>`select * from privacylog`.execute(db);
  await migreer();
  await oudeRij();
  const leeg = { onder_protocol: null, onder_protocol_hash: null, onder_artikelen: null, onder_rechtsgrond: null };
  const rijen = await db.selectFrom('privacylog').selectAll().orderBy('id').execute();
  expect(rijen).toHaveLength(2);
  expect(rijen[0]).toEqual({ ...ervoor[0], ...leeg });
  expect(rijen[1]).toMatchObject(leeg);
});

test.each([
  ['a hash alone', null, HASH, null, null],
  ['no ground', 'klasinformatie', HASH, ['art. 3'], null],
  ['no article', 'klasinformatie', HASH, [], '6.1.c'],
  ['what is no hash', 'klasinformatie', 'HASH', ['art. 3'], '6.1.c'],
])('not %s, in any month', async (_wat, onder_protocol, onder_protocol_hash, onder_artikelen, onder_rechtsgrond) => {
  const onder = { onder_protocol, onder_protocol_hash, onder_artikelen, onder_rechtsgrond };
  const rij = {
    ...{ tijdstip: '2031-05-05T09:00:00Z', protocol: 'p', protocol_hash: HASH, client_id: 'proef' },
    ...{
      leerling_id: randomUUID(),
      account_uuid: randomUUID(),
      gegevens: ['naam'],
      artikelen: [],
      rechtsgrond: '6.1.f',
    },
    aanleiding: 'userinfo' as const,
  };
  await sql`select maak_partitie('privacylog', '2031-05-01', '2031-06-01')
    where to_regclass('privacylog_20310501') is null`.execute(db);
  const zet = (erbij: object) =>
    db
      .insertInto('privacylog')
      .values({ ...rij, ...erbij })
      .execute();
  await expect(zet(onder)).rejects.toThrow(/onder_heel_of_niet/);
  await expect(
    zet({
      ...onder,
      onder_protocol: 'klasinformatie',
      onder_protocol_hash: HASH,
      onder_artikelen: ['art. 3'],
      onder_rechtsgrond: '6.1.c',
    }),
  ).resolves.toBeDefined();
});
