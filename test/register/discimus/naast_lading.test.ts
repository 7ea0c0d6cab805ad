import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { HUIS } from '../../../src/kamers.ts';
import { maakSamenvoegingOngedaan } from '../../../src/register/discimus/index.ts';
import { koppelTwijfel } from '../../../src/register/index.ts';
import type { Database } from '../../../src/store/index.ts';
import { totHetWacht } from '../../opzet/database/slot.ts';
import { maakRegister, type Register } from '../../opzet/register/maak_register.ts';
import { insz, type Regel, regel, tweedeIsEerste, zonderInsz } from '../../opzet/register/nachten.ts';

/**
 * Undoing a merge and settling a doubt during a load: one of the two waits, and then sees what the other one
 * did.
 */

let register: Register;
beforeAll(async () => {
  register = await maakRegister();
});
beforeEach(() => register.maakLeeg());
afterAll(() => register.weg());

/** A load has done all its work and then stands still, until `begin` waits for it. */
async function tijdensLading<T>(inschrijvingen: Regel[], begin: (trx: Database) => Promise<T>) {
  let begonnen: Promise<T> | undefined;
  const naVerandering = async () => {
    begonnen = register.db.transaction().execute(begin);
    begonnen.catch(() => {});
    await totHetWacht(register.db);
  };
  const verslag = await register.laad({ peildatum: '2026-12-20', inschrijvingen }, { toch: true }, { naVerandering });
  return { verslag, uitkomst: await (begonnen as Promise<T>) };
}

/** A load begins while `doe` is done but not committed. It continues after its wait. */
async function erLaadtIemand<T>(inschrijvingen: Regel[], doe: (trx: Database) => Promise<T>) {
  let lading: ReturnType<Register['nacht']> | undefined;
  const uitkomst = await register.db.transaction().execute(async (trx) => {
    const gedaan = await doe(trx);
    lading = register.nacht(...inschrijvingen);
    lading.catch(() => {});
    await totHetWacht(register.db);
    return gedaan;
  });
  return { verslag: await lading, uitkomst };
}

describe('undoing a merge', () => {
  const EERST = [regel(1), zonderInsz(2, { instellingsnummer: '990002' })];
  const ALS_EEN = [regel(1), tweedeIsEerste()];
  let voordien: Awaited<ReturnType<Register['leerlingen']>>;
  let samenvoeging: string;
  beforeEach(async () => {
    await register.nacht(...EERST);
    voordien = await register.leerlingen();
    await register.nacht(...ALS_EEN);
    ({ id: samenvoeging } = await register.db.selectFrom('samenvoegingen').select('id').executeTakeFirstOrThrow());
  });
  const maakLos = (trx: Database) => maakSamenvoegingOngedaan(trx, register.klok, HUIS.kamers, samenvoeging);
  const scholen = async () =>
    (await register.inschrijvingen()).map(
      ({ leerling_id, instellingsnummer }) => `${leerling_id} ${instellingsnummer}`,
    );

  test('waits for a load, and leaves what that brought with the pupil that stayed', async () => {
    const erbij = regel(1, { instellingsnummer: '990003', stamnummer: '2600009' });
    const { verslag, uitkomst } = await tijdensLading([...ALS_EEN, erbij], maakLos);
    expect(verslag).toMatchObject({ toegevoegd: 1, samengevoegd: 0 });
    expect(uitkomst).toMatchObject({ soort: 'ongedaan_gemaakt', leerling: voordien[1]?.id });
    expect(await register.leerlingen()).toEqual(voordien);
    const [een, twee] = voordien.map(({ id }) => id);
    expect((await scholen()).sort()).toEqual([`${een} 990001`, `${een} 990003`, `${twee} 990002`].sort());
  });

  test('is waited for by a load, which ends nothing of theirs and does not make them one again', async () => {
    const { verslag, uitkomst } = await erLaadtIemand(ALS_EEN, maakLos);
    expect(uitkomst).toMatchObject({ soort: 'ongedaan_gemaakt' });
    expect(verslag).toMatchObject({ samengevoegd: 0, beeindigd: 0 });
    expect(await register.leerlingen()).toEqual(voordien);
    // That load knew these lines before it waited. The next load reads them again.
    expect(await register.nacht(...ALS_EEN)).toMatchObject({ samengevoegd: 0, twijfel: 1, beeindigd: 0 });
    expect(await register.twijfels()).toEqual(['gescheiden']);
    expect(await register.leerlingen()).toEqual(voordien);
  });

  test('waits for a load that makes the pupil one with a third, and leaves that third with it', async () => {
    const derde = zonderInsz(3, { instellingsnummer: '990003' });
    await register.nacht(...ALS_EEN, derde);
    const ookEen = { ...derde, insz: insz(1), voornaam: 'Kind b' };
    const { verslag, uitkomst } = await tijdensLading([...ALS_EEN, ookEen], maakLos);
    expect([verslag, uitkomst]).toMatchObject([{ samengevoegd: 1 }, { soort: 'ongedaan_gemaakt' }]);
    const [een, twee] = voordien.map(({ id }) => id);
    expect((await scholen()).sort()).toEqual([`${een} 990001`, `${een} 990003`, `${twee} 990002`].sort());
    expect(await register.leerlingen()).toHaveLength(2);
  });
});

describe('settling a doubt', () => {
  const ANDERS = regel(1, { insz: insz(2), instellingsnummer: '990002' });
  let twijfel: string;
  let naam: string;
  beforeEach(async () => {
    await register.nacht(regel(1));
    naam = (await register.leerlingen())[0]?.namen[0] ?? '';
    await register.nacht(regel(1), ANDERS);
    ({ id: twijfel } = await register.db.selectFrom('beoordelingen').select('id').executeTakeFirstOrThrow());
  });
  const beslis = (trx: Database) => koppelTwijfel(trx, register.klok, twijfel, naam);

  test('waits for a load that brings it up again, and counts from the next one on', async () => {
    const { verslag, uitkomst } = await tijdensLading([regel(1), ANDERS], beslis);
    expect([verslag, uitkomst]).toMatchObject([{ twijfel: 1, toegevoegd: 0 }, { soort: 'gekoppeld' }]);
    expect(await register.nacht(regel(1), ANDERS)).toMatchObject({ twijfel: 0, toegevoegd: 1, beeindigd: 0 });
    expect(await register.leerlingen()).toMatchObject([{ namen: [naam] }]);
  });

  test('waits for a load after which there is no doubt any more, and then changes nothing', async () => {
    const { uitkomst } = await tijdensLading([regel(1)], beslis);
    expect(uitkomst).toEqual({ soort: 'twijfel_onbekend' });
    expect(await register.db.selectFrom('vroegere_sleutels').selectAll().execute()).toEqual([]);
  });

  test('is waited for by a load, which applies the line at once', async () => {
    const { verslag, uitkomst } = await erLaadtIemand([regel(1), ANDERS], beslis);
    expect(uitkomst).toMatchObject({ soort: 'gekoppeld' });
    expect(verslag).toMatchObject({ twijfel: 0, toegevoegd: 1, beeindigd: 0 });
    expect(await register.leerlingen()).toMatchObject([{ namen: [naam] }]);
  });
});
