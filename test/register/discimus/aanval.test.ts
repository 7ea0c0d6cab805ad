import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { kiesMiddelen } from '../../../src/aanmelden/index.ts';
import { koppelTwijfel, leesOnbevestigde } from '../../../src/register/index.ts';
import { maakRegister, type Register } from '../../opzet/register/maak_register.ts';
import { insz, type Regel, regel, zonderInsz } from '../../opzet/register/nachten.ts';

/**
 * Somebody who controls one school (990002) has seen a key of another school's pupil. What can a delivery
 * with his lines take? Pupil 1 is in 990001, is called Kind b Proefleerling, and was born on 17 April 2015.
 */

let register: Register;
beforeAll(async () => {
  register = await maakRegister();
});
beforeEach(() => register.maakLeeg());
afterAll(() => register.weg());

const ELDERS = { instellingsnummer: '990002', stamnummer: '2600009' };
const zonderGeboorte = { geboortedatum: '' };
const ANDER = { voornaam: 'Iemand' };

const middelen = async (school: string) =>
  (await kiesMiddelen(register.db, register.klok, { school, ookMetWachtwoord: true })).map((een) => een.gebruikersnaam);
const wie = async () =>
  register.db
    .selectFrom('leerlingen')
    .select(['voornaam', 'naam', 'geboortejaar', 'geboortemaand', 'geboortedag', 'email'])
    .orderBy('id')
    .execute();
const scholen = async () => (await register.inschrijvingen()).map((een) => een.instellingsnummer).sort();
const EIGENAAR = 'kindb.proefleerl1';

/** Nothing of the pupil changed, and the attacking school has no pupil. */
async function verwachtOngedeerd(ervoor: unknown[], twijfels: string[]): Promise<void> {
  expect(await wie()).toEqual(ervoor);
  expect(await scholen()).toEqual(['990001']);
  expect(await middelen('990002')).toEqual([]);
  expect(await middelen('990001')).toEqual([EIGENAAR]);
  expect(await register.twijfels()).toEqual(twijfels);
}

describe.each([
  ['INSZ', { unieke_persoon: '', geregistreerde_persoon: '' }, 'andere_persoon_onder_insz'],
  ['unieke persoon', { insz: '', geregistreerde_persoon: '' }, 'andere_persoon_onder_sleutel'],
  ['geregistreerde persoon', { insz: '', unieke_persoon: '' }, 'andere_persoon_onder_sleutel'],
])('a known %s with another first name is a doubt', (_, sleutel: Regel, reden) => {
  let ervoor: unknown[];
  beforeEach(async () => {
    await register.nacht(regel(1));
    ervoor = await wie();
  });

  test.each([
    ['no birth date', zonderGeboorte],
    ['a birth date without day', { geboortedatum: '2015-04-00' }],
    ['a birth year alone', { geboortedatum: '2015-00-00' }],
    ['another birth date', { geboortedatum: '2013-02-03' }],
    ['another family name', { naam: 'Anders' }],
    ['the same birth date and family name, as a twin', {}],
    ['no birth date and another family name', { ...zonderGeboorte, naam: 'Anders' }],
  ])('with %s', async (_wat, anders) => {
    const lijn = regel(1, { ...ELDERS, ...ANDER, ...sleutel, ...anders });
    expect(await register.nacht(regel(1), lijn)).toMatchObject({ twijfel: 1, beeindigd: 0, toegevoegd: 0 });
    await verwachtOngedeerd(ervoor, [reden]);
    // By itself, as when nothing changed in the pupil's own school.
    await register.laad({ soort: 'wijzigingen', peildatum: '2026-11-24', inschrijvingen: [lijn] });
    await verwachtOngedeerd(ervoor, [reden]);
  });

  test('with the same first name, and neither birth date nor family name', async () => {
    const lijn = regel(1, { ...ELDERS, ...sleutel, ...zonderGeboorte, naam: 'Anders' });
    expect(await register.nacht(regel(1), lijn)).toMatchObject({ twijfel: 1 });
    await verwachtOngedeerd(ervoor, [reden]);
  });

  test('in one delivery with a change of the pupil’s own school: that one is applied, whichever comes last', async () => {
    const eigen = regel(1, { email: 'kind@school.example' });
    for (const van of ['2026-09-01', '2026-11-20', '2025-09-01']) {
      await register.nacht(eigen, regel(1, { ...ELDERS, ...ANDER, ...sleutel, ...zonderGeboorte, van }));
      expect(await wie()).toMatchObject([{ voornaam: 'Kind b', email: 'kind@school.example' }]);
      expect(await scholen()).toEqual(['990001']);
      expect(await middelen('990002')).toEqual([]);
    }
  });
});

test('who has no known birth date is not taken over by another first name either', async () => {
  await register.nacht(regel(1, zonderGeboorte));
  const ervoor = await wie();
  await register.nacht(regel(1, zonderGeboorte), regel(1, { ...ELDERS, ...ANDER, ...zonderGeboorte }));
  await verwachtOngedeerd(ervoor, ['andere_persoon_onder_insz']);
});

test('of who is new in two schools at once under two names, neither is believed', async () => {
  await register.nacht(regel(1), regel(1, { ...ELDERS, ...ANDER, van: '2026-10-01' }));
  expect(await wie()).toEqual([]);
  expect(await register.twijfels()).toEqual(['andere_persoon_onder_insz']);
});

test('a twin in the same school, under the sibling’s INSZ', async () => {
  await register.nacht(regel(1));
  const ervoor = await wie();
  await register.nacht(regel(1), regel(1, { voornaam: 'Kind c', unieke_persoon: 'UP-2', stamnummer: '2600002' }));
  await verwachtOngedeerd(ervoor, ['andere_persoon_onder_insz']);
});

describe('what is no other person', () => {
  test.each([
    ['accents and hyphens', { voornaam: 'Anne-Zoé' }, { voornaam: 'Anne Zoe', naam: 'Proefleerling-Peeters' }],
    ['a second first name', { voornaam: 'Noor' }, { voornaam: 'Noor Emma', geboortedatum: '' }],
    ['names that changed places', {}, { voornaam: 'Proefleerling', naam: 'Kind b' }],
    ['another family name', {}, { naam: 'Anders' }],
    ['another birth date', {}, { geboortedatum: '2015-04-18' }],
    ['another first name, as its own school writes it', {}, { voornaam: 'Iemand' }],
  ])('%s', async (_, eerst: Regel, dan: Regel) => {
    await register.nacht(regel(1, eerst));
    expect(await register.nacht(regel(1, { ...eerst, ...dan }))).toMatchObject({ twijfel: 0, leerlingen_gewijzigd: 1 });
  });
});

test('step by step: a second school changes one thing a night, and comes to no other first name', async () => {
  await register.nacht(regel(1));
  const stap = (anders: Regel) => register.nacht(regel(1), regel(1, { ...ELDERS, ...anders }));
  await stap({});
  await stap({ naam: 'Anders' });
  await stap({ naam: 'Anders', geboortedatum: '2013-02-03' });
  expect(await stap({ naam: 'Anders', geboortedatum: '2013-02-03', ...ANDER })).toMatchObject({ twijfel: 1 });
  expect(await wie()).toMatchObject([{ voornaam: 'Kind b' }]);
  expect(await register.twijfels()).toEqual(['andere_persoon_onder_insz']);
});

test('a BIS number does not become another number for who has no known birth date', async () => {
  await register.nacht(regel(1, { ...zonderGeboorte, insz: insz(1, 'bis') }));
  const verslag = await register.nacht(
    regel(1, { ...zonderGeboorte, insz: insz(1, 'bis') }),
    regel(1, { ...ELDERS, ...zonderGeboorte, insz: insz(5) }),
  );
  expect(verslag).toMatchObject({ insz_gewijzigd: 0, twijfel: 1 });
});

test('a temporary pupil does not go up in another by a key beside a strong one, under another name', async () => {
  await register.nacht(regel(1), zonderInsz(2, { unieke_persoon: '', voornaam: 'Tijdelijk', naam: 'Kind' }));
  const ervoor = await register.leerlingen();
  for (const sleutels of [{}, { insz: '' }])
    await register.nacht(
      regel(1),
      zonderInsz(2, { unieke_persoon: '', voornaam: 'Tijdelijk', naam: 'Kind' }),
      regel(1, { ...ELDERS, ...sleutels, geregistreerde_persoon: 'GP-2' }),
    );
  expect(await register.leerlingen()).toEqual(ervoor);
});

describe('a first enrolment in another school without INSZ', () => {
  const zwak = (anders: Regel = {}) => regel(1, { ...ELDERS, insz: '', ...anders });
  beforeEach(async () => {
    await register.nacht(regel(1));
    expect(await register.nacht(regel(1), zwak({ email: 'dief@school.example' }))).toMatchObject({ toegevoegd: 1 });
  });

  test('enrols, gives that school no code, and does not speak for the pupil', async () => {
    expect(await scholen()).toEqual(['990001', '990002']);
    expect(await middelen('990002')).toEqual([]);
    expect(await middelen('990001')).toEqual([EIGENAAR]);
    expect(await wie()).toMatchObject([{ email: null }]);
    expect(await leesOnbevestigde(register.db)).toMatchObject([{ instellingsnummer: '990002', stamnummer: '2600009' }]);
  });

  test('nor does another enrolment there, or one that is changed', async () => {
    const meer = zwak({ administratieve_groep: '13560', van: '2026-11-24' });
    await register.nacht(regel(1), zwak({ tot: '2026-11-23' }), meer);
    await register.nacht(regel(1), zwak({ tot: '2026-11-23' }), { ...meer, tot: '' });
    expect(await middelen('990002')).toEqual([]);
    expect(await leesOnbevestigde(register.db)).toHaveLength(1);
    await register.nacht(regel(1));
    await register.nacht(regel(1), zwak({ van: '2026-11-25' }));
    expect(await middelen('990002')).toEqual([]);
  });

  test('is settled by the INSZ', async () => {
    await register.nacht(regel(1), regel(1, ELDERS));
    expect(await middelen('990002')).toEqual([EIGENAAR]);
    expect(await leesOnbevestigde(register.db)).toEqual([]);
  });

  test('is settled by the operator, with the pupil’s own user name', async () => {
    await register.nacht(regel(1), regel(3), zwak());
    const id = (await leesOnbevestigde(register.db))[0]?.id ?? '';
    const beslis = (naam: string) =>
      register.db.transaction().execute((trx) => koppelTwijfel(trx, register.klok, id, naam));
    expect(await beslis('wie.niet1')).toEqual({ soort: 'leerling_onbekend' });
    expect(await beslis('kindd.proefleerl1')).toEqual({ soort: 'inschrijving_van_ander' });
    expect(await middelen('990002')).toEqual([]);
    expect(await beslis(EIGENAAR)).toEqual({ soort: 'bevestigd' });
    expect(await middelen('990002')).toEqual([EIGENAAR]);
    expect(await beslis(EIGENAAR)).toEqual({ soort: 'twijfel_onbekend' });
    await register.nacht(regel(1), regel(3), zwak({ tot: '' }));
    expect(await middelen('990002')).toEqual([EIGENAAR]);
  });
});

test('a line that has the INSZ from another line of the delivery is weak all the same', async () => {
  await register.nacht(regel(1));
  await register.nacht(regel(1, { email: 'kind@school.example' }), regel(1, { ...ELDERS, insz: '' }));
  expect(await scholen()).toEqual(['990001', '990002']);
  expect(await middelen('990002')).toEqual([]);
});

test('who is new by a weak key, and comes back in the same school, needs nobody’s word', async () => {
  await register.nacht(zonderInsz(1));
  await register.nacht();
  await register.nacht(zonderInsz(1, { van: '2026-11-20', administratieve_groep: '13560' }));
  expect(await middelen('990001')).toEqual([EIGENAAR]);
});

test('a decision is of one name and one school: under the same key another is a doubt again', async () => {
  await register.nacht(regel(1));
  const lijn = regel(1, { ...ELDERS, ...ANDER, geboortedatum: '2013-02-03' });
  await register.nacht(regel(1), lijn);
  const { id } = await register.db.selectFrom('beoordelingen').select('id').executeTakeFirstOrThrow();
  await register.db.transaction().execute((trx) => koppelTwijfel(trx, register.klok, id, EIGENAAR));
  expect(await wie()).toMatchObject([{ voornaam: 'Kind b', geboortejaar: 2015 }]);
  const derde = { instellingsnummer: '990003', stamnummer: '2600007' };
  expect(
    await register.nacht(regel(1), { ...lijn, ...derde }, regel(1, { ...ELDERS, voornaam: 'Weer', geboortedatum: '' })),
  ).toMatchObject({ twijfel: 2 });
  expect(await register.nacht(regel(1), lijn)).toMatchObject({ twijfel: 0, leerlingen_gewijzigd: 1 });
  expect(await scholen()).toEqual(['990001', '990002']);
});
