import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { zetbareKlok } from '../../../src/klok.ts';
import { maakHandtekening } from '../../../src/privacy/boom/notitie.ts';
import { leesVkey } from '../../../src/privacy/boom/vkey.ts';
import { bewijsRij, controleerBewijsbestand } from '../../../src/privacy/opdrachten/bewijs_rij.ts';
import { controleerDatabase, controleerUitvoer } from '../../../src/privacy/opdrachten/controleer_privacylog.ts';
import { voerPrivacylogUit } from '../../../src/privacy/opdrachten/voer_privacylog_uit.ts';
import { leesCheckpoints } from '../../../src/privacy/zegel/checkpointrijen.ts';
import type { Terminal } from '../../../src/terminal/index.ts';
import { maakTestdatabase, type Testdatabase } from '../../opzet/database/testdatabase.ts';
import { leerid, metRegister } from '../../opzet/server/leerid.ts';
import { maakProefsleutel, ORIGIN } from './proeflog.ts';
import { leesNummers, leesVkeys, vulVerzegeldLog } from './verzegeld_log.ts';

/** An operator exports the log, an auditor checks it; and the proof of one row. */

const OMVANG = 300;
const klok = zetbareKlok(Temporal.Instant.from('2026-11-30T12:00:00Z'));
const omgeving = process.env;
let database: Testdatabase;
let map: string;
let vkey: string;
let nummers: number[];
beforeAll(async () => {
  map = mkdtempSync(join(tmpdir(), 'opdrachten-'));
  database = await maakTestdatabase();
  process.env = { ...omgeving, DATABASE_URL: database.url };
  await vulVerzegeldLog(database.db, klok, OMVANG / 2, ['2026-11-02T09:00:00Z', '2026-12-02T09:00:00Z']);
  [vkey = ''] = await leesVkeys(database.db);
  nummers = await leesNummers(database.db);
});
afterAll(async () => {
  process.env = omgeving;
  rmSync(map, { recursive: true });
  await database.weg();
});

let plek: Terminal;
let getoond: string;
beforeEach(() => {
  getoond = '';
  const uit = new PassThrough().on('data', (deel) => {
    getoond += deel;
  });
  plek = { in: new PassThrough(), uit };
});

async function opzoekingen() {
  return database.db
    .selectFrom('privacylog')
    .select(['wie_soort', 'wie_id', 'doel', 'leerling_id'])
    .where('aanleiding', '=', 'opzoeking')
    .orderBy('volgnummer')
    .execute();
}

test('an export is written for its owner alone, whole or not at all, after a row that says so', async () => {
  const naar = join(map, 'log.tar');
  const uitkomst = await voerPrivacylogUit(klok, { naar, doel: 'toezicht' }, plek);
  expect(uitkomst).toMatchObject({ goed: true });
  expect(uitkomst.regels.join('\n')).toContain(`300 van 300 rijen in ${naar}`);
  expect(statSync(naar).mode & 0o777).toBe(0o600);
  expect(await opzoekingen()).toEqual([
    { wie_soort: 'operator', wie_id: 'privacylog voer-uit', doel: 'toezicht', leerling_id: null },
  ]);
  expect(await controleerUitvoer(klok, naar, { sleutel: [vkey] }, plek)).toEqual({
    regels: [
      `log ${ORIGIN}: 300 rijen verzegeld, 2 checkpoints`,
      'rijen vergeleken met hun hash: 300',
      'geen getuige bevestigt dit: alleen de sleutel van het log staat ervoor in',
      '✓ het log klopt',
    ],
    goed: true,
  });
  await expect(voerPrivacylogUit(klok, { naar, doel: 'toezicht' }, plek)).rejects.toThrow('bestaat al');
  expect(readdirSync(map)).toEqual(['log.tar']);
});

test('one month: its rows, and the hashes of all others', async () => {
  const naar = join(map, 'maand.tar');
  await voerPrivacylogUit(klok, { naar, doel: 'toezicht', maand: '2026-12' }, plek);
  const { regels, goed } = await controleerUitvoer(klok, naar, { sleutel: [vkey], maand: '2026-12' }, plek);
  expect(goed).toBe(true);
  for (const maand of [undefined, '2026-11']) {
    const minder = await controleerUitvoer(klok, naar, { sleutel: [vkey], maand }, plek);
    expect(minder).toMatchObject({ goed: false });
    expect(minder.regels).toContainEqual(expect.stringMatching(/^✗ rijen_niet_gegeven: alleen de rijen van 2026-12/));
  }
  expect(regels).toContain('rijen vergeleken met hun hash: 150');
  expect(regels.join('\n')).toContain('rijen zonder tekst: 150');
  const inhoud = readFileSync(naar, 'latin1');
  expect(inhoud.match(/"tijdstip":"2026-11/g)).toBeNull();
  expect(inhoud.match(/"tijdstip":"2026-12/g)).toHaveLength(150);
  const leeg = voerPrivacylogUit(klok, { naar: join(map, 'x.tar'), doel: 'toezicht', maand: '2025-01' }, plek);
  await expect(leeg).rejects.toThrow('geen verzegelde rijen van 2025-01');
});

describe('keys', () => {
  test('an auditor has to bring one, and another one proves nothing', async () => {
    const naar = join(map, 'log.tar');
    expect(await controleerUitvoer(klok, naar, {}, plek)).toMatchObject({ goed: false });
    const { regels, goed } = await controleerUitvoer(klok, naar, { sleutel: [maakProefsleutel().vkey] }, plek);
    expect(goed).toBe(false);
    expect(regels).toContainEqual(expect.stringMatching(/^✗ sleutel_onbekend: checkpoint 150\./));
    expect(regels.at(-1)).toBe('✗ het log klopt niet: 2 bevindingen');
  });

  test('in a file, with their days', async () => {
    const bestand = join(map, 'sleutels');
    writeFileSync(bestand, `# van LeerID\n${vkey} 2026-01-01 -\n\n`);
    expect(await controleerUitvoer(klok, join(map, 'log.tar'), { sleutel: [bestand] }, plek)).toMatchObject({
      goed: true,
    });
    writeFileSync(bestand, `${vkey} 2026-01-01 2026-06-30\n`);
    const { regels } = await controleerUitvoer(klok, join(map, 'log.tar'), { sleutel: [bestand] }, plek);
    expect(regels.join('\n')).toContain('✗ sleutel_buiten_termijn: checkpoint 150.');
    writeFileSync(bestand, 'niets');
    const fout = controleerUitvoer(klok, join(map, 'log.tar'), { sleutel: [bestand] }, plek);
    await expect(fout).rejects.toThrow('"niets" is geen sleutel van een log');
  });
});

test('in the database: with its own keys, which it says, and with what is too new to be sealed', async () => {
  const { regels, goed } = await controleerDatabase(klok, {}, plek);
  expect(goed).toBe(true);
  expect(regels[0]).toMatch(/^nog niet verzegeld: \d+ rijen, de oudste van 2026-11-30 13:00$/);
  expect(regels[1]).toContain('met de sleutels uit de database zelf');
  expect(getoond).toContain('controleren: 300 van 300 rijen');
});

describe('the proof of a row', () => {
  const bewijs = () => join(map, 'rij.tlog-proof');

  test('by its number: the row, its place, and who cosigned', async () => {
    const nummer = nummers[222] as number;
    expect(await bewijsRij(klok, String(nummer), { naar: bewijs(), doel: 'inzageverzoek' })).toMatchObject({
      goed: true,
    });
    const rij = await database.db
      .selectFrom('privacylog')
      .selectAll()
      .where('volgnummer', '=', nummer)
      .executeTakeFirstOrThrow();
    expect((await opzoekingen()).at(-1)).toMatchObject({ wie_id: 'privacylog bewijs', leerling_id: rij.leerling_id });
    expect(readFileSync(bewijs(), 'utf8')).toMatch(
      /^c2sp\.org\/tlog-proof@v1\nextra \S+\nindex 222\n(\S{44}\n){9}\nleerid\.test/,
    );
    const { regels, goed } = await controleerBewijsbestand(bewijs(), { sleutel: [vkey] });
    expect(goed).toBe(true);
    expect(regels).toContain(`id: ${rij.id}`);
    expect(regels).toContain(`zout: ${rij.zout}`);
    expect(regels.at(-1)).toBe('✓ deze rij staat op plaats 222 in het log, onder het checkpoint van 300 rijen');
  });

  test('by its id; a row that is not there, and what is no row', async () => {
    const { id } = await database.db
      .selectFrom('privacylog')
      .select('id')
      .orderBy('volgnummer')
      .limit(1)
      .executeTakeFirstOrThrow();
    expect(await bewijsRij(klok, id, { naar: join(map, 'eerste'), doel: 'toezicht' })).toMatchObject({ goed: true });
    const nergens = { naar: join(map, 'nergens'), doel: 'toezicht' } as const;
    expect(await bewijsRij(klok, '999999', nergens)).toEqual({
      regels: ['rij 999999 staat niet in het log, of is gewist na haar termijn'],
      goed: false,
    });
    expect(() => bewijsRij(klok, 'x', nergens)).toThrow('"x" is geen rij');
    const nieuw = (await leesNummers(database.db)).at(-1) as number;
    await expect(bewijsRij(klok, String(nieuw), nergens)).rejects.toThrow('nog niet verzegeld');
  });

  test.each<[string, (tekst: string) => string, string]>([
    [
      'another row',
      (t) => t.replace(/extra \S+/, `extra ${Buffer.from('{"volgnummer":"1"}').toString('base64')}`),
      'rij_niet_bewezen',
    ],
    ['another place', (t) => t.replace('index 222', 'index 223'), 'rij_niet_bewezen'],
    ['a hash less', (t) => t.replace(/\n\S{44}\n\n/, '\n\n'), 'rij_niet_bewezen'],
    ['another size', (t) => t.replace('\n300\n', '\n301\n'), 'checkpoint_vervalst'],
    ['no signature', (t) => t.replace(/\n— .*/, '\n'), 'checkpoint_onleesbaar'],
  ])('changed: %s', async (_wat, doe, code) => {
    const anders = join(map, 'anders');
    writeFileSync(anders, doe(readFileSync(bewijs(), 'utf8')));
    const { regels, goed } = await controleerBewijsbestand(anders, { sleutel: [vkey] });
    expect(goed).toBe(false);
    expect(regels[0]).toMatch(new RegExp(`^✗ ${code}:`));
  });

  test.each(['', 'c2sp.org/tlog-proof@v1\n', 'x'.repeat(1_000_000)])('no proof at all', async (tekst) => {
    writeFileSync(join(map, 'geen'), tekst);
    await expect(controleerBewijsbestand(join(map, 'geen'), { sleutel: [vkey] })).rejects.toThrow('geen bewijs');
  });
});

test('what a witness cosigned goes into the export and the proof', async () => {
  const getuige = maakProefsleutel('getuige.test', 'medeondertekening');
  const [eerste] = await leesCheckpoints(database.db, 0, 1);
  const tekst = String(eerste?.notitie).replace(/\n— .*/s, '');
  const seconden = Date.parse('2026-11-30T12:01:00Z') / 1000;
  const regel = maakHandtekening(tekst, { ...getuige, seconden });
  const { sleutelnummer = '' } = leesVkey(getuige.vkey) ?? {};
  await database.db
    .insertInto('medeondertekeningen')
    .values({ omvang: 150, partij: 'school', sleutelnummer, regel, gezet_op: klok.nu().toString() })
    .execute();
  const [naar, bewijs] = [join(map, 'mede.tar'), join(map, 'mede')];
  await voerPrivacylogUit(klok, { naar, doel: 'toezicht' }, plek);
  await bewijsRij(klok, String(nummers[20]), { naar: bewijs, doel: 'toezicht' });
  const sleutels = { sleutel: [vkey], getuige: [getuige.vkey] };
  expect((await controleerUitvoer(klok, naar, sleutels, plek)).regels).toContain(
    'getuige getuige.test bevestigde 150 rijen op 2026-11-30 13:01; de 150 rijen daarna bevestigde hij nog niet',
  );
  expect(await controleerDatabase(klok, sleutels, plek)).toMatchObject({ goed: true });
  expect((await controleerBewijsbestand(bewijs, sleutels)).regels.slice(-2)).toEqual([
    '✓ deze rij staat op plaats 20 in het log, onder het checkpoint van 150 rijen',
    'getuige getuige.test bevestigde dat op 2026-11-30 13:01',
  ]);
});

test('an edited row: the command says which one, and ends with 1', async () => {
  await sql`alter table privacylog disable trigger privacylog_blijft`.execute(database.db);
  await sql`update privacylog set client_id = 'ander' where volgnummer = ${nummers[42]}`.execute(database.db);
  const opdracht = await leerid(metRegister(database.url), ['privacylog', 'controleer', '--sleutel', vkey]);
  expect(opdracht.status).toBe(1);
  expect(opdracht.stdout).toContain(`✗ rij_gewijzigd: volgnummer ${nummers[42]}, rij `);
  expect(opdracht.stdout).toContain('plaats 42. Deze rij is na het verzegelen gewijzigd.');
});

test('where all checkpoints were taken away, it does not say that nothing was sealed yet', async () => {
  await database.db.transaction().execute(async (trx) => {
    await sql`set local session_replication_role = replica`.execute(trx);
    await sql`delete from privacylogcheckpoints`.execute(trx);
  });
  await expect(controleerDatabase(klok, {}, plek)).rejects.toThrow(
    /^staart_weg: er zijn tegels en geen enkel checkpoint/,
  );
});
