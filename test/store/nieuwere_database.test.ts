import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { migreer } from '../../src/store/index.ts';
import { maakTestdatabase, type Testdatabase } from '../opzet/database/testdatabase.ts';

let database: Testdatabase;
beforeAll(async () => {
  database = await maakTestdatabase();
});
afterAll(() => database.weg());

test('a database of a newer version is left as it is, and the operator reads what to do', async () => {
  await sql`insert into kysely_migration (name, timestamp) values ('999_later', now()::text)`.execute(database.db);
  await expect(migreer(database.db)).rejects.toThrow(
    'de database is van een nieuwere versie van LeerID (migratie 999_later): start die versie, of zet een reservekopie van voor die migratie terug',
  );
});
