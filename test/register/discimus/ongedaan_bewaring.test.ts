import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { HUIS } from '../../../src/kamers.ts';
import { handhaafBewaring } from '../../../src/register/index.ts';
import { maakRegister, type Register } from '../../opzet/register/maak_register.ts';
import { regel, tweedeIsEerste, zonderInsz } from '../../opzet/register/nachten.ts';

/**
 * What retention erased stays away, and what it left stays whole, whatever the load or an operator does
 * afterwards.
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

const uit = { tot: '2026-11-23' };
const elders = { instellingsnummer: '990002' };

/** A year later, a pupil who left in November has an account that nobody uses. */
async function wisAccounts() {
  register.klok.zet(Temporal.Instant.from('2027-11-25T02:30:00Z'));
  const termijnen = {
    zonderInschrijving: Temporal.Duration.from('P3Y'),
    inactiefAccount: Temporal.Duration.from('P6M'),
  };
  return handhaafBewaring({
    db: register.db,
    klok: register.klok,
    termijnen,
    kamers: HUIS.kamers,
    beeindig: async () => {},
  });
}

test('who comes back and is identified has every temporary key in the history, also that of an account that was erased', async () => {
  await register.nacht(zonderInsz(1, uit));
  const [ervoor] = await register.leerlingen();
  expect(await wisAccounts()).toMatchObject({ leerlingen: 0, accounts: 1 });
  await register.nacht(zonderInsz(1, { van: '2027-11-01', tot: '' }));
  const [terug] = await register.leerlingen();
  expect(terug).toMatchObject({ id: ervoor?.id, soorten: ['tijdelijk'], historiek: ervoor?.accounts });
  expect(terug?.namen).not.toEqual(ervoor?.namen);
  await register.nacht(regel(1, { van: '2027-11-01', tot: '' }));
  const [erna] = await register.leerlingen();
  expect(erna).toMatchObject({ soorten: ['definitief'], namen: terug?.namen });
  expect(erna?.historiek).toEqual([...(ervoor?.accounts ?? []), ...(terug?.accounts ?? [])].sort());
});

test('a merge that is undone brings no account back that nothing signs in to: the key is history, and the pupil gets another', async () => {
  await register.nacht(regel(1, uit), zonderInsz(2, { ...elders, ...uit }));
  const [een, twee] = await register.leerlingen();
  await register.nacht(regel(1, uit), { ...tweedeIsEerste(), ...uit });
  expect(await wisAccounts()).toMatchObject({ accounts: 1 });
  const { id } = await register.db.selectFrom('samenvoegingen').select('id').executeTakeFirstOrThrow();
  await register.maakOngedaan(id);
  expect(await register.leerlingen()).toMatchObject([
    { id: een?.id, accounts: [], historiek: [] },
    { id: twee?.id, accounts: [], historiek: twee?.accounts },
  ]);
  const terug = { van: '2027-11-01', tot: '' };
  await register.nacht(regel(1, terug), zonderInsz(2, { ...elders, ...terug }));
  const erna = await register.leerlingen();
  expect(erna.map(({ namen, accounts }) => [namen.length, accounts.length])).toEqual([
    [1, 1],
    [1, 1],
  ]);
  expect(erna[1]?.historiek).toEqual(twee?.accounts);
});
