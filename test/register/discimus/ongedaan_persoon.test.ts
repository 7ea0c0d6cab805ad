import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { HUIS } from '../../../src/kamers.ts';
import { deblokkeerLeerling, handhaafBewaring } from '../../../src/register/index.ts';
import { maakRegister, type Register } from '../../opzet/register/maak_register.ts';
import { type Regel, regel, zonderInsz } from '../../opzet/register/nachten.ts';
import { bevat, dump } from './dump.ts';

/**
 * While two pupils were one, deliveries said something of that one. Name, birth date and address must not go
 * to the other pupil.
 */

let register: Register;
beforeAll(async () => {
  register = await maakRegister();
});
beforeEach(async () => {
  await register.maakLeeg();
  register.klok.zet(Temporal.Instant.from('2026-11-23T02:00:00Z'));
});
afterAll(() => register.weg());

const EEN = { naam: 'Janssens', email: 'kind1@school1.example' };
/**
 * What the line of pupil 2 or 3 says itself. Its later first day lets it decide for both while they are one.
 */
const ANDER = { voornaam: 'Kind b', van: '2026-09-02', geboortedatum: '2015-04-17' };
const TWEE: Regel = { ...ANDER, naam: 'Peeters', email: 'kind2@school2.example' };
const DRIE: Regel = { ...ANDER, naam: 'Willems', email: 'kind3@school3.example', van: '2026-09-03' };
const los = (nummer: number, feiten: Regel) =>
  zonderInsz(nummer, { instellingsnummer: `99000${nummer}`, geregistreerde_persoon: '', ...feiten });
const isEen = (nummer: number, feiten: Regel) =>
  regel(1, {
    unieke_persoon: `UP-${nummer}`,
    geregistreerde_persoon: '',
    instellingsnummer: `99000${nummer}`,
    stamnummer: `260000${nummer}`,
    ...feiten,
  });

/** By the pupil's key: name, birth date, address. */
async function wie(): Promise<Record<string, string>> {
  const rijen = await register.db.selectFrom('leerlingen').selectAll().execute();
  return Object.fromEntries(
    rijen.map((l) => [
      l.unieke_persoon,
      `${l.voornaam} ${l.naam} ${l.geboortejaar}-${l.geboortemaand}-${l.geboortedag} ${l.email}`,
    ]),
  );
}
async function samenvoegingen(): Promise<string[]> {
  const rijen = register.db.selectFrom('samenvoegingen').select('id').where('ontkoppeld_op', 'is', null);
  return (await rijen.orderBy('id').execute()).map(({ id }) => id);
}
async function maakOngedaan(plek = 0) {
  return register.maakOngedaan((await samenvoegingen())[plek] ?? '');
}

describe('undone, the one that stayed is who it was, and stays so', () => {
  test.each<[string, Regel, Regel]>([
    ['family name', { naam: 'Janssens' }, { naam: 'Peeters' }],
    ['first name', { voornaam: 'Kind b' }, { voornaam: 'Kind b Marie' }],
    ['birth date', { geboortedatum: '2015-04-17' }, { geboortedatum: '2015-04-18' }],
    ['address', { email: 'kind1@school1.example' }, { email: 'kind2@school2.example' }],
    ['no address', { email: '' }, { email: 'kind2@school2.example' }],
    ['an address, of two the only one', { email: 'kind1@school1.example' }, { email: '' }],
  ])('%s', async (_, van1, van2) => {
    const een = regel(1, van1);
    const twee = { ...ANDER, ...van2 };
    await register.nacht(een, los(2, twee));
    const ervoor = await wie();
    await register.nacht(een, isEen(2, twee));
    expect(await wie()).toEqual({ 'UP-1': ervoor['UP-2'] });
    expect(await maakOngedaan()).toMatchObject({
      soort: 'ongedaan_gemaakt',
      email_vervallen: false,
      geblokkeerd: undefined,
    });
    expect(await wie()).toEqual(ervoor);
    await register.laad({ soort: 'wijzigingen', peildatum: '2026-11-25', inschrijvingen: [] }, { toch: true });
    expect(await wie()).toEqual(ervoor);
    // The keys still say that they are one pupil.
    expect(await register.nacht(een, isEen(2, twee))).toMatchObject({ twijfel: 1 });
    expect(await wie()).toEqual(ervoor);
    await register.nacht(een, los(2, twee));
    expect(await wie()).toEqual(ervoor);
  });

  test('what its own school delivered anew meanwhile comes with the next load', async () => {
    await register.nacht(regel(1, EEN), los(2, TWEE));
    await register.nacht(regel(1, EEN), isEen(2, TWEE));
    const later = { naam: 'Janssens Maes', email: 'kind1@school1.example' };
    await register.nacht(regel(1, later), isEen(2, TWEE));
    await maakOngedaan();
    await register.nacht(regel(1, later), los(2, TWEE));
    expect((await wie())['UP-1']).toBe('Kind b Janssens Maes 2015-4-17 kind1@school1.example');
  });
});

describe('of two merges', () => {
  /** @returns the state before the merges */
  async function samen(ineens: boolean): Promise<Record<string, string>> {
    await register.nacht(regel(1, EEN), los(2, TWEE), los(3, DRIE));
    const ervoor = await wie();
    if (!ineens) {
      await register.nacht(regel(1, EEN), isEen(2, TWEE), los(3, DRIE));
      expect(await wie()).toEqual({ 'UP-1': ervoor['UP-2'], 'UP-3': ervoor['UP-3'] });
    }
    await register.nacht(regel(1, EEN), isEen(2, TWEE), isEen(3, DRIE));
    expect(await wie()).toEqual({ 'UP-1': ervoor['UP-3'] });
    return ervoor;
  }

  // In between: the data from the other merge, or the pupil's own data.
  test.each([
    ['night after night, the first undone first', false, [0, 0], 'UP-1'],
    ['night after night, the last undone first', false, [1, 0], 'UP-2'],
    ['in one night', true, [0, 0], 'UP-1'],
    ['in one night, the other first', true, [1, 0], 'UP-1'],
  ])('%s: nobody has what is another’s', async (_, ineens, plekken, tussenin) => {
    const ervoor = await samen(ineens);
    await maakOngedaan(plekken[0]);
    expect((await wie())['UP-1']).toBe(ervoor[tussenin]);
    await maakOngedaan(plekken[1]);
    expect(await wie()).toEqual(ervoor);
  });

  test.each([false, true])('what a third merge gave is no memory of the second, of one night: %s', async (eenNacht) => {
    const vier = { ...ANDER, email: '', geregistreerde_persoon: 'GP-4', instellingsnummer: '990003' };
    const uur = () => register.klok.zet(register.klok.nu().add({ hours: 1 }));
    await register.nacht(regel(1, EEN), los(2, TWEE), los(3, DRIE), zonderInsz(4, vier));
    await sql`update leerlingen set email = 'vier@thuis.example', email_gegeven_op = '2026-11-23T01:00:00Z'
      where unieke_persoon = 'UP-4'`.execute(register.db);
    const ervoor = await wie();
    const nacht = async (...regels: Regel[]) => {
      uur();
      return register.nacht(regel(1, EEN), isEen(2, TWEE), ...regels);
    };
    await nacht(los(3, DRIE), zonderInsz(4, vier));
    if (!eenNacht) await nacht(isEen(3, DRIE), zonderInsz(4, vier));
    await nacht(isEen(3, DRIE), isEen(4, vier));
    const wieGing = await sql<{ id: string; sleutel: string }>`
      select id, gegevens -> 'leerling' ->> 'unieke_persoon' as sleutel from samenvoegingen`.execute(register.db);
    for (const sleutel of ['UP-2', 'UP-4', 'UP-3'])
      await register.maakOngedaan(wieGing.rows.find((rij) => rij.sleutel === sleutel)?.id ?? '');
    expect(await wie()).toEqual(ervoor);
  });

  test('one in the other: who went had taken up a third', async () => {
    const registratie = { unieke_persoon: '', geregistreerde_persoon: 'GP-3', instellingsnummer: '990002' };
    const derde = zonderInsz(3, { ...DRIE, ...registratie });
    await register.nacht(regel(1, EEN), los(2, TWEE), derde);
    const ervoor = await wie();
    const tweeIsDrie = { ...TWEE, geregistreerde_persoon: 'GP-3', naam: 'Willems' };
    expect(await register.nacht(regel(1, EEN), los(2, tweeIsDrie))).toMatchObject({ samengevoegd: 1 });
    expect(await register.nacht(regel(1, EEN), isEen(2, tweeIsDrie))).toMatchObject({ samengevoegd: 1 });
    const [binnen, buiten] = (await samenvoegingen()).length === 1 ? [0, 0] : [0, 1];
    await maakOngedaan(buiten);
    expect((await wie())['UP-1']).toBe(ervoor['UP-1']);
    await maakOngedaan(binnen);
    expect(await wie()).toEqual(ervoor);
  });
});

test('an address of before is there again beside one that was given and went with the other', async () => {
  await register.nacht(regel(1, EEN), los(2, TWEE));
  const ervoor = await wie();
  await sql`update leerlingen set email = 'twee@thuis.example', email_gegeven_op = '2026-11-23T01:00:00Z'
    where unieke_persoon = 'UP-2'`.execute(register.db);
  await register.nacht(regel(1, EEN), isEen(2, TWEE));
  await maakOngedaan();
  expect((await wie())['UP-1']).toBe(ervoor['UP-1']);
});

test('what was kept to undo it goes with the pupil, and once it is undone', async () => {
  const namen = new Set(['Janssens', 'kind1@school1.example']);
  const uit = { tot: '2026-11-23' };
  await register.nacht(regel(1, { ...EEN, ...uit }), los(2, { ...TWEE, ...uit }));
  await register.nacht(regel(1, { ...EEN, ...uit }), isEen(2, { ...TWEE, ...uit }));
  expect(bevat(await dump(register.db), namen)).toEqual(['samenvoegingen']);
  register.klok.zet(Temporal.Instant.from('2030-11-25T02:30:00Z'));
  const termijnen = { zonderInschrijving: Temporal.Duration.from('P3Y'), inactiefAccount: null };
  const { db, klok } = register;
  await handhaafBewaring({ db, klok, termijnen, kamers: HUIS.kamers, beeindig: async () => {} });
  expect(bevat(await dump(db), namen)).toEqual([]);
});

describe('a merge of before its names were kept', () => {
  const vergeetPersoon = () =>
    sql`update samenvoegingen set gegevens = gegevens #- '{blijvend,persoon}'`.execute(register.db);
  const geblokkeerd = async () => {
    const rijen = await register.db.selectFrom('leerlingen').select(['unieke_persoon', 'geblokkeerd_op']).execute();
    return rijen.filter((rij) => rij.geblokkeerd_op !== null).map((rij) => rij.unieke_persoon);
  };

  test('who stayed is blocked until its own line has spoken; who is back is not', async () => {
    await register.nacht(regel(1, EEN), los(2, TWEE));
    const ervoor = await wie();
    await register.nacht(regel(1, EEN), isEen(2, TWEE));
    await vergeetPersoon();
    const gedaan = await maakOngedaan();
    expect(gedaan).toMatchObject({ soort: 'ongedaan_gemaakt', geblokkeerd: ['kindb.janssens1'] });
    expect(await geblokkeerd()).toEqual(['UP-1']);
    expect((await wie())['UP-1']).toContain('kind1@school1.example');
    await register.nacht(regel(1, EEN), los(2, TWEE));
    expect(await wie()).toEqual(ervoor);
    await register.db.transaction().execute((trx) => deblokkeerLeerling(trx, 'kindb.janssens1'));
    expect(await geblokkeerd()).toEqual([]);
  });

  test('of before addresses were kept as well: it has none until then', async () => {
    await register.nacht(regel(1, EEN), los(2, TWEE));
    await register.nacht(regel(1, EEN), isEen(2, TWEE));
    await vergeetPersoon();
    await sql`update samenvoegingen set gegevens = gegevens #- '{blijvend,adres}'`.execute(register.db);
    await maakOngedaan();
    expect((await wie())['UP-1']).toMatch(/ null$/);
  });

  test('a later merge took it for the pupil’s own: that one can’t give it back either', async () => {
    await register.nacht(regel(1, EEN), los(2, TWEE), los(3, DRIE));
    await register.nacht(regel(1, EEN), isEen(2, TWEE), los(3, DRIE));
    await vergeetPersoon();
    await register.nacht(regel(1, EEN), isEen(2, TWEE), isEen(3, DRIE));
    await maakOngedaan(0);
    await register.db.transaction().execute((trx) => deblokkeerLeerling(trx, 'kindb.janssens1'));
    expect(await maakOngedaan(0)).toMatchObject({ soort: 'ongedaan_gemaakt', geblokkeerd: ['kindb.janssens1'] });
  });
});
