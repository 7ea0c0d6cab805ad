import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import {
  leesArchiefmaanden,
  leesArchiefstand,
  onthoudMaand,
  verwijderMaand,
} from '../../../src/privacy/archief/archiefmaanden.ts';
import { metArchiefslot } from '../../../src/privacy/archief/archiefslot.ts';
import { leesArchieftermijnen } from '../../../src/privacy/archief/archieftermijnen.ts';
import { leesArchief } from '../../../src/privacy/archief/lees_archief.ts';
import { schrijfMaand } from '../../../src/privacy/archief/schrijf_maand.ts';
import { wisOudeArchieven } from '../../../src/privacy/archief/wis_oude_archieven.ts';
import { onderhoudPartities } from '../../../src/store/index.ts';
import { type Archieflog, maakArchieflog, NU } from '../../opzet/database/archieflog.ts';
import { schrijfLogrijen } from '../../opzet/database/logrijen.ts';

/** Months of the privacy log go to files, and no row is lost or there twice, whatever dies when. */

const PLAATSEN = { eerste_plaats: 0, laatste_plaats: 2, laatste_volgnummer: 0, plaatsen: [{ van: 0, tot: 3 }] };
const APRIL = 'privacylog-2026-04.parquet';

let log: Archieflog;
beforeEach(async () => {
  log = await maakArchieflog();
});
afterEach(() => log.weg());

async function gelezen(): Promise<string[]> {
  const teksten: string[] = [];
  for await (const { tekst } of leesArchief(log.map, await leesArchiefmaanden(log.db))) teksten.push(tekst);
  return teksten;
}
async function inDatabase(maand: string): Promise<boolean> {
  const { rows } = await sql<{ naam: string }>`select inhrelid::regclass::text as naam from pg_inherits
    where inhparent = 'privacylog'::regclass`.execute(log.db);
  return rows.some(({ naam }) => naam === `privacylog_${maand.replace('-', '')}01`);
}
/** Somebody reads the log for as long as this runs. */
async function terwijlIemandLeest(doe: () => Promise<void>): Promise<void> {
  const lezer = await log.db.startTransaction().execute();
  await sql`select count(*) from privacylog`.execute(lezer);
  await doe();
  await lezer.rollback().execute();
}

test('months that are long enough over leave the database, and their rows stand in the files byte for byte', async () => {
  await log.vul(['2026-03', 300], ['2026-04', 2500], ['2026-05', 20]);
  // What text can hold, also where a reader of CSV or JSON would err.
  const vreemd = ['', ' ', '"', "'", '\\', '\n', '\r\n', '\t', '\u0001', '\u2028', 'é', '👧🏽', 'NULL', '{a,b}', '[]'];
  await sql`insert into privacylog (tijdstip, protocol, protocol_hash, client_id, stroom, gegevens, artikelen,
      rechtsgrond, aanleiding, leerling_id, account_uuid, onder_protocol, onder_protocol_hash, onder_artikelen, onder_rechtsgrond)
    values ('2026-04-30T23:59:59.999999Z', ${vreemd.join('|')}, ${'ab'.repeat(32)}, '', 'bij_aanmelding', ${vreemd}, '{}',
      'x', 'userinfo', gen_random_uuid(), gen_random_uuid(), 'x', ${'cd'.repeat(32)}, ${vreemd}, 'y')`.execute(log.db);
  await log.verzegel();
  const alles = await log.teksten();
  expect(await log.archiveer()).toEqual(['2026-03', '2026-04']);
  const over = await log.teksten();
  expect(over).toHaveLength(20);
  expect((await gelezen()).sort()).toEqual(alles.filter((tekst) => !over.includes(tekst)).sort());
  expect(await inDatabase('2026-04')).toBe(false);
  expect(await inDatabase('2026-05')).toBe(true);
  expect((await readdir(log.map)).sort()).toEqual(['privacylog-2026-03.parquet', APRIL]);
  expect((await stat(join(log.map, APRIL))).mode & 0o777).toBe(0o600);
  // Nothing is left to do.
  expect(await log.archiveer()).toEqual([]);
});

describe('a month stays where it is', () => {
  test('while a row of it is not sealed', async () => {
    await log.vul(['2026-04', 3]);
    await schrijfLogrijen(log.db, 1, '2026-04-11T09:00:00Z');
    await expect(log.archiveer()).rejects.toMatchObject({ code: 'niet_verzegeld', waar: '2026-04' });
    expect(await log.teksten()).toHaveLength(4);
    expect(await readdir(log.map)).toEqual([]);
  });

  test('when a row of it is not the one that was sealed', async () => {
    await log.vul(['2026-04', 300]);
    await sql`alter table privacylog disable trigger user`.execute(log.db);
    await sql`update privacylog set client_id = 'ander'
      where volgnummer = (select max(volgnummer) from privacylog)`.execute(log.db);
    await expect(log.archiveer()).rejects.toMatchObject({ code: 'rij_gewijzigd', waar: '2026-04' });
    expect(await log.teksten()).toHaveLength(300);
  });

  test('when a file of that name is of another log, or is no archive', async () => {
    await log.vul(['2026-04', 300]);
    const ander = await maakArchieflog();
    try {
      await ander.vul(['2026-04', 300]);
      await ander.archiveer();
      await copyFile(join(ander.map, APRIL), join(log.map, APRIL));
    } finally {
      await ander.weg();
    }
    await expect(log.archiveer()).rejects.toMatchObject({ code: 'rij_gewijzigd' });
    await writeFile(join(log.map, APRIL), 'geen archief');
    await expect(log.archiveer()).rejects.toMatchObject({ code: 'onleesbaar' });
    expect(await log.teksten()).toHaveLength(300);
  });

  test('while another command archives', async () => {
    await metArchiefslot(log.db, async () => {
      await expect(metArchiefslot(log.db, async () => {})).rejects.toMatchObject({ code: 'bezet' });
    });
    await metArchiefslot(log.db, async () => {});
  });

  test('while somebody reads the log for long: it is in the archive already, and leaves at the next run', async () => {
    await log.vul(['2026-04', 3]);
    await terwijlIemandLeest(() => expect(log.archiveer()).rejects.toMatchObject({ code: 'bezet' }));
    expect(await log.teksten()).toHaveLength(3);
    expect(await leesArchiefstand(log.db)).toMatchObject([{ maand: '2026-04', uit_database_op: null }]);
    // The rows are in both, and count once.
    expect(await leesArchiefmaanden(log.db)).toEqual([]);
    await log.archiveer();
    expect(await log.teksten()).toEqual([]);
    expect(await gelezen()).toHaveLength(3);
  });
});

describe('a command that was killed is done again', () => {
  const schrijf = () => schrijfMaand(log.db, '2026-04', join(log.map, APRIL), () => {});

  test('while it wrote', async () => {
    await log.vul(['2026-04', 3]);
    await mkdir(join(log.map, '.bezig'));
    await writeFile(join(log.map, '.bezig', 'maand.duckdb'), 'half');
    await log.archiveer();
    expect(await gelezen()).toHaveLength(3);
    expect(await readdir(log.map)).toEqual([APRIL]);
  });

  test('after it wrote: the file is held against the tree, and kept', async () => {
    await log.vul(['2026-04', 3]);
    await schrijf();
    const { ino } = await stat(join(log.map, APRIL));
    await log.archiveer();
    expect(await gelezen()).toHaveLength(3);
    expect((await stat(join(log.map, APRIL))).ino).toBe(ino);
  });

  test('after it wrote, and a row came since: the file is written anew', async () => {
    await log.vul(['2026-04', 3]);
    await schrijf();
    await log.vul(['2026-04', 1]);
    await log.archiveer();
    expect(await gelezen()).toHaveLength(4);
  });
});

describe('the owner’s function drops a month', () => {
  const maand = { maand: '2026-04', deel: 1, bestand: APRIL, sha256: Buffer.alloc(32), rijen: 3, ...PLAATSEN };
  const weg = (wanneer = NU) => verwijderMaand(log.db, maand, wanneer);
  /** The month as it is in the database, but for its last number. */
  async function onthoud(erbij = 0): Promise<void> {
    const { laatste } = await log.db
      .selectFrom('privacylog')
      .select((eb) => eb.fn.max<number>('volgnummer').as('laatste'))
      .executeTakeFirstOrThrow();
    await onthoudMaand(log.db, { ...maand, laatste_volgnummer: laatste + erbij }, NU);
  }

  test('only once it is known to be in a file, and once', async () => {
    await log.vul(['2026-04', 3]);
    await expect(weg()).rejects.toThrow(/no month to drop/);
    await onthoud();
    expect(await weg()).toBe(true);
    await expect(weg()).rejects.toThrow(/no month to drop/);
  });

  test('not when a row came since', async () => {
    await log.vul(['2026-04', 3]);
    await onthoud(-1);
    expect(await weg()).toBe(false);
    expect(await log.teksten()).toHaveLength(3);
  });

  test('not when it is not over, or not sealed', async () => {
    await log.vul(['2026-04', 3]);
    await onthoud(9);
    await expect(weg()).rejects.toThrow(/no month to drop/);
    await onthoud();
    await expect(weg(Temporal.Instant.from('2026-04-30T23:59:59Z'))).rejects.toThrow(/no month to drop/);
    expect(await log.teksten()).toHaveLength(3);
  });
});

describe('a row of a clock that was wrong', () => {
  test('far ahead: its month takes the row over, unchanged, and can be made', async () => {
    await log.vul(['2026-11', 1], ['2027-09', 1]);
    const voor = await log.teksten();
    expect(await inDatabase('2027-09')).toBe(false);
    await onderhoudPartities(log.db, Temporal.Instant.from('2027-08-10T09:00:00Z'));
    expect(await inDatabase('2027-09')).toBe(true);
    expect((await sql`select from privacylog_overig`.execute(log.db)).rows).toHaveLength(0);
    expect(await log.teksten()).toEqual(voor);
    await expect(sql`delete from privacylog`.execute(log.db)).rejects.toThrow(/never changed or removed/);
  });

  test('in a month that has no table any more: it goes to a second file of that month', async () => {
    await log.vul(['2026-04', 3]);
    await log.archiveer();
    await log.vul(['2026-04', 1]);
    expect(await log.archiveer()).toEqual(['2026-04']);
    expect((await readdir(log.map)).sort()).toEqual(['privacylog-2026-04-2.parquet', APRIL].sort());
    expect(await gelezen()).toHaveLength(4);
    expect(await log.teksten()).toEqual([]);
  });
});

test('rows of a backup that was put back are told, and stay where they are', async () => {
  await log.vul(['2026-04', 3]);
  await sql`create table terug as table privacylog`.execute(log.db);
  await log.archiveer();
  await sql`insert into privacylog select * from terug`.execute(log.db);
  await expect(log.archiveer()).rejects.toMatchObject({ code: 'opnieuw_rijen' });
  expect(await log.teksten()).toHaveLength(3);
  expect(await readdir(log.map)).toEqual([APRIL]);
});

describe('after ten years', () => {
  // The rows of April were sealed in November 2026.
  const later = Temporal.Instant.from('2036-11-23T09:00:00Z');
  const wis = (nu: Temporal.Instant, map = log.map) =>
    wisOudeArchieven({ ...log.plek, nu, map }, leesArchieftermijnen({}));

  test('a file is erased, not a day before, and its hashes stay in the tree', async () => {
    await log.vul(['2026-04', 3]);
    await log.archiveer();
    expect(await wis(later.subtract({ hours: 1 }))).toEqual([]);
    expect(await wis(later)).toEqual([{ bestand: APRIL, gewist: true }]);
    expect(await readdir(log.map)).toEqual([]);
    expect(await leesArchiefmaanden(log.db)).toEqual([]);
    expect((await sql`select from privacylogtegels`.execute(log.db)).rows).toHaveLength(1);
    expect(await wis(later)).toEqual([]);
  });

  test('what is not in this folder is not called erased; what a killed command left is erased', async () => {
    await log.vul(['2026-04', 3]);
    await log.archiveer();
    const [ander, pad] = [join(log.map, 'ander'), join(log.map, APRIL)];
    await mkdir(ander);
    expect(await wis(later, ander)).toEqual([{ bestand: APRIL, gewist: false }]);
    await copyFile(pad, join(ander, APRIL));
    await wis(later);
    expect(existsSync(pad)).toBe(false);
    expect(await wis(later, ander)).toEqual([{ bestand: APRIL, gewist: true }]);
  });
});

test('terms are those of the settings, and told in words when they are none', () => {
  const kort = leesArchieftermijnen({ LEERID_PRIVACYLOG_ONLINE: 'P1M', LEERID_BEWAAR_PRIVACYLOG: '' });
  expect([kort.inDatabase, kort.bewaard].map(String)).toEqual(['P1M', 'P10Y']);
  for (const fout of ['6 maanden', 'P0D', '-P6M', 'P'])
    expect(() => leesArchieftermijnen({ LEERID_PRIVACYLOG_ONLINE: fout })).toThrow(
      'LEERID_PRIVACYLOG_ONLINE: een duur als P6M',
    );
});
