import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { eisVasteGeheimen, legGeheimenVast, type VasteGeheimen } from '../../src/store/vaste_geheimen.ts';
import { totHetWacht } from '../opzet/database/slot.ts';
import { maakTestdatabase, type Testdatabase } from '../opzet/database/testdatabase.ts';
import { regel, schrijfLevering } from '../opzet/register/nachten.ts';
import { startIdp } from '../opzet/server/idp.ts';
import { metRegister, leerid as voerUit } from '../opzet/server/leerid.ts';
import { startNode } from '../opzet/server/nodes.ts';

/**
 * The salt and the pepper of the first start, or of the first load, must stay the same at every later one.
 */

const ZOUT = 'zout-van-minstens-tweeendertig-tekens-1';
const PEPER = 'proefpeper';
const ANDER = 'een-andere-van-minstens-tweeendertig-tekens';

let database: Testdatabase;
beforeEach(async () => {
  database = await maakTestdatabase();
});
afterEach(() => database.weg());

const legVast = (geheimen: VasteGeheimen) => database.db.transaction().execute((trx) => legGeheimenVast(trx, geheimen));
const merken = async () =>
  (await database.db.selectFrom('geheimmerken').selectAll().orderBy('naam').execute()).map(({ naam }) => naam);

test('a node with another salt or pepper does not start, says which, and leaves nothing', async () => {
  const idp = await startIdp();
  try {
    const { db } = idp;
    const voor = await db.selectFrom('geheimmerken').selectAll().orderBy('naam').execute();
    expect(voor.map(({ naam }) => naam)).toEqual(['LEERID_INSZ_PEPPER', 'LEERID_PAIRWISE_SALT']);
    for (const [anders, naam] of [
      [{ pairwiseZout: ANDER }, 'LEERID_PAIRWISE_SALT'],
      [{ inszPeper: ANDER }, 'LEERID_INSZ_PEPPER'],
    ] as const) {
      const fout: Error = await startNode(idp, anders).then(
        () => new Error('started'),
        (reden) => reden,
      );
      expect(fout.message).toMatch(
        new RegExp(
          `^${naam}: niet dezelfde als bij de eerste start op deze database \\(.+\\)\\. Zet de vorige terug, .+$`,
        ),
      );
      expect(fout.message).not.toContain(ANDER);
    }
    expect(await db.selectFrom('geheimmerken').selectAll().orderBy('naam').execute()).toEqual(voor);
    await (await startNode(idp)).stop();
  } finally {
    await idp.stop();
  }
});

test('of two nodes that start first at once, one is first and the other compares', async () => {
  const eerste = await database.db.startTransaction().execute();
  await legGeheimenVast(eerste, { LEERID_INSZ_PEPPER: PEPER, LEERID_PAIRWISE_SALT: ZOUT });
  const zelfde = legVast({ LEERID_PAIRWISE_SALT: ZOUT, LEERID_INSZ_PEPPER: PEPER });
  await totHetWacht(database.db, 1);
  const andere = expect(legVast({ LEERID_PAIRWISE_SALT: ANDER, LEERID_INSZ_PEPPER: PEPER })).rejects.toThrow(
    /^LEERID_PAIRWISE_SALT: niet dezelfde/,
  );
  await totHetWacht(database.db, 2);
  await eerste.commit().execute();
  await zelfde;
  await andere;
});

test('the first that fails leaves nothing: the next one is first', async () => {
  const eerste = await database.db.startTransaction().execute();
  await legGeheimenVast(eerste, { LEERID_INSZ_PEPPER: PEPER });
  const volgende = legVast({ LEERID_INSZ_PEPPER: ANDER });
  await totHetWacht(database.db, 1);
  await eerste.rollback().execute();
  await volgende;
  await expect(eisVasteGeheimen(database.db, { LEERID_INSZ_PEPPER: PEPER })).rejects.toThrow('LEERID_INSZ_PEPPER');
});

test('who is refused for one leaves no mark of the other', async () => {
  await legVast({ LEERID_INSZ_PEPPER: PEPER });
  await expect(legVast({ LEERID_INSZ_PEPPER: ANDER, LEERID_PAIRWISE_SALT: ZOUT })).rejects.toThrow(
    /^LEERID_INSZ_PEPPER: niet dezelfde/,
  );
  expect(await merken()).toEqual(['LEERID_INSZ_PEPPER']);
});

test('a load with another pepper loads nothing; a trial leaves no mark, a load does', async () => {
  const laad = async (peper: string, ...opties: string[]) => {
    const manifest = await schrijfLevering({ inschrijvingen: [regel(1)] });
    const env = { ...metRegister(database.url), LEERID_INSZ_PEPPER: peper };
    return voerUit(env, ['discimus', 'laad', manifest, '--toch', ...opties]);
  };
  expect(await laad(PEPER, '--proef')).toMatchObject({ status: 0 });
  expect(await merken()).toEqual([]);
  expect(await laad(PEPER)).toMatchObject({ status: 0 });
  expect(await merken()).toEqual(['LEERID_INSZ_PEPPER']);
  const register = () => database.db.selectFrom('leerlingen').selectAll().execute();
  const voor = await register();
  for (const opties of [[], ['--proef']]) {
    const { status, stderr } = await laad(ANDER, ...opties);
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: expect.stringMatching(/^LEERID_INSZ_PEPPER: niet dezelfde als bij de eerste start [^\n]+\n$/),
    });
    expect(stderr).not.toContain(ANDER);
  }
  expect(await register()).toEqual(voor);
  expect(await laad(PEPER)).toMatchObject({ status: 0 });
}, 60_000);
