import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { maakRegister, type Register } from '../../opzet/register/maak_register.ts';
import { insz, type Regel, regel, tweedeIsEerste, zonderInsz } from '../../opzet/register/nachten.ts';

/**
 * Who is who, night after night: by INSZ, otherwise by unieke persoon, otherwise by geregistreerde persoon.
 */

let register: Register;
beforeEach(async () => {
  register = await maakRegister();
});
afterEach(() => register.weg());

type Leerling = Awaited<ReturnType<Register['leerlingen']>>[number];
const een = async () => (await register.leerlingen())[0] as Leerling;

test('identification: the temporary account becomes history, the user name signs in to the definitive one', async () => {
  await register.nacht(zonderInsz(1));
  const eerst = await een();
  expect(eerst).toMatchObject({ leer_id_uuid: null, soorten: ['tijdelijk'] });
  expect(await register.nacht(regel(1))).toMatchObject({ geidentificeerd: 1, beeindigd: 0 });
  const later = await een();
  expect(later).toMatchObject({ id: eerst.id, soorten: ['definitief'], historiek: eerst.accounts, namen: eerst.namen });
  expect(later.leer_id_uuid).not.toBeNull();
  await register.nacht(regel(1, { voornaam: 'Anders' }));
  expect((await een()).leer_id_uuid).toBe(later.leer_id_uuid);
});

test('an INSZ that is lost from the delivery takes nothing away', async () => {
  await register.nacht(regel(1));
  const eerst = await een();
  await register.nacht(zonderInsz(1));
  expect(await register.leerlingen()).toEqual([eerst]);
});

test('who turns out to be known already goes up in the known pupil, and both user names sign in', async () => {
  await register.nacht(regel(1), zonderInsz(2, { instellingsnummer: '990002' }));
  const [bekende, tijdelijke] = await register.leerlingen();
  const verslag = await register.nacht(regel(1), tweedeIsEerste());
  expect(verslag).toMatchObject({ samengevoegd: 1, beeindigd: 0, toegevoegd: 0 });
  const [over, ...rest] = await register.leerlingen();
  expect(rest).toEqual([]);
  expect(over).toMatchObject({ id: bekende?.id, accounts: bekende?.accounts, historiek: tijdelijke?.accounts });
  expect(over?.namen).toEqual([...(bekende?.namen ?? []), ...(tijdelijke?.namen ?? [])].sort());
  expect((await register.inschrijvingen()).map((i) => i.instellingsnummer)).toEqual(['990001', '990002']);
  // Its old key still leads to it, whatever key a line has.
  await register.nacht(regel(1), zonderInsz(2, { instellingsnummer: '990002' }));
  expect(await register.leerlingen()).toHaveLength(1);
});

test('two whom two schools deliver as two get one INSZ in one night', async () => {
  const elders = { instellingsnummer: '990002' };
  const zwak = { unieke_persoon: '' };
  await register.nacht(zonderInsz(1, zwak), zonderInsz(2, { ...zwak, ...elders }));
  const ervoor = (await register.leerlingen()).flatMap(({ accounts }) => accounts);
  const tweede = { geregistreerde_persoon: 'GP-2', stamnummer: '2600002', ...zwak, ...elders };
  const verslag = await register.nacht(regel(1, zwak), regel(1, tweede));
  expect(verslag).toMatchObject({ geidentificeerd: 1, samengevoegd: 1, twijfel: 0, beeindigd: 0 });
  const [over, ...rest] = await register.leerlingen();
  expect(rest).toEqual([]);
  expect(over?.historiek).toEqual(ervoor.sort());
  expect(over?.namen).toHaveLength(2);
  expect(await register.inschrijvingen()).toHaveLength(2);
});

test('two that go up in one at once may have had the same enrolment', async () => {
  const zelfde = { voornaam: 'Kind b', instellingsnummer: '990002' };
  const dubbel = zonderInsz(3, { unieke_persoon: '', ...zelfde });
  await register.nacht(regel(1), zonderInsz(2, { geregistreerde_persoon: '', ...zelfde }), dubbel);
  const { instellingsnummer } = zelfde;
  const verslag = await register.nacht(
    regel(1),
    regel(1, { unieke_persoon: 'UP-2', geregistreerde_persoon: 'GP-3', stamnummer: '2600002', instellingsnummer }),
  );
  expect(verslag).toMatchObject({ samengevoegd: 2, twijfel: 0 });
  expect(await register.leerlingen()).toHaveLength(1);
  expect(await register.inschrijvingen()).toHaveLength(2);
});

test('weak keys: registered person, then unique person, then INSZ', async () => {
  await register.nacht(zonderInsz(1, { unieke_persoon: '' }));
  const eerst = await een();
  await register.nacht(zonderInsz(1));
  expect(await een()).toMatchObject({ id: eerst.id, unieke_persoon: 'UP-1' });
  await register.nacht(zonderInsz(1, { geregistreerde_persoon: 'GP-9' }));
  expect(await een()).toMatchObject({ id: eerst.id, geregistreerde_persoon: 'GP-1' });
  await register.nacht(regel(1, { unieke_persoon: '', geregistreerde_persoon: 'GP-9' }));
  expect(await register.leerlingen()).toMatchObject([{ id: eerst.id, historiek: eerst.accounts }]);
});

test('within one delivery a line with a weak key belongs to the person of the strong one', async () => {
  await register.nacht(
    regel(1),
    zonderInsz(1, { instellingsnummer: '990002' }),
    zonderInsz(1, { instellingsnummer: '990003', unieke_persoon: '' }),
  );
  expect(await register.leerlingen()).toHaveLength(1);
  expect(await register.inschrijvingen()).toHaveLength(3);
});

test('two schools, two weak keys, one INSZ: either key leads to the pupil from the first night on', async () => {
  const elders = { unieke_persoon: 'UP-2', geregistreerde_persoon: 'GP-2', instellingsnummer: '990002' };
  await register.nacht(regel(1), regel(1, elders));
  await register.nacht(zonderInsz(1));
  await register.nacht(zonderInsz(1, elders));
  expect(await register.leerlingen()).toHaveLength(1);
});

test('a BIS number becomes one of the National Register: all keys stay', async () => {
  await register.nacht(regel(1, { insz: insz(1, 'bis') }));
  const eerst = await een();
  expect(await register.nacht(regel(1))).toMatchObject({ insz_gewijzigd: 1, twijfel: 0 });
  expect(await register.leerlingen()).toEqual([eerst]);
  // A school that still has the old number means the same pupil.
  await register.nacht(regel(1), regel(1, { insz: insz(1, 'bis'), instellingsnummer: '990002' }));
  expect(await register.leerlingen()).toHaveLength(1);
  expect(await register.inschrijvingen()).toHaveLength(2);
});

test('an INSZ that changes otherwise is not believed, and the pupil stays as it was', async () => {
  await register.nacht(regel(1));
  const eerst = await register.leerlingen();
  expect(await register.nacht(regel(1, { insz: insz(2) }))).toMatchObject({ twijfel: 1, beeindigd: 0 });
  expect(await register.leerlingen()).toEqual(eerst);
  await register.nacht(regel(1, { insz: insz(2), voornaam: 'Weer' }));
  expect(await register.twijfels()).toEqual(['twee_insz_voor_unieke_persoon']);
});

test('two INSZ for one unieke persoon in one delivery: neither is loaded', async () => {
  expect(await register.nacht(regel(1), regel(2, { unieke_persoon: 'UP-1' }), regel(3))).toMatchObject({
    twijfel: 2,
    toegevoegd: 1,
  });
  expect((await register.twijfels()).sort()).toEqual([
    'twee_insz_voor_unieke_persoon',
    'twee_insz_voor_unieke_persoon',
  ]);
});

test('swapped twins, by their unieke persoon', async () => {
  await register.nacht(regel(1), regel(2));
  const eerst = await register.leerlingen();
  expect(await register.nacht(regel(1, { insz: insz(2) }), regel(2, { insz: insz(1) }))).toMatchObject({
    twijfel: 2,
    beeindigd: 0,
  });
  expect(await register.leerlingen()).toEqual(eerst);
});

test('swapped twins that have an INSZ alone, by their first names', async () => {
  const tweeling = { unieke_persoon: '', geregistreerde_persoon: '' };
  await register.nacht(regel(1, tweeling), regel(2, tweeling));
  const eerst = await register.leerlingen();
  const verslag = await register.nacht(
    regel(1, { ...tweeling, insz: insz(2) }),
    regel(2, { ...tweeling, insz: insz(1) }),
  );
  expect(verslag).toMatchObject({ twijfel: 2, beeindigd: 0 });
  expect(await register.twijfels()).toEqual(['andere_persoon_onder_insz', 'andere_persoon_onder_insz']);
  expect(await register.leerlingen()).toEqual(eerst);
});

test('a weaker key that comes with another first name and another birth date identifies and merges nobody', async () => {
  const ander = { voornaam: 'Iemand', geboortedatum: '2013-02-03' };
  await register.nacht(zonderInsz(1), zonderInsz(2));
  const eerst = await register.leerlingen();
  const verslag = await register.nacht(
    regel(3, { ...ander, unieke_persoon: 'UP-1' }),
    zonderInsz(4, { ...ander, unieke_persoon: '', geregistreerde_persoon: 'GP-2' }),
    zonderInsz(1),
    zonderInsz(2, { unieke_persoon: 'UP-2' }),
  );
  expect(verslag).toMatchObject({ geidentificeerd: 0, samengevoegd: 0, beeindigd: 0 });
  expect(await register.twijfels()).toContain('andere_persoon_onder_sleutel');
  expect(await register.leerlingen()).toMatchObject(eerst);
});

test('an INSZ that comes with another first name and another birth date', async () => {
  await register.nacht(regel(1));
  await register.nacht(regel(1, { voornaam: 'Iemand', geboortedatum: '2013-02-03', insz: insz(1) }));
  expect(await register.twijfels()).toEqual(['andere_persoon_onder_insz']);
});

test('a line in doubt merges nobody, also when another line of the same pupil is sure', async () => {
  const bis = { insz: insz(1, 'bis'), instellingsnummer: '990002', stamnummer: '2600003' };
  await register.nacht(regel(1, bis), zonderInsz(2), regel(3, { instellingsnummer: '990003' }));
  await register.nacht(regel(1, { ...bis, insz: insz(1) }), zonderInsz(2), regel(3, { instellingsnummer: '990003' }));
  const [, tweede] = await register.leerlingen();
  const twijfelachtig = regel(1, { ...bis, unieke_persoon: 'UP-2', instellingsnummer: '990003' });
  const verslag = await register.nacht(regel(1), twijfelachtig, zonderInsz(3));
  expect(verslag).toMatchObject({ twijfel: 1, samengevoegd: 0 });
  expect((await register.leerlingen()).map(({ id }) => id)).toContain(tweede?.id);
});

test('lines with a weak key of a pupil that goes up in another are applied to the one that stays', async () => {
  await register.nacht(
    regel(1, { unieke_persoon: '' }),
    zonderInsz(2, { voornaam: 'Kind b', instellingsnummer: '990002' }),
  );
  const los = (anders: Regel) => zonderInsz(2, { voornaam: 'Kind b', unieke_persoon: '', ...anders });
  const verslag = await register.nacht(
    regel(1, { unieke_persoon: '' }),
    { ...tweedeIsEerste(), van: '2026-11-01' },
    los({ instellingsnummer: '990002' }),
    los({ instellingsnummer: '990003', van: '2026-10-01' }),
  );
  expect(verslag).toMatchObject({ samengevoegd: 1, geweigerd: 0 });
  const { id } = await een();
  expect((await register.inschrijvingen()).map((i) => [i.leerling_id, i.instellingsnummer]).sort()).toEqual(
    ['990001', '990002', '990002', '990003'].map((school) => [id, school]),
  );
});
