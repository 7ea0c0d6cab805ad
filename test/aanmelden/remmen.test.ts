import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { CompiledQuery } from 'kysely';
import { geefTerug } from '../../src/aanmelden/pogingen/noteer_aanmelding.ts';
import { BEKEND_TOESTEL, maakRemmen, ONBEKEND_TOESTEL } from '../../src/aanmelden/pogingen/remmen.ts';
import { TEL_POGINGEN, TELLING, TELVRAAG } from '../../src/aanmelden/pogingen/tel_pogingen.ts';
import { machinetijd } from '../../src/klok.ts';
import { bundelopdracht, type Database, openDatabase, vraagGebundeld } from '../../src/store/index.ts';
import { maakTestdatabase, type Testdatabase } from '../opzet/database/testdatabase.ts';

/**
 * The count alone, in a statement that is told whose the names are. `meld_aan.test.ts` has the statements that
 * look them up.
 */
const TEL = bundelopdracht({
  vraag: { bestaat: 'boolean', bekend: 'boolean', ...TELVRAAG },
  antwoord: TELLING,
  sql: ({ vragen, kolommen }) => `
    with v as materialized (select * from ${vragen}), gezocht as (select i, bestaat, bekend from v),
    ${TEL_POGINGEN}
    select i, ${kolommen} from geteld`,
});

let database: Testdatabase;
beforeAll(async () => {
  database = await maakTestdatabase();
});
afterAll(() => database.weg());
beforeEach(() => database.db.deleteFrom('aanmeldpogingen').execute());

interface Wie {
  naam: string;
  /** A device that the account knows. */
  toestel?: string | undefined;
  bestaat?: boolean;
  sleutel?: string;
}

async function tel({ naam, toestel, bestaat = true, sleutel = 'een sleutel' }: Wie, db: Database = database.db) {
  const emmers = maakRemmen(db, sleutel).emmers(naam, toestel ?? 'een vreemd toestel');
  const vraag = { bestaat, bekend: toestel !== undefined, ...emmers, nu: machinetijd() };
  const telling = await vraagGebundeld(db, TEL, vraag);
  if (!telling) throw new Error('geen antwoord');
  return telling;
}

/** How many of these simultaneous tries may continue. */
async function tegelijk(aantal: number, naam: string, toestel?: string): Promise<number> {
  const pogingen = await Promise.all(Array.from({ length: aantal }, () => tel({ naam, toestel })));
  return pogingen.filter(({ mag }) => mag).length;
}

const rijen = () => database.db.selectFrom('aanmeldpogingen').selectAll().orderBy('key').execute();

test('of 50 at the same moment exactly the limit goes on', async () => {
  expect(await tegelijk(50, 'an')).toBe(ONBEKEND_TOESTEL.pogingen);
  expect(await tegelijk(50, 'an', 'tablet')).toBe(BEKEND_TOESTEL.pogingen);
});

test('of 50 in one statement exactly the limit goes on, and the first of them', async () => {
  const emmers = maakRemmen(database.db, 'een sleutel').emmers('an', 'tablet');
  const vraag = { bestaat: true, bekend: false, ...emmers, nu: machinetijd() };
  const vragen = Array.from({ length: 50 }, (_, i) => ({ ...vraag, i }));
  const antwoorden = async () => {
    const { rows } = await database.db.executeQuery<{ i: number; mag: boolean }>(
      CompiledQuery.raw(TEL.sql, [JSON.stringify(vragen)]),
    );
    return rows.filter(({ mag }) => mag).map(({ i }) => i);
  };
  expect((await antwoorden()).sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, i) => i));
  expect(await antwoorden()).toEqual([]);
  expect(await rijen()).toMatchObject([{ points: 100 }]);
});

test('two nodes count together', async () => {
  const ander = openDatabase(database.url, () => {});
  const pogingen = Array.from({ length: 50 }, (_, i) => tel({ naam: 'an' }, i % 2 ? ander : database.db));
  expect((await Promise.all(pogingen)).filter(({ mag }) => mag)).toHaveLength(ONBEKEND_TOESTEL.pogingen);
  await ander.destroy();
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
  await geefTerug(database.db, await tel({ naam: 'an', toestel: 'tablet' }));
  expect(await tegelijk(50, 'an', 'tablet')).toBe(BEKEND_TOESTEL.pogingen);
  expect(await tegelijk(50, 'an')).toBe(ONBEKEND_TOESTEL.pogingen - 7);
});

test('on an unknown device a right password takes back its own try and no other', async () => {
  await tegelijk(7, 'an');
  await geefTerug(database.db, await tel({ naam: 'an' }));
  expect(await tegelijk(50, 'an')).toBe(ONBEKEND_TOESTEL.pogingen - 7);
});

test('a try that is taken back after its window leaves the next window no more tries than the limit', async () => {
  const poging = await tel({ naam: 'an' });
  await database.db.updateTable('aanmeldpogingen').set({ expire: 1 }).execute();
  await geefTerug(database.db, poging);
  expect(await tegelijk(50, 'an')).toBe(ONBEKEND_TOESTEL.pogingen);
});

test('names that nobody has share few buckets, with the same limit: a million of them fill no table', async () => {
  const pogingen = Array.from({ length: 400 }, (_, i) => tel({ naam: `verzonnen.${i}`, bestaat: false }));
  expect((await Promise.all(pogingen)).filter(({ mag }) => !mag)).toHaveLength(0);
  for (const { key } of await rijen()) expect(key).toMatch(/^niemand:[\w-]{2}$/);
  const dezelfde = Array.from({ length: 60 }, () => tel({ naam: 'steeds.dezelfde', bestaat: false }));
  expect((await Promise.all(dezelfde)).filter(({ mag }) => mag).length).toBeLessThanOrEqual(ONBEKEND_TOESTEL.pogingen);
});

test('the table holds hashes: no name, no device, and another key makes others', async () => {
  await tel({ naam: 'leerling.gewoon' });
  await tel({ naam: 'leerling.gewoon', toestel: 'tablet' });
  await tel({ naam: 'leerling.gewoon', sleutel: 'een andere sleutel' });
  const sleutels = (await rijen()).map(({ key }) => key);
  expect(new Set(sleutels).size).toBe(3);
  for (const sleutel of sleutels) expect(sleutel).toMatch(/^(account|toestel):[\w-]{43}$/);
  expect(sleutels.join()).not.toMatch(/leerling|gewoon|tablet/);
});

test('cleaning up takes what is over and nothing else', async () => {
  await tel({ naam: 'voorbij' });
  await database.db.updateTable('aanmeldpogingen').set({ expire: 1 }).execute();
  await tel({ naam: 'bezig' });
  await maakRemmen(database.db, 'een sleutel').ruimOp();
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
  expect((await tel({ naam: 'an' }, ander.db)).mag).toBe(true);
  await ander.weg();
  await expect(tel({ naam: 'an' }, ander.db)).rejects.toThrow();
});
