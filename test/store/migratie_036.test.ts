import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import type { Database } from '../../src/store/index.ts';
import { maakOudeDatabase } from '../opzet/database/oude_database.ts';

/**
 * The privacy log says who acted, for what purpose and through which flow. The database ensures that each row
 * says it completely.
 */

let db: Database;
let migreer: () => Promise<void>;
beforeAll(async () => {
  ({ db, migreer } = await maakOudeDatabase('036'));
  await oudeRij();
  await migreer();
});
afterAll(() => db.destroy());

const HASH = 'ab'.repeat(32);
const EEN_LEERLING = { leerling_id: randomUUID(), account_uuid: randomUUID() };

/** As an older node writes it. */
const oudeRij = () =>
  sql`insert into privacylog (tijdstip, protocol, protocol_hash, client_id, leerling_id, account_uuid,
    gegevens, artikelen, rechtsgrond, aanleiding)
  values (now(), 'p', ${HASH}, 'proef', ${randomUUID()}, ${randomUUID()}, '{sub}', '{}', '6.1.f', 'aanmelding')`.execute(
    db,
  );

/** In a month that was made after the migration, where checks do not come from the parent alone. */
async function zet(rij: object) {
  await sql`select maak_partitie('privacylog', '2031-05-01', '2031-06-01')
    where to_regclass('privacylog_20310501') is null`.execute(db);
  const vast = { protocol: 'p', protocol_hash: HASH, client_id: 'proef', gegevens: ['sub'], artikelen: [] };
  await db
    .insertInto('privacylog')
    .values({ tijdstip: '2031-05-05T09:00:00Z', ...vast, rechtsgrond: '6.1.f', aanleiding: 'aanmelding', ...rij })
    .execute();
}

test('rows of before, and of a node of before, are sign-ins of the pupil himself', async () => {
  await oudeRij();
  const rijen = await db
    .selectFrom('privacylog')
    .select(['wie_soort', 'wie_id', 'doel', 'stroom'])
    .where('tijdstip', '<', sql<Temporal.Instant>`'2031-01-01'::timestamptz`)
    .execute();
  const zelf = { wie_soort: 'leerling', wie_id: null, doel: 'toegang_tot_toepassing', stroom: 'bij_aanmelding' };
  expect(rijen).toEqual([zelf, zelf]);
});

describe('each row tells who acted, and about whom', () => {
  const medewerker = { wie_soort: 'medewerker', wie_id: randomUUID() };
  test.each([
    ['the pupil at a sign-in', { ...EEN_LEERLING }],
    ['a member of staff who asks about one pupil', { ...medewerker, stroom: 'op_aanvraag', ...EEN_LEERLING }],
    ['a delivery of one pupil', { wie_soort: 'client', wie_id: 'proef', stroom: 'periodiek', ...EEN_LEERLING }],
    ['a delivery of nobody in particular', { wie_soort: 'machine', wie_id: 'levering', stroom: 'eenmalig' }],
  ])('%s', async (_wat, rij) => {
    await expect(zet(rij)).resolves.toBeUndefined();
  });

  test.each([
    ['a pupil whom the row does not name', {}, /wie_is_bekend/],
    ['a pupil by two ids', { wie_id: EEN_LEERLING.leerling_id, ...EEN_LEERLING }, /wie_is_bekend/],
    ['somebody of whom nothing says who', { ...medewerker, wie_id: null, stroom: 'periodiek' }, /wie_is_bekend/],
    ['somebody without a name', { ...medewerker, wie_id: '', stroom: 'periodiek' }, /wie_is_bekend/],
    ['a kind that nobody knows', { ...medewerker, wie_soort: 'ouder' }, /privacylog_wie/],
    ['a purpose that nobody knows', { doel: 'nieuwsgierig', ...EEN_LEERLING }, /privacylog_doel/],
    ['a sign-in by another than the pupil', { ...medewerker, ...EEN_LEERLING }, /aanmelding_door_leerling/],
    ['a request about nobody', { ...medewerker, stroom: 'op_aanvraag' }, /aanvraag_over_leerling/],
    ['half a pupil', { ...medewerker, stroom: 'periodiek', leerling_id: randomUUID() }, /leerling_met_account/],
  ])('never %s', async (_wat, rij, bezwaar) => {
    await expect(zet(rij)).rejects.toThrow(bezwaar);
  });
});
