import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { zetbareKlok } from '../../../src/klok.ts';
import { controleerUitvoer } from '../../../src/privacy/opdrachten/controleer_privacylog.ts';
import { voerPrivacylogUit } from '../../../src/privacy/opdrachten/voer_privacylog_uit.ts';
import { type Archieflog, maakArchieflog, NU } from '../../opzet/database/archieflog.ts';
import { schrijfLogrijen } from '../../opzet/database/logrijen.ts';
import { leesVkeys } from './verzegeld_log.ts';

/** An export of one month has its rows, by Belgian days, wherever they are now, and no row of another month. */

const plek = { in: new PassThrough(), uit: new PassThrough().resume() };
const klok = zetbareKlok(NU);
const omgeving = process.env;

let log: Archieflog;
beforeEach(async () => {
  log = await maakArchieflog();
  process.env = { ...omgeving, DATABASE_URL: log.url };
});
afterEach(async () => {
  process.env = omgeving;
  await log.weg();
});

async function schrijf(...rijen: readonly [aantal: number, moment: string][]): Promise<void> {
  for (const [aantal, moment] of rijen) await schrijfLogrijen(log.db, aantal, moment);
  await log.verzegel();
}

let keer = 0;
/** The days of the rows that an export has, by UTC, and what its check says. */
async function exporteer(maand: string, archief?: string) {
  const naar = join(log.map, `${++keer}.tar`);
  await voerPrivacylogUit(klok, { naar, maand, doel: 'toezicht', ...(archief ? { archief } : {}) }, plek);
  const momenten = Array.from(readFileSync(naar, 'latin1').matchAll(/"tijdstip":"2026-(.{5})/g), ([, dag]) => dag);
  const sleutel = await leesVkeys(log.db);
  const { regels, goed } = await controleerUitvoer(klok, naar, { sleutel, maand }, plek);
  return {
    aantal: momenten.length,
    dagen: [...new Set(momenten)],
    goed,
    fout: regels.find((een) => een.startsWith('✗')),
  };
}

test('it is the same before and after a part of it left for the archive', async () => {
  await schrijf(
    [5, '2026-03-20T09:00:00Z'],
    [7, '2026-03-31T22:30:00Z'],
    [300, '2026-04-10T09:00:00Z'],
    [1, '2026-05-20T09:00:00Z'],
    [3, '2026-04-20T09:00:00Z'],
    [4, '2026-04-30T22:30:00Z'],
    [6, '2026-05-02T09:00:00Z'],
  );
  const april = { aantal: 310, dagen: ['03-31', '04-10', '04-20'], goed: true };
  const mei = { aantal: 11, dagen: ['05-20', '04-30', '05-02'], goed: true };
  expect(await exporteer('2026-04')).toMatchObject(april);
  expect(await exporteer('2026-05')).toMatchObject(mei);
  expect(await log.archiveer()).toEqual(['2026-03', '2026-04']);
  expect(await exporteer('2026-04', log.map)).toMatchObject(april);
  expect(await exporteer('2026-05', log.map)).toMatchObject(mei);
  await expect(exporteer('2026-05')).rejects.toThrow('1 maanden staan in het archief: geef met --archief');
});

test('a row of it that was removed is missing, and rows that stand far apart in the tree are not mixed up', async () => {
  await schrijf([2, '2026-05-02T09:00:00Z'], [600, '2026-06-02T09:00:00Z'], [3, '2026-05-03T09:00:00Z']);
  const heel = { aantal: 5, dagen: ['05-02', '05-03'], goed: true, fout: undefined };
  expect(await exporteer('2026-05')).toEqual(heel);
  await log.db.transaction().execute(async (trx) => {
    await sql`set local session_replication_role = replica`.execute(trx);
    await sql`delete from privacylog where volgnummer in (
      select volgnummer from privacylog where tijdstip = '2026-05-03T09:00:00Z' order by volgnummer offset 1 limit 1)`.execute(
      trx,
    );
  });
  expect(await exporteer('2026-05')).toMatchObject({
    goed: false,
    fout: expect.stringMatching(/^✗ rij_verwijderd: plaats 603/),
  });
});
