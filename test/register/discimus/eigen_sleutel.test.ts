import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { HUIS } from '../../../src/kamers.ts';
import { maakRegister, type Register } from '../../opzet/register/maak_register.ts';
import { regel, tweedeIsEerste, zonderInsz } from '../../opzet/register/nachten.ts';

/**
 * A room may keep rows of a pupil under a key of their own. A merge must lose none of them, and undoing it
 * gives each back.
 */

const kamer = {
  naam: 'voorbeeld',
  tabellen: { voorwerpen: 'alles' },
  aanhang: { voorwerpen: { gaatMee: { sleutel: ['id'] } }, stickers: { gaatMee: { sleutel: ['soort'] } } },
} as const;

let register: Register;
beforeAll(async () => {
  register = await maakRegister([...HUIS.kamers, kamer]);
  const leerling = sql.raw('leerling_id uuid not null references leerlingen on delete cascade');
  await sql`create table voorwerpen (id int primary key, ${leerling}, wat text)`.execute(register.db);
  await sql`create table stickers (soort text, ${leerling}, wat text, primary key (leerling_id, soort))`.execute(
    register.db,
  );
});
beforeEach(() => register.maakLeeg());
afterAll(() => register.weg());

const van = async (leerling: string, tabel: 'voorwerpen' | 'stickers') => {
  const { rows } = await sql<{
    wat: string;
  }>`select wat from ${sql.table(tabel)} where leerling_id = ${leerling} order by wat`.execute(register.db);
  return rows.map(({ wat }) => wat);
};

async function tweeMetVoorwerpen(): Promise<[string, string]> {
  await register.nacht(regel(1), zonderInsz(2, { instellingsnummer: '990002' }));
  const [een, twee] = (await register.leerlingen()).map(({ id }) => id) as [string, string];
  await sql`insert into voorwerpen values (1, ${een}, 'muts'), (2, ${twee}, 'sjaal'), (3, ${twee}, 'want')`.execute(
    register.db,
  );
  await sql`insert into stickers (soort, leerling_id, wat) values
    ('ster', ${een}, 'ster van een'), ('ster', ${twee}, 'ster van twee'), ('maan', ${twee}, 'maan')`.execute(
    register.db,
  );
  return [een, twee];
}

test('all that the pupil had who goes is there after the merge, but for a row that the other has as well', async () => {
  await tweeMetVoorwerpen();
  expect(await register.nacht(regel(1), tweedeIsEerste())).toMatchObject({ samengevoegd: 1 });
  const [{ id: blijft } = { id: '' }] = await register.leerlingen();
  expect(await van(blijft, 'voorwerpen')).toEqual(['muts', 'sjaal', 'want']);
  expect(await van(blijft, 'stickers')).toEqual(['maan', expect.stringMatching(/^ster van/)]);
});

test('undoing the merge gives each its own', async () => {
  const [een, twee] = await tweeMetVoorwerpen();
  await register.nacht(regel(1), tweedeIsEerste());
  const { id } = await register.db.selectFrom('samenvoegingen').select('id').executeTakeFirstOrThrow();
  expect(await register.maakOngedaan(id)).toMatchObject({ soort: 'ongedaan_gemaakt' });
  expect([await van(een, 'voorwerpen'), await van(twee, 'voorwerpen')]).toEqual([['muts'], ['sjaal', 'want']]);
  expect([await van(een, 'stickers'), await van(twee, 'stickers')]).toEqual([
    ['ster van een'],
    ['maan', 'ster van twee'],
  ]);
});
