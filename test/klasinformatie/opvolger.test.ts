import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { leesAkkoorden, verklaarAkkoord } from '../../src/klasinformatie/akkoord.ts';
import { maakRegister, type Register } from '../opzet/register/maak_register.ts';
import { regel, SCHOLEN } from '../opzet/register/nachten.ts';

/**
 * A school that continues under another number: the board of that number has not agreed with anything yet (S2
 * art. 12).
 */

let register: Register;
beforeAll(async () => {
  register = await maakRegister();
});
afterAll(() => register.weg());

test('neither its agreement nor its classes pass to the new number', async () => {
  const { db, klok, laad } = register;
  await laad({ inschrijvingen: [regel(1)] });
  const wie = { instellingsnummer: '990001', door: 'leerid_databeheerder', bewijsstuk: 'brief' } as const;
  await verklaarAkkoord(db, { protocol: 'klasinformatie', hash: 'a'.repeat(64), sinds: klok.nu() }, wie, klok.nu());
  await sql`insert into klassen (instellingsnummer, schooljaar, klas) values ('990001', 2026, '3A')`.execute(db);
  await sql`insert into klastoewijzingen (leerling_id, klas_id, van)
    select leerling_id, klassen.id, '2026-09-01' from inschrijvingen, klassen`.execute(db);
  const scholen = SCHOLEN.map((een) => (een.instellingsnummer === '990001' ? { ...een, opvolger: '990003' } : een));
  const inschrijvingen = [regel(1, { instellingsnummer: '990003' })];
  expect(await laad({ peildatum: '2026-11-23', scholen, inschrijvingen })).toMatchObject({ scholen_verhuisd: 1 });
  expect((await register.inschrijvingen()).map((een) => een.instellingsnummer)).toEqual(['990003']);
  const { rows } = await sql<{ klas: string }>`select instellingsnummer || ' ' || klas as klas
    from klassen join klastoewijzingen on klas_id = klassen.id`.execute(db);
  expect(rows).toEqual([{ klas: '990001 3A' }]);
  expect(await leesAkkoorden(db, 'klasinformatie')).toMatchObject([{ instellingsnummer: '990001', gestopt_op: null }]);
});
