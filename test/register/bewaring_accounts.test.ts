import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { OudRegister } from '../opzet/oud_register.ts';

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
    // A quarter to midnight in Brussels is still the same day; a quarter past is the next.
    ['2023-11-24T22:45:00Z', '2026-11-24T23:00:00Z', true],
    ['2023-11-24T23:15:00Z', '2026-11-24T23:00:00Z', false],
    ['2024-02-29T12:00:00Z', '2027-02-28T12:00:00Z', false],
    ['2024-02-29T12:00:00Z', '2027-02-28T23:00:00Z', true],
  ])('last used %s, on %s: erased %s', async (laatst, nu, gewist) => {
    register.klok.zet(Temporal.Instant.from(nu));
    const gebruikt = await register.leerling({ ...WEG, aangemeld: laatst });
    const nooit = await register.leerling({ ...WEG, aangemaakt: laatst });
    const telling = await register.bewaar();
    expect(telling).toEqual({ leerlingen: 0, accounts: gewist ? 2 : 0, vernieuwd: 0 });
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
  ])('of a pupil who is %s: the user name stays, the rest is new', async (_wat, inschrijvingen) => {
    const { id, naam, uuids } = await register.leerling({ inschrijvingen });
    const { db } = register;
    const [middel] = await db
      .selectFrom('aanmeldmiddelen')
      .select('id')
      .where('account_uuid', '=', uuids[0] ?? '')
      .execute();
    await db
      .insertInto('activatiecodes')
      .values({
        aanmeldmiddel_id: middel?.id ?? '',
        code_hash: Buffer.alloc(32),
        uitgegeven_op: '2016-09-01T08:00:00Z',
        verloopt_op: '2036-09-01T08:00:00Z',
      })
      .execute();
    expect(await register.bewaar()).toEqual({ leerlingen: 0, accounts: 0, vernieuwd: 1 });
    const [nieuw, ...meer] = await register.accountsVan(id);
    expect(meer).toEqual([]);
    expect(nieuw).toMatchObject({ gebruikersnaam: `${naam}.0`, wachtwoord_hash: null, geblokkeerd_op: null });
    expect(uuids).not.toContain(nieuw?.account_uuid);
    expect(nieuw?.aangemaakt_op.toString()).toContain('2026-11-24T02:30');
    expect(register.beeindigd).toEqual(uuids);
    for (const tabel of Object.values(await register.dump())) expect(tabel).not.toContain(uuids[0]);
    expect(await db.selectFrom('activatiecodes').selectAll().execute()).toEqual([]);
    expect(await register.bewaar()).toEqual({ leerlingen: 0, accounts: 0, vernieuwd: 0 });
  });

  test('a block outlives it', async () => {
    const { id } = await register.leerling({});
    await register.db.updateTable('leerlingen').set({ geblokkeerd_op: '2020-01-01T00:00:00Z' }).execute();
    await register.bewaar();
    const [nieuw] = await register.accountsVan(id);
    expect(nieuw?.geblokkeerd_op?.toString()).toBe('2020-01-01T00:00:00Z');
  });

  test('a block outlives also the last account of a pupil who is nowhere enrolled', async () => {
    const { id } = await register.leerling(WEG);
    await register.db.updateTable('leerlingen').set({ geblokkeerd_op: '2020-01-01T00:00:00Z' }).execute();
    expect(await register.bewaar()).toEqual({ leerlingen: 0, accounts: 1, vernieuwd: 0 });
    const [wie] = await register.db.selectFrom('leerlingen').select('geblokkeerd_op').where('id', '=', id).execute();
    expect(wie?.geblokkeerd_op?.toString()).toBe('2020-01-01T00:00:00Z');
  });

  test('beside one that is used, or beside others like it: one stays', async () => {
    const gebruikt = await register.leerling({ accounts: 2 });
    await register.db
      .updateTable('accounts')
      .set({ laatst_aangemeld_op: '2026-11-20T08:00:00Z' })
      .where('account_uuid', '=', gebruikt.uuids[0] ?? '')
      .execute();
    const alleOud = await register.leerling({ accounts: 3 });
    expect(await register.bewaar()).toEqual({ leerlingen: 0, accounts: 3, vernieuwd: 1 });
    expect((await register.accountsVan(gebruikt.id)).map(({ account_uuid }) => account_uuid)).toEqual([
      gebruikt.uuids[0],
    ]);
    expect(await register.accountsVan(alleOud.id)).toHaveLength(1);
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
    expect(await gewist).toEqual({ leerlingen: 0, accounts: 0, vernieuwd: 0 });
    expect(await register.accountsVan(id)).toHaveLength(1);
  });
});
