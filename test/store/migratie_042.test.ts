import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { DOELEN } from '../../src/privacy/index.ts';
import { STROMEN } from '../../src/protocol/index.ts';
import type { Database } from '../../src/store/index.ts';
import { SOORTEN_WIE } from '../../src/wie/index.ts';
import { maakOudeDatabase } from '../opzet/database/oude_database.ts';

/** Rows of the privacy log get a number and a salt, and more than sign-ins have a row. */

let db: Database;
let migreer: () => Promise<void>;
beforeAll(async () => {
  ({ db, migreer } = await maakOudeDatabase('042'));
  for (const tijdstip of ['2026-11-23T09:00:00Z', '2026-10-02T09:00:00Z', '2031-05-05T09:00:00Z'])
    await zet({ tijdstip });
  await migreer();
});
afterAll(() => db.destroy());

const vast = () => ({
  tijdstip: '2031-05-05T09:00:00Z',
  protocol: 'p',
  protocol_hash: 'ab'.repeat(32),
  client_id: 'proef',
  leerling_id: randomUUID(),
  account_uuid: randomUUID(),
  gegevens: ['sub'],
  artikelen: [],
  rechtsgrond: '6.1.f',
  aanleiding: 'aanmelding' as const,
});

const zet = (rij: object) =>
  db
    .insertInto('privacylog')
    .values({ ...vast(), ...rij })
    .execute();

test('rows of before are numbered as they were made, and new ones go on after them', async () => {
  await zet({});
  const { rows } = await sql<{ op_id: string[]; op_nummer: string[]; nummers: number[]; zouten: number }>`select
    array_agg(id::text order by id) as op_id, array_agg(id::text order by volgnummer) as op_nummer,
    array_agg(volgnummer::int order by volgnummer) as nummers, count(distinct zout)::int as zouten
    from privacylog`.execute(db);
  expect(rows[0]?.op_nummer).toEqual(rows[0]?.op_id);
  expect(rows[0]).toMatchObject({ nummers: [1, 2, 3, 4], zouten: 4 });
});

test('nobody changes a row after it either', async () => {
  await expect(sql`update privacylog set gegevens = '{naam}'`.execute(db)).rejects.toThrow(/never changed/);
});

test('the database knows the words of the code and no other', async () => {
  const { rows } = await sql<{ wie: string[]; doel: string[]; stroom: string[] }>`select
    enum_range(null::privacylog_wie)::text[] as wie, enum_range(null::privacylog_doel)::text[] as doel,
    enum_range(null::privacylog_stroom)::text[] as stroom`.execute(db);
  expect(rows).toEqual([{ wie: SOORTEN_WIE, doel: DOELEN, stroom: STROMEN }]);
});

describe('each kind of row is whole', () => {
  const opzoeking = {
    aanleiding: 'opzoeking',
    wie_soort: 'operator',
    wie_id: 'account toon',
    hoedanigheid: 'operator',
    doel: 'hulp_aan_leerling',
    protocol: null,
    protocol_hash: null,
    client_id: null,
    rechtsgrond: null,
    stroom: null,
  };
  const levering = {
    aanleiding: 'levering',
    wie_soort: 'machine',
    wie_id: 'levering',
    stroom: 'periodiek',
    client_id: null,
    ontvanger: 'steunpunt',
    levering_id: randomUUID(),
  };

  test.each([
    ['a look-up', opzoeking],
    ['a delivery to a recipient without a client', levering],
    ['a request by a client', { aanleiding: 'aanvraag', stroom: 'op_aanvraag', wie_soort: 'client', wie_id: 'proef' }],
  ])('%s', async (_wat, rij) => {
    await expect(zet(rij)).resolves.toBeDefined();
  });

  test.each([
    ['a look-up by a pupil', { ...opzoeking, wie_soort: 'leerling', wie_id: null }, /soort_is_heel/],
    ['a look-up in no capacity', { ...opzoeking, hoedanigheid: null }, /soort_is_heel/],
    ['a look-up under an act', { ...opzoeking, protocol: 'p' }, /soort_is_heel/],
    ['a delivery to nobody', { ...levering, ontvanger: null }, /soort_is_heel/],
    ['a delivery without its number', { ...levering, levering_id: null }, /levering_met_nummer/],
    ['a sign-in under no act', { protocol: null }, /soort_is_heel/],
    ['a cause that nobody knows', { aanleiding: 'nieuwsgierig' }, /aanleiding_is_bekend/],
  ])('never %s', async (_wat, rij, bezwaar) => {
    await expect(zet(rij)).rejects.toThrow(bezwaar);
  });
});
