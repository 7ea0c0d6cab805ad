import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { schrijfOpzoeking } from '../../src/privacy/index.ts';
import { leerlingVan } from '../../src/register/index.ts';
import { zonderTabel } from '../opzet/database/zonder_tabel.ts';
import { type Idp, startIdp } from '../opzet/server/idp.ts';
import { leeridBij } from '../opzet/server/leerid.ts';

/** Whoever looks a pupil up, or changes something about him by a command, leaves a row in the privacy log first. */

const NAAM = 'leerling.historiek';

let idp: Idp;
let map: string;
beforeAll(async () => {
  idp = await startIdp();
  map = await mkdtemp(join(tmpdir(), 'leerid-opzoekingen-'));
});
afterAll(async () => {
  await idp.stop();
  await rm(map, { recursive: true });
});
/** Rows never go: a test looks at those that came since it began. */
let begin: number;
beforeEach(async () => {
  const { laatste } = await idp.db
    .selectFrom('privacylog')
    .select((eb) => eb.fn.coalesce(eb.fn.max('volgnummer'), sql<number>`0`).as('laatste'))
    .executeTakeFirstOrThrow();
  begin = laatste;
});

const leerid = (...opdracht: string[]) => leeridBij(idp, ...opdracht);
const leerling = async (naam = NAAM) => (await leerlingVan(idp.db, naam)) ?? '';
const opzoekingen = () =>
  idp.db
    .selectFrom('privacylog')
    .select(['wie_soort', 'wie_id', 'hoedanigheid', 'doel', 'leerling_id', 'gegevens', 'aanleiding'])
    .where('volgnummer', '>', begin)
    .orderBy('volgnummer')
    .execute();

const rij = (wie_id: string, doel: string, leerling_id: string | null, gegevens: string[]) => ({
  ...{ wie_soort: 'operator', wie_id, hoedanigheid: 'operator', doel, leerling_id, gegevens },
  aanleiding: 'opzoeking',
});

describe('a command about one pupil', () => {
  test.each<[string[], string[]]>([
    [['account', 'blokkeer'], ['blokkering']],
    [['account', 'deblokkeer'], ['blokkering']],
    [['leerling', 'email'], ['herkomst_email']],
    [
      ['account', 'activatiecode'],
      ['gebruikersnaam', 'activatiecode'],
    ],
  ])('%j leaves a row with its name and purpose, and codes of what it shows', async (opdracht, gegevens) => {
    expect(leerid(...opdracht, NAAM)).toMatchObject({ status: 0 });
    expect(leerid(...opdracht, NAAM, '--doel', 'inzageverzoek')).toMatchObject({ status: 0 });
    const wat = [opdracht.join(' '), await leerling(), gegevens] as const;
    expect(await opzoekingen()).toEqual([
      rij(wat[0], 'hulp_aan_leerling', wat[1], [...wat[2]]),
      rij(wat[0], 'inzageverzoek', wat[1], [...wat[2]]),
    ]);
  });

  test('nobody has the name: nothing of a pupil is shown, and there is no row', async () => {
    for (const opdracht of [
      ['account', 'blokkeer'],
      ['account', 'activatiecode'],
      ['leerling', 'email'],
    ])
      expect(leerid(...opdracht, 'wie.niet1')).toMatchObject({ status: 1 });
    expect(await opzoekingen()).toEqual([]);
  });

  test('a pupil who is blocked gets no code, and that it was asked is known', async () => {
    await sql`update leerlingen set geblokkeerd_op = now() where id = ${await leerling()}`.execute(idp.db);
    expect(leerid('account', 'activatiecode', NAAM)).toMatchObject({ status: 1 });
    await sql`update leerlingen set geblokkeerd_op = null`.execute(idp.db);
    expect(await opzoekingen()).toMatchObject([{ wie_id: 'account activatiecode', leerling_id: await leerling() }]);
  });

  test('a purpose is one of four', () => {
    const { status, stderr } = leerid('leerling', 'email', NAAM, '--doel', 'nieuwsgierig');
    expect({ status, stderr }).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/kies uit hulp_aan_leerling, /),
    });
  });
});

test('letters of a school: a row for each pupil whose name is in the file', async () => {
  const bestand = join(map, 'brieven.csv');
  expect(leerid('account', 'activatiecodes', '--school', '999002', '--alle', '--uit', bestand)).toMatchObject({
    status: 0,
  });
  const brieven = (await readFile(bestand, 'utf8')).trim().split('\r\n').slice(1);
  const rijen = await opzoekingen();
  expect(rijen).toHaveLength(brieven.length);
  expect(brieven.length).toBeGreaterThan(0);
  expect(new Set(rijen.map(({ leerling_id }) => leerling_id)).size).toBe(brieven.length);
  expect(new Set(rijen.map(({ wie_id }) => wie_id))).toEqual(new Set(['account activatiecodes']));
});

test('doubts and merges: a row for each pupil on the list; a doubt about somebody unknown has one without', async () => {
  const [een, ander] = [await leerling(), await leerling('leerling.gewoon')];
  const twijfel = (leerlingen: string[], nummer: number) =>
    sql`
    insert into beoordelingen (kenmerk, reden, sleutel_soort, sleutel, leerlingen, instellingsnummer, stamnummer, regel,
      eerst_gezien_op, laatst_gezien_op)
    values (${`k${nummer}`}, 'gescheiden', 'unieke_persoon', ${`UP-${nummer}`}, ${leerlingen}, '999001', null, ${nummer}, now(), now())`.execute(
      idp.db,
    );
  await twijfel([een, ander], 1);
  await twijfel([een], 2);
  await twijfel([], 3);
  await sql`insert into samenvoegingen (leerling_id, verdwenen_leerling_id, gegevens, samengevoegd_op)
    values (${een}, gen_random_uuid(), '{}', now())`.execute(idp.db);
  expect(leerid('discimus', 'twijfels')).toMatchObject({ status: 0 });
  const over = (await opzoekingen()).map(({ leerling_id }) => leerling_id);
  expect(over).toHaveLength(3);
  expect(new Set(over)).toEqual(new Set([een, ander, null]));
  expect(leerid('leerling', 'samenvoegingen')).toMatchObject({ status: 0 });
  expect((await opzoekingen()).at(-1)).toEqual(
    rij('leerling samenvoegingen', 'registerbeheer', een, ['samenvoeging', 'gebruikersnaam']),
  );
});

describe('the row can not be written', () => {
  test.each([
    [['account', 'blokkeer', NAAM]],
    [['account', 'activatiecode', NAAM]],
    [['leerling', 'email', NAAM]],
    [['leerling', 'email', NAAM, 'kind@thuis.example']],
    [['leerling', 'samenvoegingen']],
    [['discimus', 'twijfels']],
  ])('%j shows nothing and changes nothing', async (opdracht) => {
    const stand = () =>
      sql`select l.email, l.geblokkeerd_op, m.wachtwoord_hash from leerlingen l join accounts a on a.leerling_id = l.id
        join aanmeldmiddelen m using (account_uuid) order by m.id`.execute(idp.db);
    const { rows } = await stand();
    const gedaan = await zonderTabel(idp.db, 'privacylog', async () => leerid(...opdracht));
    expect(gedaan).toMatchObject({ status: 1, stdout: '' });
    expect((await stand()).rows).toEqual(rows);
  });

  test('no file of letters stays', async () => {
    const bestand = join(map, 'niets.csv');
    const gedaan = await zonderTabel(idp.db, 'privacylog', async () =>
      leerid('account', 'activatiecodes', '--school', '999001', '--alle', '--uit', bestand),
    );
    expect(gedaan).toMatchObject({ status: 1, stdout: '' });
    expect(existsSync(bestand)).toBe(false);
  });
});

test('a member of staff leaves the same row, with his capacity', async () => {
  const id = '0b8e0a5e-6a5e-4a4e-9d0c-6f3a1c2b4d5e';
  const opzoeking = { tijdstip: idp.klok.nu(), wie: { soort: 'medewerker', id }, gegevens: ['naam'] } as const;
  const hoe = { hoedanigheid: 'leerid_databeheerder', doel: 'hulp_aan_leerling' } as const;
  await schrijfOpzoeking(idp.db, { ...opzoeking, ...hoe, leerlingen: [await leerling()] });
  await schrijfOpzoeking(idp.db, { ...opzoeking, ...hoe, leerlingen: [] });
  const verwacht = { ...rij(id, hoe.doel, await leerling(), ['naam']), wie_soort: 'medewerker' };
  expect(await opzoekingen()).toEqual([{ ...verwacht, hoedanigheid: 'leerid_databeheerder' }]);
});
