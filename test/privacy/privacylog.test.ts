import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { logschrijverMet, type Mededelingsbewijs, schrijfPrivacylog } from '../../src/privacy/index.ts';
import { maakTestdatabase, type Testdatabase } from '../opzet/database/testdatabase.ts';

/** Others than the pupil ask for most data about pupils. */

let database: Testdatabase;
beforeAll(async () => {
  database = await maakTestdatabase();
});
afterAll(() => database.weg());

const LEERLING = { id: randomUUID(), account_uuid: randomUUID() };

function bewijs(anders: Partial<Mededelingsbewijs>): Mededelingsbewijs {
  return {
    tijdstip: Temporal.Instant.from('2026-11-23T09:00:00Z'),
    wie: { soort: 'leerling', id: LEERLING.id },
    doel: 'toegang_tot_toepassing',
    stroom: 'bij_aanmelding',
    protocol: 'proef',
    protocolHash: 'ab'.repeat(32),
    clientId: 'proef',
    leerling: LEERLING,
    gegevens: ['sub'],
    artikelen: [],
    rechtsgrond: '6.1.e',
    aanleiding: 'aanmelding',
    onder: undefined,
    ...anders,
  };
}

const gelogd = () =>
  database.db
    .selectFrom('privacylog')
    .select(['wie_soort', 'wie_id', 'stroom', 'leerling_id', 'account_uuid'])
    .orderBy('id')
    .execute();

test('a row tells who acted, and about whom where that is one pupil', async () => {
  const medewerker = randomUUID();
  await schrijfPrivacylog(database.db, bewijs({}));
  await schrijfPrivacylog(database.db, bewijs({ wie: { soort: 'medewerker', id: medewerker }, stroom: 'op_aanvraag' }));
  await schrijfPrivacylog(
    database.db,
    bewijs({ wie: { soort: 'machine', id: 'levering' }, stroom: 'periodiek', leerling: undefined }),
  );
  const over = { leerling_id: LEERLING.id, account_uuid: LEERLING.account_uuid };
  expect(await gelogd()).toEqual([
    { wie_soort: 'leerling', wie_id: null, stroom: 'bij_aanmelding', ...over },
    { wie_soort: 'medewerker', wie_id: medewerker, stroom: 'op_aanvraag', ...over },
    { wie_soort: 'machine', wie_id: 'levering', stroom: 'periodiek', leerling_id: null, account_uuid: null },
  ]);
});

test.each([
  ['another pupil', LEERLING],
  ['nobody', undefined],
])('a pupil never stands in it for %s', async (_wie, leerling) => {
  const voor = await gelogd();
  const ander = bewijs({ wie: { soort: 'leerling', id: randomUUID() }, leerling });
  await expect(schrijfPrivacylog(database.db, ander)).rejects.toThrow(/his own data/);
  expect(await gelogd()).toEqual(voor);
});

test('with what another room writes, a row is written or not: together with it', async () => {
  await sql`create table samen (wat text primary key)`.execute(database.db);
  const metSamen = logschrijverMet({
    vraag: { wat: 'text' },
    delen: `nieuw as (insert into samen select wat from lopend on conflict do nothing returning wat),
      samen as (select min(i) as i from lopend join nieuw using (wat) group by wat)`,
  });
  const voor = (await gelogd()).length;
  const schrijf = (wat: string) => schrijfPrivacylog(database.db, bewijs({}), metSamen({ wat }));
  expect(await Promise.all([schrijf('a'), schrijf('b')])).toEqual([true, true]);
  expect(await schrijf('a')).toBe(false);
  const zonder = bewijs({ sessie: 'is er niet' });
  expect(await schrijfPrivacylog(database.db, zonder, metSamen({ wat: 'c' }))).toBe(false);
  expect((await gelogd()).length - voor).toBe(2);
  expect((await sql`select wat from samen order by wat`.execute(database.db)).rows).toEqual([
    { wat: 'a' },
    { wat: 'b' },
  ]);
});
