import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { BEKEND_TOESTEL, maakRemmen, ONBEKEND_TOESTEL, type Remmen } from '../../src/aanmelden/remmen.ts';
import { maakTestdatabase, type Testdatabase } from '../opzet/database/testdatabase.ts';

let database: Testdatabase;
let remmen: Remmen;
beforeAll(async () => {
  database = await maakTestdatabase();
  remmen = maakRemmen(database.db, 'een sleutel');
});
afterAll(() => database.weg());
beforeEach(() => database.db.deleteFrom('aanmeldpogingen').execute());

/** How many of these simultaneous tries may continue. */
async function tegelijk(aantal: number, naam: string, toestel?: string): Promise<number> {
  const pogingen = await Promise.all(Array.from({ length: aantal }, () => remmen.reserveer(naam, toestel)));
  return pogingen.filter(({ mag }) => mag).length;
}

const rijen = () => database.db.selectFrom('aanmeldpogingen').selectAll().orderBy('key').execute();

test('of 50 at the same moment exactly the limit goes on', async () => {
  expect(await tegelijk(50, 'an')).toBe(ONBEKEND_TOESTEL.pogingen);
  expect(await tegelijk(50, 'an', 'tablet')).toBe(BEKEND_TOESTEL.pogingen);
});

test('two nodes count together', async () => {
  const ander = maakRemmen(database.db, 'een sleutel');
  const pogingen = Array.from({ length: 50 }, (_, i) => (i % 2 ? ander : remmen).reserveer('an', undefined));
  expect((await Promise.all(pogingen)).filter(({ mag }) => mag)).toHaveLength(ONBEKEND_TOESTEL.pogingen);
});

test('each account and each known device has its own bucket', async () => {
  await tegelijk(30, 'an');
  await tegelijk(30, 'an', 'tablet');
  expect(await tegelijk(1, 'an')).toBe(0);
  expect(await tegelijk(1, 'an', 'tablet')).toBe(0);
  expect(await tegelijk(1, 'an', 'laptop')).toBe(1);
  expect(await tegelijk(1, 'bo')).toBe(1);
  expect(await tegelijk(1, 'bo', 'tablet')).toBe(1);
});

test.each([
  ['an unknown device', undefined, ONBEKEND_TOESTEL],
  ['a known device', 'tablet', BEKEND_TOESTEL],
])('the window of %s begins at the first try and does not grow by trying on', async (_naam, toestel, maten) => {
  const voor = Temporal.Now.instant().epochMilliseconds;
  await tegelijk(maten.pogingen, 'an', toestel);
  const [eerst] = await rijen();
  expect(Number(eerst?.expire) - voor).toBeGreaterThanOrEqual(maten.seconden * 1000);
  expect(Number(eerst?.expire) - voor).toBeLessThan(maten.seconden * 1000 + 10_000);
  expect(await tegelijk(100, 'an', toestel)).toBe(0);
  expect((await rijen())[0]?.expire).toBe(eerst?.expire);

  const schuif = (ms: number) =>
    database.db
      .updateTable('aanmeldpogingen')
      .set((eb) => ({ expire: eb('expire', '-', ms) }))
      .execute();
  await schuif((maten.seconden - 60) * 1000);
  expect(await tegelijk(1, 'an', toestel)).toBe(0);
  await schuif(60_000);
  expect(await tegelijk(50, 'an', toestel)).toBe(maten.pogingen);
});

test('a right password empties the bucket of its device, and leaves the other one as it was', async () => {
  await tegelijk(7, 'an');
  await tegelijk(BEKEND_TOESTEL.pogingen - 1, 'an', 'tablet');
  await (await remmen.reserveer('an', 'tablet')).gelukt();
  expect(await tegelijk(50, 'an', 'tablet')).toBe(BEKEND_TOESTEL.pogingen);
  expect(await tegelijk(50, 'an')).toBe(ONBEKEND_TOESTEL.pogingen - 7);
});

test('on an unknown device a right password takes back its own try and no other', async () => {
  await tegelijk(7, 'an');
  await (await remmen.reserveer('an', undefined)).gelukt();
  expect(await tegelijk(50, 'an')).toBe(ONBEKEND_TOESTEL.pogingen - 7);
});

test('a try that is taken back after its window leaves the next window no more tries than the limit', async () => {
  const poging = await remmen.reserveer('an', undefined);
  await database.db.updateTable('aanmeldpogingen').set({ expire: 1 }).execute();
  await poging.gelukt();
  expect(await tegelijk(50, 'an')).toBe(ONBEKEND_TOESTEL.pogingen);
});

test('names that nobody has share few buckets, with the same limit: a million of them fill no table', async () => {
  const pogingen = Array.from({ length: 400 }, (_, i) => remmen.reserveerVoorNiemand(`verzonnen.${i}`));
  expect((await Promise.all(pogingen)).filter(({ mag }) => !mag)).toHaveLength(0);
  for (const { key } of await rijen()) expect(key).toMatch(/^niemand:[\w-]{2}$/);
  const dezelfde = Array.from({ length: 60 }, () => remmen.reserveerVoorNiemand('steeds.dezelfde'));
  expect((await Promise.all(dezelfde)).filter(({ mag }) => mag).length).toBeLessThanOrEqual(ONBEKEND_TOESTEL.pogingen);
});

test('the table holds hashes: no name, no device, and another key makes others', async () => {
  await remmen.reserveer('leerling.gewoon', undefined);
  await remmen.reserveer('leerling.gewoon', 'tablet');
  await maakRemmen(database.db, 'een andere sleutel').reserveer('leerling.gewoon', undefined);
  const sleutels = (await rijen()).map(({ key }) => key);
  expect(new Set(sleutels).size).toBe(3);
  for (const sleutel of sleutels) expect(sleutel).toMatch(/^(account|toestel):[\w-]{43}$/);
  expect(sleutels.join()).not.toMatch(/leerling|gewoon|tablet/);
});

test('cleaning up takes what is over and nothing else', async () => {
  await remmen.reserveer('voorbij', undefined);
  await database.db.updateTable('aanmeldpogingen').set({ expire: 1 }).execute();
  await remmen.reserveer('bezig', undefined);
  await remmen.ruimOp();
  expect(await rijen()).toEqual([{ key: expect.any(String), points: 1, expire: expect.any(Number) }]);
});

test('the counters cost no write to disk', async () => {
  const tabel = await database.db
    .selectFrom('pg_class' as never)
    .select('relpersistence' as never)
    .where('relname' as never, '=', 'aanmeldpogingen' as never)
    .executeTakeFirst();
  expect(tabel).toEqual({ relpersistence: 'u' });
});

test('without a database there is no way round: the try fails', async () => {
  const ander = await maakTestdatabase();
  const zonder = maakRemmen(ander.db, 'een sleutel');
  expect((await zonder.reserveer('an', undefined)).mag).toBe(true);
  await ander.weg();
  await expect(zonder.reserveer('an', undefined)).rejects.toThrow();
});
