import { randomBytes, randomUUID } from 'node:crypto';
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { zetbareKlok } from '../../../src/klok.ts';
import { metVasteMaanden } from '../../../src/privacy/archief/vaste_maanden.ts';
import { zoekInLog } from '../../../src/privacy/archief/zoek_in_log.ts';
import type { Zoekvraag } from '../../../src/privacy/archief/zoekvraag.ts';
import { type Zoekopties, zoekInPrivacylog } from '../../../src/privacy/opdrachten/zoek_in_privacylog.ts';
import { leesLeerlingVanAccount, leesVroegereLeerlingen } from '../../../src/register/index.ts';
import { bereidVoor } from '../../../src/store/index.ts';
import { type Archieflog, maakArchieflog, NU } from '../../opzet/database/archieflog.ts';
import { INRICHTING } from '../../opzet/server/inrichting.ts';

/** What stands in the log about somebody is found, in the archive and in the database, by whoever says why. */

const [LEERLING, VROEGER, ACCOUNT, LEVERING] = Array.from({ length: 4 }, () => randomUUID()) as [
  string,
  string,
  string,
  string,
];
const MAART = 'privacylog-2026-03.parquet';

let log: Archieflog;
const omgeving = process.env;
beforeAll(async () => {
  log = await maakArchieflog();
  for (const maand of ['2026-03', '2026-04', '2026-11']) await vulMaand(maand);
  await log.verzegel();
  await log.archiveer();
  process.env = { ...omgeving, DATABASE_URL: log.url };
});
afterAll(async () => {
  process.env = omgeving;
  await log.weg();
});

/** Rows of this pupil, also under an earlier key, and of two thousand others. */
async function vulMaand(maand: string): Promise<void> {
  const rij = (dag: string, anders: object) => ({
    tijdstip: `${maand}-${dag}T10:00:00Z`,
    protocol: 'smartschool',
    protocol_hash: 'ab'.repeat(32),
    client_id: 'smartschool',
    stroom: 'bij_aanmelding' as const,
    gegevens: ['naam'],
    artikelen: ['art. 3'],
    rechtsgrond: '6.1.e',
    aanleiding: 'aanmelding' as const,
    leerling_id: LEERLING,
    account_uuid: ACCOUNT,
    ...anders,
  });
  const rijen = [
    rij('20', {}),
    rij('02', { leerling_id: VROEGER, account_uuid: randomUUID() }),
    rij('11', { client_id: 'rekenboek', protocol: 'rekenboek' }),
    rij('12', { aanleiding: 'levering', levering_id: LEVERING, stroom: 'periodiek' }),
  ];
  await log.db.insertInto('privacylog').values(rijen).execute();
  await log.vul([maand, 2000]);
}

const bronnen = () => ({ log: log.db, dienst: log.db, map: log.map });
const zoek = (vraag: Zoekvraag) => Array.fromAsync(zoekInLog(bronnen(), vraag));
const dagen = async (vraag: Zoekvraag) => (await zoek(vraag)).map(({ tijdstip }) => String(tijdstip).slice(5, 10));

test('of a pupil: the oldest first, the archive and the database in one row', async () => {
  const zijn = ['03-11', '03-12', '03-20', '04-11', '04-12', '04-20', '11-11', '11-12', '11-20'];
  expect(await dagen({ leerlingen: [LEERLING] })).toEqual(zijn);
  expect(await dagen({ leerlingen: [LEERLING, VROEGER] })).toEqual([...zijn, '03-02', '04-02', '11-02'].sort());
  expect(await dagen({ leerlingen: [randomUUID()] })).toEqual([]);
});

test.each<[string, Zoekvraag, string[]]>([
  [
    'an account',
    { account: ACCOUNT, client: 'smartschool', tot: Temporal.Instant.from('2026-04-01T00:00:00Z') },
    ['03-12', '03-20'],
  ],
  ['an application', { client: 'rekenboek' }, ['03-11', '04-11', '11-11']],
  ['a delivery', { levering: LEVERING }, ['03-12', '04-12', '11-12']],
  ['an act', { protocol: 'rekenboek' }, ['03-11', '04-11', '11-11']],
  [
    'a time: from a moment, up to another',
    {
      client: 'rekenboek',
      van: Temporal.Instant.from('2026-03-11T10:00:00Z'),
      tot: Temporal.Instant.from('2026-04-11T10:00:00Z'),
    },
    ['03-11'],
  ],
])('by %s', async (_wat, vraag, verwacht) => {
  expect(await dagen(vraag)).toEqual(verwacht);
});

test('a row of the archive is given as one of the database', async () => {
  const [oud, nieuw] = [(await zoek({ client: 'rekenboek' })).at(0), (await zoek({ client: 'rekenboek' })).at(-1)];
  const eigen = ['id', 'tijdstip', 'volgnummer', 'zout'];
  const rest = (rij?: object) =>
    Object.fromEntries(Object.entries(rij ?? {}).filter(([naam]) => !eigen.includes(naam)));
  expect(rest(oud)).toEqual(rest(nieuw));
  expect(String(oud?.tijdstip)).toBe('2026-03-11T10:00:00.000000Z');
});

describe('the archive is not whole', () => {
  const pad = () => join(log.map, MAART);
  afterEach(async () => {
    await rename(join(log.map, 'weg'), pad()).catch(() => {});
  });

  test('a file that is missing is named, unless the question is about later', async () => {
    await rename(pad(), join(log.map, 'weg'));
    await expect(zoek({ leerlingen: [LEERLING] })).rejects.toThrow(`${pad()}: ontbreekt`);
    expect(await dagen({ leerlingen: [LEERLING], van: Temporal.Instant.from('2026-04-01T00:00:00Z') })).toHaveLength(6);
  });

  test('no folder is given: the months are named', async () => {
    const zonder = Array.fromAsync(zoekInLog({ log: log.db, dienst: log.db }, { leerlingen: [LEERLING] }));
    await expect(zonder).rejects.toThrow('2026-03, 2026-04: staat in het archief; geef met --archief');
  });
});

test('while somebody searches no month leaves the database, so that no row is missed', async () => {
  const lezer = zoekInLog(bronnen(), { client: 'rekenboek' });
  await lezer.next();
  const trx = await log.db.startTransaction().execute();
  await sql`set local lock_timeout = '100ms'`.execute(trx);
  await expect(sql`drop table privacylog_20261101`.execute(trx)).rejects.toMatchObject({ code: '55P03' });
  await trx.rollback().execute();
  await lezer.return(undefined);
});

test('nor while the log is checked or exported; others go on writing', async () => {
  await metVasteMaanden(log.db, async () => {
    const trx = await log.db.startTransaction().execute();
    await sql`set local lock_timeout = '100ms'`.execute(trx);
    await sql`lock table privacylog in row exclusive mode`.execute(trx);
    await expect(sql`drop table privacylog_20261101`.execute(trx)).rejects.toMatchObject({ code: '55P03' });
    await trx.rollback().execute();
  });
});

describe('the command', () => {
  const klok = zetbareKlok(NU);
  async function voerUit(opties: Partial<Zoekopties>) {
    const [uit, terzijde] = [new PassThrough(), new PassThrough()];
    const teksten = Promise.all([text(uit), text(terzijde)]);
    const gewoon = { doel: 'inzageverzoek' as const, archief: log.map, hoogstens: 100, ndjson: false };
    const gedaan = zoekInPrivacylog(
      { klok, leesVroegereLeerlingen, leesLeerlingVanAccount },
      { ...gewoon, ...opties },
      { uit, terzijde },
    );
    const alles = await gedaan.finally(() => [uit, terzijde].map((een) => een.end()));
    const [regels, opzij] = await teksten;
    return { alles, regels: regels.split('\n').slice(0, -1), opzij };
  }
  const opzoekingen = () =>
    log.db
      .selectFrom('privacylog')
      .select(['wie_id', 'doel', 'leerling_id', 'gegevens'])
      .where('aanleiding', '=', 'opzoeking')
      .where('wie_id', '=', 'privacylog zoek')
      .orderBy('volgnummer', 'desc')
      .limit(2)
      .execute();

  test('a pupil is found under the keys of before a merge; it stands in the log that he was looked up', async () => {
    await sql`insert into leerlingen (id, voornaam, naam) values (${LEERLING}, 'Kind', 'Proef')`.execute(log.db);
    await sql`insert into samenvoegingen (leerling_id, verdwenen_leerling_id, gegevens, samengevoegd_op)
      values (${LEERLING}, ${VROEGER}, '{}', now())`.execute(log.db);
    const { regels, opzij } = await voerUit({ leerling: LEERLING });
    // The last ones are the looking up itself.
    expect(regels).toHaveLength(14);
    expect(opzij).toBe('14 rijen\n');
    expect(regels[0]).toBe(
      `2026-03-02 11:00  aanmelding  leerling over ${VROEGER} → smartschool, onder smartschool (toegang_tot_toepassing): naam`,
    );
    expect(new Set(regels.slice(-2))).toEqual(
      new Set(
        [LEERLING, VROEGER].map(
          (wie) => `2026-11-23 10:00  opzoeking  operator privacylog zoek over ${wie} (inzageverzoek): privacylog`,
        ),
      ),
    );
    const over = { wie_id: 'privacylog zoek', doel: 'inzageverzoek', gegevens: ['privacylog'] };
    expect(new Set(await opzoekingen())).toEqual(
      new Set([
        { ...over, leerling_id: LEERLING },
        { ...over, leerling_id: VROEGER },
      ]),
    );
  });

  test('as JSON, up to a number of rows', async () => {
    const { alles, regels, opzij } = await voerUit({ client: 'rekenboek', hoogstens: 2, ndjson: true });
    expect(regels.map((een) => JSON.parse(een).client_id)).toEqual(['rekenboek', 'rekenboek']);
    expect({ alles, opzij }).toEqual({ alles: false, opzij: expect.stringContaining('meer dan 2') });
  });

  test.each([
    ['EPIPE', true],
    ['ENOSPC', false],
  ])('the output ends with %s: it stops, and says so unless the reader just went away', async (code, goed) => {
    const uit = new PassThrough({ highWaterMark: 1 });
    const opties = { doel: 'toezicht', client: 'rekenboek', archief: log.map, hoogstens: 100, ndjson: true } as const;
    const hier = { klok, leesVroegereLeerlingen, leesLeerlingVanAccount };
    const gedaan = zoekInPrivacylog(hier, opties, { uit, terzijde: new PassThrough() });
    uit.once('data', () => uit.destroy(Object.assign(new Error(code), { code })));
    await (goed ? expect(gedaan).resolves.toBe(true) : expect(gedaan).rejects.toMatchObject({ code }));
  });

  test('a person with the role that reads the log; what he looks up is written by the account that serves', async () => {
    const naam = () => `app_${randomBytes(6).toString('hex')}`;
    const [dienst, jan] = [naam(), naam()];
    for (const rol of [dienst, jan]) await sql`create role ${sql.id(rol)} login password 'geheim'`.execute(log.db);
    const adres = (rol: string) => Object.assign(new URL(log.url), { username: rol, password: 'geheim' }).href;
    await bereidVoor({ databaseUrl: adres(dienst), eigenaarUrl: log.url }, INRICHTING.tabellen);
    await sql`grant leerid_log to ${sql.id(jan)}`.execute(log.db);
    try {
      process.env = { ...omgeving, DATABASE_URL: adres(dienst) };
      await expect(voerUit({ client: 'rekenboek' })).rejects.toThrow(/42501/);
      process.env = { ...omgeving, DATABASE_URL: adres(dienst), LEERID_LOG_DATABASE_URL: adres(jan) };
      expect((await voerUit({ client: 'rekenboek' })).regels).toHaveLength(3);
      // The other way round nothing can be written, so that nothing is shown.
      process.env = { ...omgeving, DATABASE_URL: adres(jan) };
      await expect(voerUit({ client: 'rekenboek' })).rejects.toThrow(/42501/);
    } finally {
      process.env = { ...omgeving, DATABASE_URL: log.url };
    }
  });
});
