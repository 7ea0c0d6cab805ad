import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { OudRegister } from '../opzet/register/oud_register.ts';

let register: OudRegister;
beforeAll(async () => {
  register = await OudRegister.maak();
});
afterAll(() => register.weg());
beforeEach(() => register.begin());

describe('an account that nobody uses', () => {
  const WEG = { inschrijvingen: [{ tot: '2026-06-30' }] };

  test.each([
    ['2023-11-24T08:00:00Z', '2026-11-23T22:59:00Z', false],
    ['2023-11-24T08:00:00Z', '2026-11-24T02:30:00Z', false],
    ['2023-11-24T08:00:00Z', '2026-11-24T22:59:00Z', false],
    ['2023-11-24T08:00:00Z', '2026-11-24T23:00:00Z', true],
    // A quarter to midnight in Brussels is still the same day. A quarter past is the next day.
    ['2023-11-24T22:45:00Z', '2026-11-24T23:00:00Z', true],
    ['2023-11-24T23:15:00Z', '2026-11-24T23:00:00Z', false],
    ['2024-02-29T12:00:00Z', '2027-02-28T12:00:00Z', false],
    ['2024-02-29T12:00:00Z', '2027-02-28T23:00:00Z', true],
  ])('last used %s, on %s: erased %s', async (laatst, nu, gewist) => {
    register.klok.zet(Temporal.Instant.from(nu));
    const gebruikt = await register.leerling({ ...WEG, aangemeld: laatst });
    const nooit = await register.leerling({ ...WEG, aangemaakt: laatst });
    const telling = await register.bewaar();
    expect(telling).toMatchObject({ leerlingen: 0, accounts: gewist ? 2 : 0 });
    expect(await register.accountsVan(gebruikt.id)).toHaveLength(gewist ? 0 : 1);
    expect(await register.accountsVan(nooit.id)).toHaveLength(gewist ? 0 : 1);
    expect(await register.bestaat(gebruikt.id)).toBe(true);
    expect(register.beeindigd.sort()).toEqual(gewist ? [...gebruikt.uuids, ...nooit.uuids].sort() : []);
  });

  test.each([
    ['enrolled', [{}]],
    ['enrolled until today', [{ tot: '2026-11-24' }]],
    ['enrolled from tomorrow on', [{ tot: '2026-06-30' }, { van: '2026-11-25' }]],
    [
      'coming, not realised yet',
      [{ tot: '2026-06-30' }, { van: '2027-09-01', status: 'aanmelding', stamnummer: null }],
    ],
    [
      'enrolled in a school that nobody confirmed',
      [{ tot: '2026-06-30' }, { onbevestigd_sinds: '2026-09-01T08:00:00Z' }],
    ],
  ])(
    'of a pupil who is %s is not inactive: it stays as it is, whatever there is beside it',
    async (_wat, inschrijvingen) => {
      const { id } = await register.leerling({ inschrijvingen, accounts: 2 });
      const voor = await register.dump();
      expect(await register.bewaar()).toMatchObject({ leerlingen: 0, accounts: 0 });
      const { 'public.verslagen': _verslag, ...na } = await register.dump();
      expect(voor).toMatchObject(na);
      expect(await register.accountsVan(id)).toHaveLength(2);
      expect(register.beeindigd).toEqual([]);
    },
  );

  test('ended yesterday: it goes', async () => {
    await register.leerling({ inschrijvingen: [{ tot: '2026-11-23' }] });
    expect(await register.bewaar()).toMatchObject({ leerlingen: 0, accounts: 1 });
  });

  test('a temporary one stays in the history of the pupil who stays; a final one does not', async () => {
    const tijdelijk = await register.leerling({ ...WEG, accounts: 2 });
    await register.leerling({ ...WEG, soort: 'definitief' });
    expect(await register.bewaar()).toMatchObject({ leerlingen: 0, accounts: 3 });
    const historiek = await register.db
      .selectFrom('historiek_account_uuid')
      .selectAll()
      .orderBy('account_uuid')
      .execute();
    const vervangen_op = register.klok.nu();
    expect(historiek).toEqual(
      tijdelijk.uuids.map((account_uuid) => ({ account_uuid, leerling_id: tijdelijk.id, vervangen_op })),
    );
  });

  test('another term, or none', async () => {
    const { id } = await register.leerling({ ...WEG, aangemeld: '2026-05-24T08:00:00Z' });
    const bewaar = (inactiefAccount: Temporal.Duration | null) => register.bewaar({ inactiefAccount });
    expect(await bewaar(Temporal.Duration.from('P6M'))).toMatchObject({ leerlingen: 0, accounts: 0 });
    expect(await bewaar(null)).toMatchObject({ leerlingen: 0, accounts: 0 });
    expect(await register.proef({ inactiefAccount: Temporal.Duration.from('P5M') })).toMatchObject({
      leerlingen: 0,
      accounts: 1,
    });
    expect(await bewaar(Temporal.Duration.from('P5M'))).toMatchObject({ leerlingen: 0, accounts: 1 });
    expect(await register.accountsVan(id)).toEqual([]);
  });

  test('without a term for accounts, pupils still have theirs', async () => {
    await register.leerling({ inschrijvingen: [{ tot: '2020-06-30' }] });
    await register.leerling(WEG);
    expect(await register.proef({ inactiefAccount: null })).toMatchObject({ leerlingen: 1, accounts: 0 });
    expect(await register.bewaar({ inactiefAccount: null })).toMatchObject({ leerlingen: 1, accounts: 0 });
  });

  test('a block outlives the last account of a pupil', async () => {
    const { id } = await register.leerling(WEG);
    await register.db.updateTable('leerlingen').set({ geblokkeerd_op: '2020-01-01T00:00:00Z' }).execute();
    expect(await register.bewaar()).toMatchObject({ leerlingen: 0, accounts: 1 });
    const [wie] = await register.db.selectFrom('leerlingen').select('geblokkeerd_op').where('id', '=', id).execute();
    expect(wie?.geblokkeerd_op?.toString()).toBe('2020-01-01T00:00:00Z');
  });

  test('beside one that is used, of a pupil who is nowhere enrolled: that one stays', async () => {
    const gebruikt = await register.leerling({ ...WEG, accounts: 2 });
    await register.db
      .updateTable('accounts')
      .set({ laatst_aangemeld_op: '2026-11-20T08:00:00Z' })
      .where('account_uuid', '=', gebruikt.uuids[0] ?? '')
      .execute();
    expect(await register.bewaar()).toMatchObject({ leerlingen: 0, accounts: 1 });
    expect((await register.accountsVan(gebruikt.id)).map(({ account_uuid }) => account_uuid)).toEqual([
      gebruikt.uuids[0],
    ]);
  });

  test('who signs in at that very moment keeps his', async () => {
    const { id, uuids } = await register.leerling(WEG);
    const gewist = register.db.transaction().execute(async (trx) => {
      await trx
        .updateTable('accounts')
        .set({ laatst_aangemeld_op: register.klok.nu().toString() })
        .where('account_uuid', '=', uuids[0] ?? '')
        .execute();
      return register.bewaar();
    });
    expect(await gewist).toMatchObject({ leerlingen: 0, accounts: 0 });
    expect(await register.accountsVan(id)).toHaveLength(1);
  });
});
