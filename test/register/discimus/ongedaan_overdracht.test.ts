import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { draagOver } from '../../../src/toepassingen/index.ts';
import { maakRegister, type Register } from '../../opzet/register/maak_register.ts';
import { regel, tweedeIsEerste, zonderInsz } from '../../opzet/register/nachten.ts';

/**
 * A merge keeps what was visible for the removed pupil. When it is undone, the client_id may belong to
 * another party.
 */

let register: Register;
beforeAll(async () => {
  register = await maakRegister();
  await register.maakLeeg();
});
afterAll(() => register.weg());

const naEenUur = () => register.klok.zet(register.klok.nu().add({ hours: 1 }));
const zichtbaar = async () =>
  (await register.db.selectFrom('zichtbaarheid').select('client_id').execute())
    .map(({ client_id }) => client_id)
    .sort();

test('undone after a handing-over, it makes the application visible to nobody', async () => {
  const { db, klok } = register;
  klok.zet(Temporal.Instant.from('2026-11-23T02:00:00Z'));
  await register.nacht(regel(1), zonderInsz(2, { instellingsnummer: '990002' }));
  const leerlingen = await db.selectFrom('inschrijvingen').select(['leerling_id', 'instellingsnummer']).execute();
  const sinds = klok.nu().toString();
  for (const { leerling_id, instellingsnummer } of leerlingen)
    for (const client_id of ['overgedragen', 'gebleven'])
      await db.insertInto('zichtbaarheid').values({ leerling_id, instellingsnummer, client_id, sinds }).execute();
  naEenUur();
  expect(await register.nacht(regel(1), tweedeIsEerste())).toMatchObject({ samengevoegd: 1 });

  const leverancier = { partij: 'een', kbo: null, vestigingseenheid: null };
  const eerste = { client_id: 'overgedragen', nummer: 1, ...leverancier, sinds, reden: null };
  await db.insertInto('clienthouders').values(eerste).execute();
  naEenUur();
  await db.transaction().execute(async (trx) => {
    const aan = { ...leverancier, partij: 'ander' };
    await draagOver(trx, klok, { clientId: 'overgedragen', aan, reden: 'overname' });
  });
  const { id } = await db.selectFrom('samenvoegingen').select('id').executeTakeFirstOrThrow();
  expect(await register.maakOngedaan(id)).toMatchObject({ soort: 'ongedaan_gemaakt' });
  expect(await zichtbaar()).toEqual(['gebleven', 'gebleven']);
});
