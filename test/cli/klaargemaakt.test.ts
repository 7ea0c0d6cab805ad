import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { maakTestdatabase, type Testdatabase } from '../opzet/database/testdatabase.ts';
import { regel, schrijfLevering } from '../opzet/register/nachten.ts';
import { leerid, metRegister } from '../opzet/server/leerid.ts';

/** A database that answers but was never prepared. The message must not say that it is unreachable. */

let database: Testdatabase;
let leeg: string;
let zonderRechten: string;
const naam = `leeg_${randomBytes(6).toString('hex')}`;
const rol = `vreemd_${randomBytes(6).toString('hex')}`;
beforeAll(async () => {
  database = await maakTestdatabase();
  await sql`create database ${sql.id(naam)}`.execute(database.db);
  await sql`create role ${sql.id(rol)} login password 'geheim'`.execute(database.db);
  leeg = Object.assign(new URL(database.url), { pathname: naam }).href;
  zonderRechten = Object.assign(new URL(database.url), { username: rol, password: 'geheim' }).href;
});
afterAll(async () => {
  await sql`drop role ${sql.id(rol)}`.execute(database.db);
  await sql`drop database ${sql.id(naam)} with (force)`.execute(database.db);
  await database.weg();
});

const NIET_KLAAR = (code: string) => `de database is nog niet klaargemaakt: leerid database bereid (${code})`;

test.each(['sleutels toon', 'afmeldingen', 'discimus twijfels', 'account blokkeer x'])(
  'leerid %s',
  async (opdracht) => {
    const woorden = opdracht.split(' ');
    const [zonderTabellen, vreemd] = await Promise.all(
      [leeg, zonderRechten].map((url) => leerid(metRegister(url), woorden)),
    );
    expect(zonderTabellen).toEqual({ status: 1, stdout: '', stderr: `${NIET_KLAAR('42P01')}\n` });
    expect(vreemd).toEqual({ status: 1, stdout: '', stderr: `${NIET_KLAAR('42501')}\n` });
  },
);

test('leerid discimus laad, and the stops that controleer looks for', async () => {
  const manifest = await schrijfLevering({ inschrijvingen: [regel(1)] });
  expect(await leerid(metRegister(leeg), ['discimus', 'laad', manifest])).toMatchObject({
    status: 1,
    stderr: `${NIET_KLAAR('42P01')}\n`,
  });
  const { status, stdout } = await leerid(metRegister(leeg), ['protocol', 'controleer']);
  expect(status).toBe(1);
  expect(stdout).toContain(
    `✗ stops in de database, en van wie een client_id is, zijn niet nagekeken: ${NIET_KLAAR('42P01')}`,
  );
});
