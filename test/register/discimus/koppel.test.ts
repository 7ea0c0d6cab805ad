import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { koppelTwijfel } from '../../../src/register/index.ts';
import { maakRegister, type Register } from '../../opzet/register/maak_register.ts';
import { insz, type Regel, regel, zonderInsz } from '../../opzet/register/nachten.ts';

/** The operator decides who the person of a review entry is. The next load then applies its lines. */

let register: Register;
beforeEach(async () => {
  register = await maakRegister();
});
afterEach(() => register.weg());

const twijfel = async () => (await register.db.selectFrom('beoordelingen').select('id').executeTakeFirstOrThrow()).id;
const naamVan = async (voornaam: string) =>
  (await register.leerlingen()).find((een) => een.voornaam === voornaam)?.namen[0] ?? '';
const beslis = (id: string, gebruikersnaam: string) =>
  register.db.transaction().execute((trx) => koppelTwijfel(trx, register.klok, id, gebruikersnaam));

test('another INSZ for the same unieke persoon: once decided, the line is applied and the pupil keeps its keys', async () => {
  await register.nacht(regel(1));
  const [eerst] = await register.leerlingen();
  const andere = regel(1, { insz: insz(2), instellingsnummer: '990002' });
  await register.nacht(regel(1), andere);
  expect(await beslis(await twijfel(), await naamVan('Kind b'))).toEqual({
    soort: 'gekoppeld',
    naam_en_geboortedatum: false,
  });
  expect(await register.twijfels()).toEqual([]);
  expect(await register.nacht(regel(1), andere)).toMatchObject({ twijfel: 0, toegevoegd: 1, beeindigd: 0 });
  expect(await register.leerlingen()).toEqual([eerst]);
  expect((await register.inschrijvingen()).map((i) => i.instellingsnummer)).toEqual(['990001', '990002']);
});

test('a stamnummer under other keys: a temporary pupil is identified by the decision', async () => {
  await register.nacht(zonderInsz(1));
  const [eerst] = await register.leerlingen();
  const herkend = regel(1, { unieke_persoon: '', geregistreerde_persoon: '' });
  expect(await register.nacht(herkend)).toMatchObject({ twijfel: 1, beeindigd: 0 });
  expect(await register.twijfels()).toEqual(['stamnummer_van_andere_leerling']);
  expect(await beslis(await twijfel(), eerst?.namen[0] ?? '')).toMatchObject({ soort: 'gekoppeld' });
  expect(await register.nacht(herkend)).toMatchObject({ twijfel: 0, geidentificeerd: 1, leerlingen_nieuw: 0 });
  expect(await register.leerlingen()).toMatchObject([
    { id: eerst?.id, soorten: ['definitief'], historiek: eerst?.accounts, namen: eerst?.namen },
  ]);
  expect(await register.nacht(herkend)).toMatchObject({ ongewijzigd: 1, geidentificeerd: 0 });
});

test('another name and birth date under a known INSZ: once decided, both come from the source', async () => {
  await register.nacht(regel(1));
  const [eerst] = await register.leerlingen();
  const nieuw = regel(1, { voornaam: 'Iemand', geboortedatum: '2013-02-03' });
  await register.nacht(nieuw);
  expect(await beslis(await twijfel(), eerst?.namen[0] ?? '')).toEqual({
    soort: 'gekoppeld',
    naam_en_geboortedatum: true,
  });
  expect(await register.nacht(nieuw)).toMatchObject({ twijfel: 0, leerlingen_gewijzigd: 1 });
  expect(await register.leerlingen()).toMatchObject([{ ...eerst, voornaam: 'Iemand' }]);
  const geboren = register.db.selectFrom('leerlingen').select(['geboortejaar', 'geboortemaand', 'geboortedag']);
  expect(await geboren.execute()).toEqual([{ geboortejaar: 2013, geboortemaand: 2, geboortedag: 3 }]);
});

test('what is refused changes nothing: no such entry, no such pupil, a key of somebody else, a doubt that lies elsewhere', async () => {
  await register.nacht(regel(1), regel(2), regel(3));
  // INSZ of pupil 2 with the unieke persoon of pupil 1: the key of this entry is known as pupil 2's.
  await register.nacht(regel(1), regel(2, { unieke_persoon: 'UP-1', instellingsnummer: '990002' }), regel(3));
  const id = await twijfel();
  expect(await beslis(crypto.randomUUID(), await naamVan('Kind b'))).toEqual({ soort: 'twijfel_onbekend' });
  expect(await beslis(id, 'wie.niet1')).toEqual({ soort: 'leerling_onbekend' });
  expect(await beslis(id, await naamVan('Kind d'))).toEqual({ soort: 'sleutel_van_ander' });
  expect(await beslis(id, await naamVan('Kind c'))).toEqual({ soort: 'sleutel_leidt_al_hier' });
  expect(await register.twijfels()).toEqual(['twee_insz_voor_unieke_persoon']);
  expect(await register.db.selectFrom('vroegere_sleutels').selectAll().execute()).toEqual([]);
});

describe('an entry', () => {
  let id: string;
  const anders = regel(1, { insz: insz(9) });
  const wijzigingen = (...inschrijvingen: Regel[]) =>
    register.laad({ soort: 'wijzigingen', peildatum: '2026-11-26', inschrijvingen });
  beforeEach(async () => {
    await register.nacht(regel(1), regel(2));
    await register.nacht(anders, regel(2));
    id = await twijfel();
    await register.nacht(anders, regel(2));
    expect(await twijfel()).toBe(id);
  });

  test('goes when a full delivery no longer brings it up', async () => {
    await register.laad({ peildatum: '2026-11-27', inschrijvingen: [regel(1), regel(2)] });
    expect(await register.twijfels()).toEqual([]);
  });

  test('stays when changes tell of somebody else, or of the same doubt', async () => {
    await wijzigingen(regel(2, { tot: '' }));
    expect(await twijfel()).toBe(id);
    await wijzigingen({ ...anders, tot: '' });
    expect(await twijfel()).toBe(id);
  });

  test('stays when changes tell of the stamnummer, that is rightly another’s', async () => {
    const nieuw = regel(3, { stamnummer: '2600002' });
    await wijzigingen(nieuw, regel(4, { stamnummer: '2600002' }));
    expect(await register.twijfels()).toHaveLength(3);
    await wijzigingen(regel(2, { email: 'kind@school.example' }));
    expect(await register.twijfels()).toHaveLength(3);
    // The doubt was not about this other school.
    await wijzigingen({ ...nieuw, instellingsnummer: '990002' });
    expect(await register.twijfels()).toHaveLength(3);
    expect(await wijzigingen({ ...nieuw, stamnummer: '2600003' })).toMatchObject({ toegevoegd: 1 });
    expect(await register.twijfels()).toHaveLength(2);
  });

  test.each([
    ['its enrolment', regel(1, { tot: '' })],
    ['its person', regel(9, { geregistreerde_persoon: 'GP-1' })],
  ])('goes when changes bring %s without doubt', async (_, lijn) => {
    expect(await wijzigingen(lijn)).toMatchObject({ twijfel: 0, geweigerd: 0 });
    expect(await register.twijfels()).toEqual([]);
  });
});

test('who has no account any more gets one when the INSZ appears', async () => {
  await register.nacht(zonderInsz(1));
  await register.db.deleteFrom('accounts').execute();
  expect(await register.nacht(regel(1))).toMatchObject({ geidentificeerd: 1 });
  expect(await register.leerlingen()).toMatchObject([{ soorten: ['definitief'], namen: ['kindb.proefleerl2'] }]);
});
