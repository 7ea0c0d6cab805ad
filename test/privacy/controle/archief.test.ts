import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { zetbareKlok } from '../../../src/klok.ts';
import { leesArchieftermijnen } from '../../../src/privacy/archief/archieftermijnen.ts';
import { wisOudeArchieven } from '../../../src/privacy/archief/wis_oude_archieven.ts';
import { zoekInLog } from '../../../src/privacy/archief/zoek_in_log.ts';
import { bewijsRij, controleerBewijsbestand } from '../../../src/privacy/opdrachten/bewijs_rij.ts';
import { controleerDatabase, controleerUitvoer } from '../../../src/privacy/opdrachten/controleer_privacylog.ts';
import { voerPrivacylogUit } from '../../../src/privacy/opdrachten/voer_privacylog_uit.ts';
import type { Uitkomst } from '../../../src/terminal/index.ts';
import { type Archieflog, maakArchieflog, NU } from '../../opzet/database/archieflog.ts';
import { leesVkeys } from './verzegeld_log.ts';

/** Rows that left the database for the archive are checked in their place, and so is what became of its files. */

const [MAART, APRIL] = ['privacylog-2026-03.parquet', 'privacylog-2026-04.parquet'];
const plek = { in: new PassThrough(), uit: new PassThrough().resume() };
const klok = zetbareKlok(NU);
const omgeving = process.env;

let log: Archieflog;
beforeEach(async () => {
  klok.zet(NU);
  log = await maakArchieflog();
  process.env = { ...omgeving, DATABASE_URL: log.url };
  await log.vul(['2026-03', 300], ['2026-04', 300], ['2026-05', 20]);
  await log.archiveer();
});
afterEach(async () => {
  process.env = omgeving;
  await log.weg();
});

const controleer = () => controleerDatabase(klok, { archief: log.map }, plek);

test('archived months are checked with the rest, and exported with it', async () => {
  expect((await controleer()).regels).toEqual(
    expect.arrayContaining(['rijen vergeleken met hun hash: 620', '✓ het log klopt']),
  );
  await expect(controleerDatabase(klok, {}, plek)).rejects.toThrow(
    '2 maanden staan in het archief: geef met --archief',
  );
  const naar = join(log.map, 'log.tar');
  await voerPrivacylogUit(klok, { naar, archief: log.map, doel: 'toezicht' }, plek);
  const { regels } = await controleerUitvoer(klok, naar, { sleutel: await leesVkeys(log.db) }, plek);
  expect(regels).toEqual(expect.arrayContaining(['rijen vergeleken met hun hash: 620', '✓ het log klopt']));
});

test.each<[string, (map: string) => void, string]>([
  ['a byte changed', (map) => writeFileSync(join(map, APRIL), bedorven(join(map, APRIL))), APRIL],
  ['a file missing', (map) => rmSync(join(map, APRIL)), APRIL],
  [
    'two files swapped',
    (map) => {
      renameSync(join(map, MAART), join(map, 'x'));
      renameSync(join(map, APRIL), join(map, MAART));
      renameSync(join(map, 'x'), join(map, APRIL));
    },
    MAART,
  ],
])('%s', async (_wat, doe, bestand) => {
  doe(log.map);
  const { regels, goed } = await controleer();
  expect(goed).toBe(false);
  expect(regels.find((regel) => regel.startsWith('✗'))).toMatch(new RegExp(`^✗ archief_onleesbaar: \\S+/${bestand}`));
});

describe('rows that are gone', () => {
  const wisRijen = (waar: string) =>
    log.db.transaction().execute(async (trx) => {
      await sql`set local session_replication_role = replica`.execute(trx);
      await sql`delete from privacylog where ${sql.raw(waar)}`.execute(trx);
    });
  const wisMaart = async () => {
    await sql`update privacylogarchieven set gewist_op = now() where maand = '2026-03-01'`.execute(log.db);
    rmSync(join(log.map, MAART));
  };
  const bevindingen = ({ regels }: Uitkomst) =>
    regels.filter((een) => een.startsWith('✗')).map((een) => een.slice(0, 60));

  test('were erased ten years after they were sealed: their places are proven, and the rest is whole', async () => {
    await wisMaart();
    klok.zet(NU.add({ hours: 24 * 3654 }));
    const { regels, goed } = await controleer();
    expect(goed).toBe(true);
    expect(regels).toContain('rijen vergeleken met hun hash: 320');
    expect(regels.join('\n')).toContain('rijen zonder tekst: 300. Hun plaats is bewezen, hun inhoud is hier niet');
    const naar = join(log.map, 'log.tar');
    await voerPrivacylogUit(klok, { naar, archief: log.map, doel: 'toezicht' }, plek);
    const sleutel = await leesVkeys(log.db);
    expect(await controleerUitvoer(klok, naar, { sleutel }, plek)).toMatchObject({ goed: true });
    // By the clock of the auditor their term is not over.
    klok.zet(NU);
    expect(bevindingen(await controleerUitvoer(klok, naar, { sleutel }, plek))).toContainEqual(
      expect.stringMatching(/^✗ te_vroeg_gewist: plaats 0 tot en met 299/),
    );
  });

  test('are called erased before their term was over', async () => {
    await wisMaart();
    expect(bevindingen(await controleer())).toContainEqual(
      expect.stringMatching(/^✗ te_vroeg_gewist: plaats 0 tot en met 299/),
    );
  });

  test('and a row of long ago that came after them is no reason for them to be missing', async () => {
    await log.vul(['2016-01', 1]);
    await log.archiveer();
    expect(await wisOudeArchieven(log.plek, leesArchieftermijnen({}))).toEqual([]);
    await sql`update privacylogarchieven set gewist_op = now() where maand = '2016-01-01'`.execute(log.db);
    await wisRijen("tijdstip >= '2026-05-01'");
    const gevonden = bevindingen(await controleer());
    expect(gevonden).toContainEqual(
      expect.stringMatching(/^✗ rij_verwijderd: volgnummer \d+, plaats 600, vanaf hier 20 /),
    );
    expect(gevonden).toContainEqual(expect.stringMatching(/^✗ te_vroeg_gewist: plaats 620 tot en met 620/));
  });
});

describe('the proof of a row whose month is in a file', () => {
  const naar = () => join(log.map, 'rij.tlog-proof');
  const bewijs = (rij: string, ...[archief]: string[]) =>
    bewijsRij(klok, rij, { naar: naar(), doel: 'toezicht', ...(archief && { archief }) });
  let april: { id: string; volgnummer: string };
  beforeEach(async () => {
    const rijen = zoekInLog(
      { log: log.db, dienst: log.db, map: log.map },
      { van: Temporal.Instant.from('2026-04-01T00:00Z') },
    );
    april = (await rijen.next()).value as typeof april;
    await rijen.return(undefined);
  });

  test.each(['volgnummer', 'id'] as const)('by its %s', async (naam) => {
    expect(await bewijs(april[naam], log.map)).toMatchObject({ goed: true });
    const { regels, goed } = await controleerBewijsbestand(naar(), { sleutel: await leesVkeys(log.db) });
    expect(goed).toBe(true);
    expect(regels).toContain(`id: ${april.id}`);
    expect(regels.at(-1)).toBe('✓ deze rij staat op plaats 300 in het log, onder het checkpoint van 620 rijen');
  });

  test('without the folder it says which month to look in, and writes nothing', async () => {
    await expect(bewijs(april.volgnummer)).rejects.toThrow(/^2026-04: staat in het archief; geef met --archief/);
    expect(existsSync(naar())).toBe(false);
  });

  test('by its number it needs the file of its month alone, and that unchanged', async () => {
    rmSync(join(log.map, MAART));
    expect(await bewijs(april.volgnummer, log.map)).toMatchObject({ goed: true });
    rmSync(naar());
    writeFileSync(join(log.map, APRIL), bedorven(join(log.map, APRIL)));
    await expect(bewijs(april.volgnummer, log.map)).rejects.toThrow('dit is niet het bestand dat geschreven is');
  });

  test('a row that nobody has, and one that was erased after its term', async () => {
    expect(await bewijs('999999', log.map)).toMatchObject({ goed: false });
    await sql`update privacylogarchieven set gewist_op = now() where maand = '2026-04-01'`.execute(log.db);
    expect((await bewijs(april.volgnummer, log.map)).regels).toEqual([
      `rij ${april.volgnummer} staat niet in het log, of is gewist na haar termijn`,
    ]);
  });
});

function bedorven(bestand: string): Buffer {
  const bytes = readFileSync(bestand);
  bytes[100] = (bytes[100] ?? 0) ^ 1;
  return bytes;
}
