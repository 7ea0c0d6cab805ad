import { copyFile, readFile, rename, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type Archiefmaand, sha256Van } from '../../../src/privacy/archief/archiefbestand.ts';
import { leesArchiefmaanden } from '../../../src/privacy/archief/archiefmaanden.ts';
import { openDuckdb } from '../../../src/privacy/archief/duckdb.ts';
import { kijkMaandNa } from '../../../src/privacy/archief/kijk_maand_na.ts';
import { leesArchief } from '../../../src/privacy/archief/lees_archief.ts';
import { type Archieflog, maakArchieflog } from '../../opzet/database/archieflog.ts';

/** Whoever changes, swaps or takes away a file of the archive is found, and the file is named. */

const [MAART, APRIL] = ['privacylog-2026-03.parquet', 'privacylog-2026-04.parquet'];

let log: Archieflog;
beforeEach(async () => {
  log = await maakArchieflog();
});
afterEach(() => log.weg());

const pad = (bestand: string) => join(log.map, bestand);
const lees = async (maanden?: readonly Archiefmaand[]) =>
  Array.fromAsync(leesArchief(log.map, maanden ?? (await leesArchiefmaanden(log.db))));

test('rows come in the order of the tree, also where the months are mixed', async () => {
  await log.vul(['2026-03', 2100], ['2026-04', 3], ['2026-03', 5], ['2026-04', 2]);
  const teksten = await log.teksten();
  await log.archiveer();
  expect(await lees()).toEqual(teksten.map((tekst, plaats) => ({ plaats, tekst })));
});

test('who stops reading can go on with something else', async () => {
  await log.vul(['2026-03', 10]);
  await log.archiveer();
  for await (const { plaats } of leesArchief(log.map, await leesArchiefmaanden(log.db))) {
    expect(plaats).toBe(0);
    break;
  }
  expect(await lees()).toHaveLength(10);
});

test('a changed byte, wherever it is', async () => {
  await log.vul(['2026-04', 50]);
  await log.archiveer();
  const bytes = await readFile(pad(APRIL));
  for (const plaats of [0, Math.floor(bytes.length / 2), bytes.length - 1]) {
    const anders = Buffer.from(bytes);
    anders[plaats] = (anders[plaats] ?? 0) ^ 1;
    await writeFile(pad(APRIL), anders);
    await expect(lees()).rejects.toMatchObject({ code: 'gewijzigd', waar: pad(APRIL) });
  }
});

test('a swapped file, a file of another month, a missing file', async () => {
  await log.vul(['2026-03', 5], ['2026-04', 5]);
  await log.archiveer();
  await rename(pad(MAART), pad('x'));
  await copyFile(pad(APRIL), pad(MAART));
  await expect(lees()).rejects.toMatchObject({ code: 'gewijzigd', waar: pad(MAART) });
  // Also where whoever did it could change the database.
  const maanden = await leesArchiefmaanden(log.db);
  const sha256 = await sha256Van(pad(MAART));
  const vervalst = maanden.map((een) => (een.bestand === MAART ? { ...een, sha256 } : een));
  await expect(lees(vervalst)).rejects.toMatchObject({ code: 'andere_maand', waar: pad(MAART) });
  await unlink(pad(MAART));
  await expect(lees()).rejects.toMatchObject({ code: 'ontbreekt', waar: pad(MAART) });
});

test('a file that was written anew with other rows or another order', async () => {
  await log.vul(['2026-04', 5]);
  await log.archiveer();
  const herschrijf = async (select: string) => {
    const { verbinding, sluit } = await openDuckdb();
    await verbinding.run(`copy (select ${select}) to '${pad('nieuw')}' (format parquet)`);
    sluit();
    const [maand] = await leesArchiefmaanden(log.db);
    return { ...(maand as Archiefmaand), bestand: 'nieuw', sha256: await sha256Van(pad('nieuw')) };
  };
  const omgekeerd = await herschrijf(`* from read_parquet('${pad(APRIL)}') order by plaats desc`);
  await expect(lees([omgekeerd])).rejects.toMatchObject({ code: 'volgorde' });
  const kijkNa = () => kijkMaandNa(log.db, '2026-04', pad('nieuw'), () => {});
  await herschrijf(`* replace ('ander' as client_id) from read_parquet('${pad(APRIL)}')`);
  await expect(kijkNa()).rejects.toMatchObject({ code: 'rij_gewijzigd' });
  await herschrijf('1 as een');
  await expect(kijkNa()).rejects.toMatchObject({ code: 'onleesbaar' });
});

test('a program of somebody else reads the types of the columns', async () => {
  await log.vul(['2026-04', 5]);
  await log.archiveer();
  const { verbinding, sluit } = await openDuckdb();
  const gelezen = await verbinding.runAndReadAll(
    `select column_name, column_type from (describe from read_parquet('${pad(APRIL)}'))
     where column_type <> 'VARCHAR' order by 1`,
  );
  sluit();
  expect(gelezen.getRows()).toEqual([
    ['account_uuid', 'UUID'],
    ['artikelen', 'VARCHAR[]'],
    ['gegevens', 'VARCHAR[]'],
    ['id', 'UUID'],
    ['leerling_id', 'UUID'],
    ['levering_id', 'UUID'],
    ['onder_artikelen', 'VARCHAR[]'],
    ['plaats', 'BIGINT'],
    ['tijdstip', 'TIMESTAMP WITH TIME ZONE'],
    ['volgnummer', 'BIGINT'],
    ['zout', 'UUID'],
  ]);
});
