import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { type Database, openDatabase } from '../../../src/store/index.ts';

const ROLLEN = ['eigenaar', 'server', 'lezer'] as const;
type Rol = (typeof ROLLEN)[number];

export interface Accounts {
  /** The superuser, in the database `postgres`. */
  beheer: Database;
  namen: Readonly<Record<Rol, string>>;
  adres(wie: Rol): string;
  /** In the database of these accounts. */
  als(wie: Rol | 'beheerder'): Database;
  /** Drops the database and the accounts. `beheer` stays open. */
  weg(): Promise<void>;
}

/** An empty database, its owner, the account that serves and a person: plain accounts, no superusers. */
export async function maakAccounts(): Promise<Accounts> {
  const basis = process.env.TEST_DATABASE_URL ?? '';
  const toeval = randomBytes(6).toString('hex');
  const database = `rollen_${toeval}`;
  const beheer = openDatabase(`${basis}postgres`, () => {}, { verbindingen: 1 });
  const namen = { eigenaar: `eigenaar_${toeval}`, server: `app_${toeval}`, lezer: `lezer_${toeval}` };
  for (const naam of Object.values(namen))
    await sql`create role ${sql.id(naam)} login password 'geheim'`.execute(beheer);
  await sql`create database ${sql.id(database)} owner ${sql.id(namen.eigenaar)}`.execute(beheer);
  const open: Database[] = [];
  const adres = (wie: Rol) =>
    Object.assign(new URL(`${basis}${database}`), { username: namen[wie], password: 'geheim' }).href;
  return {
    beheer,
    namen,
    adres,
    als(wie) {
      const db = openDatabase(wie === 'beheerder' ? `${basis}${database}` : adres(wie), () => {}, { verbindingen: 2 });
      open.push(db);
      return db;
    },
    async weg() {
      for (const db of open.splice(0)) await db.destroy();
      await sql`drop database ${sql.id(database)} with (force)`.execute(beheer);
      for (const naam of Object.values(namen)) await sql`drop role ${sql.id(naam)}`.execute(beheer);
    },
  };
}
