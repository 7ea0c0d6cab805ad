import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { blokkeerLeerling, deblokkeerLeerling } from '../../../src/register/index.ts';
import { totHetWacht } from '../../opzet/database/slot.ts';
import { maakRegister, type Register } from '../../opzet/register/maak_register.ts';
import { insz, regel, tweedeIsEerste, zonderInsz } from '../../opzet/register/nachten.ts';

/** A block belongs to the pupil. No night of the register lifts it, and no merge does, made or undone. */

let register: Register;
beforeAll(async () => {
  register = await maakRegister();
});
beforeEach(() => register.maakLeeg());
afterAll(() => register.weg());

const EEN = 'kindb.proefleerl1';
const TWEE = 'kindc.proefleerl1';
const blokkeer = (naam: string) =>
  register.db.transaction().execute((trx) => blokkeerLeerling(trx, register.klok, naam));
const deblokkeer = (naam: string) => register.db.transaction().execute((trx) => deblokkeerLeerling(trx, naam));

/** User names that are blocked. */
async function geblokkeerd(): Promise<string[]> {
  const rijen = await register.db
    .selectFrom('aanmeldmiddelen as m')
    .innerJoin('accounts as a', 'a.account_uuid', 'm.account_uuid')
    .innerJoin('leerlingen as l', 'l.id', 'a.leerling_id')
    .select('m.gebruikersnaam')
    .where('l.geblokkeerd_op', 'is not', null)
    .orderBy('m.gebruikersnaam')
    .execute();
  return rijen.map(({ gebruikersnaam }) => gebruikersnaam);
}

/** The pupil of the second school, who turns out to be the pupil of the first. */
const tweede = zonderInsz(2, { instellingsnummer: '990002' });
const leverTwee = () => register.nacht(regel(1), tweede);
const voegSamen = () => register.nacht(regel(1), tweedeIsEerste());
async function maakOngedaan(): Promise<void> {
  const { id } = await register.db.selectFrom('samenvoegingen').select('id').executeTakeFirstOrThrow();
  expect(await register.maakOngedaan(id)).toMatchObject({ soort: 'ongedaan_gemaakt' });
}

describe('merged', () => {
  beforeEach(leverTwee);

  test.each([
    ['the one that goes', TWEE],
    ['the one that stays', EEN],
  ])('with a block of %s: who remains is blocked, and both are once it is undone', async (_, wie) => {
    await blokkeer(wie);
    await voegSamen();
    expect(await geblokkeerd()).toEqual([EEN, TWEE]);
    await maakOngedaan();
    expect(await geblokkeerd()).toEqual([EEN, TWEE]);
  });

  test('blocked since: both are once it is undone', async () => {
    await voegSamen();
    await blokkeer(TWEE);
    await maakOngedaan();
    expect(await geblokkeerd()).toEqual([EEN, TWEE]);
  });

  test.each([
    ['the one that goes', TWEE],
    ['the one that stays', EEN],
  ])('what is lifted of the merged one is not lifted of %s, once it is undone', async (_, wie) => {
    await blokkeer(wie);
    await voegSamen();
    expect(await deblokkeer(EEN)).toBe(true);
    expect(await geblokkeerd()).toEqual([]);
    await maakOngedaan();
    expect(await geblokkeerd()).toContain(wie);
  });

  test('not blocked: nobody is afterwards', async () => {
    await voegSamen();
    await maakOngedaan();
    expect(await geblokkeerd()).toEqual([]);
  });

  test('with a block of the one that goes: whoever is signed in to the other is signed out', async () => {
    const [, ander] = await register.leerlingen();
    const [eerste] = await register.leerlingen();
    await blokkeer(TWEE);
    let geraakt: string[] = [];
    await register.laad(
      { peildatum: '2026-11-23', inschrijvingen: [regel(1), tweedeIsEerste()] },
      {},
      {
        async naVerandering(_, delen) {
          geraakt = (await Array.fromAsync(delen())).flat().map(({ account_uuid }) => account_uuid);
        },
      },
    );
    expect(geraakt.sort()).toEqual([...(eerste?.accounts ?? []), ...(ander?.accounts ?? [])].sort());
  });

  test.each([
    ['before the merge is sure', TWEE],
    ['of the one that stays', EEN],
  ])('blocked at that very moment, %s: it waits and reaches who remains', async (_, wie) => {
    let blok: Promise<unknown> = Promise.resolve();
    await register.laad(
      { peildatum: '2026-11-23', inschrijvingen: [regel(1), tweedeIsEerste()] },
      {},
      {
        async naVerandering() {
          blok = blokkeer(wie);
          await totHetWacht(register.db);
        },
      },
    );
    expect(await blok).toHaveLength(1);
    expect(await geblokkeerd()).toEqual([EEN, TWEE]);
  });

  test('blocked halfway through the merge: it is not lost with the one that goes', async () => {
    const { promise: gaVerder, resolve: laatGaan } = Promise.withResolvers<void>();
    const { promise: houdt, resolve: gehouden } = Promise.withResolvers<void>();
    const houder = register.db.transaction().execute(async (trx) => {
      await sql`select from inschrijvingen where instellingsnummer = '990002' for update`.execute(trx);
      gehouden();
      await gaVerder;
    });
    await houdt;
    const lading = voegSamen();
    await totHetWacht(register.db);
    const blok = blokkeer(TWEE);
    await Promise.race([blok, totHetWacht(register.db, 2)]);
    laatGaan();
    await Promise.all([houder, lading, blok]);
    expect(await geblokkeerd()).toEqual([EEN, TWEE]);
  });

  test('blocked while it is undone: the pupil whose user name it is, and nobody instead', async () => {
    await voegSamen();
    const { id } = await register.db.selectFrom('samenvoegingen').select('id').executeTakeFirstOrThrow();
    const { promise: klaar, resolve: gaVerder } = Promise.withResolvers<void>();
    const { promise: begonnen, resolve: begin } = Promise.withResolvers<void>();
    const ongedaanmaking = register.maakOngedaan(id, async () => {
      begin();
      await klaar;
    });
    await begonnen;
    const blok = blokkeer(TWEE);
    await totHetWacht(register.db);
    gaVerder();
    await Promise.all([ongedaanmaking, blok]);
    expect(await geblokkeerd()).toEqual([TWEE]);
  });
});

test('identified, with a BIS number that became another, gone from the delivery and back: blocked', async () => {
  await register.nacht(zonderInsz(1));
  await blokkeer(EEN);
  const nachten = [
    [regel(1, { insz: insz(1, 'bis') })],
    [regel(1)],
    [],
    [regel(1, { van: '2026-11-20', instellingsnummer: '990002' })],
  ];
  for (const nacht of nachten) {
    await register.nacht(...nacht);
    expect(await geblokkeerd()).toEqual([EEN]);
  }
});

test('another account, with another user name, for who has none any more: blocked', async () => {
  await register.nacht(regel(1));
  await blokkeer(EEN);
  await register.db.deleteFrom('accounts').execute();
  await register.nacht(regel(1, { email: 'nieuw@school.example' }));
  expect(await geblokkeerd()).toEqual(['kindb.proefleerl2']);
});

test('nobody has the user name', async () => {
  expect(await blokkeer('wie.niet1')).toBeUndefined();
  expect(await deblokkeer('wie.niet1')).toBe(false);
});
