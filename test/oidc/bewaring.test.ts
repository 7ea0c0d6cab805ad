import { once } from 'node:events';
import { appendFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import * as client from 'openid-client';
import { PgBoss } from 'pg-boss';
import { leerlingVan } from '../../src/register/index.ts';
import { startWerkrooster } from '../../src/store/index.ts';
import { legStopVast } from '../../src/toepassingen/index.ts';
import { Bezoeker } from '../opzet/bezoek/bezoeker.ts';
import { type Idp, startIdp } from '../opzet/server/idp.ts';
import { INRICHTING } from '../opzet/server/inrichting.ts';
import { leeridBij } from '../opzet/server/leerid.ts';
import { relyingParty, vraagAan } from '../opzet/toepassing/relying_party.ts';
import { wachtOp, wachtTot } from '../opzet/wachten.ts';

let ontvanger: Server;
let idp: Idp;
const berichten: string[] = [];
beforeAll(async () => {
  ontvanger = createServer((verzoek, uit) => {
    berichten.push(verzoek.url ?? '');
    verzoek.resume();
    ontvanger.emit('bericht');
    uit.writeHead(200).end();
  }).listen(0);
  await once(ontvanger, 'listening');
  const { port } = ontvanger.address() as AddressInfo;
  idp = await startIdp((configmap) =>
    appendFile(
      join(configmap, 'toepassingen', 'smartschool.yaml'),
      `backchannel_logout_uri: http://localhost:${port}/smartschool\n`,
    ),
  );
});
afterAll(async () => {
  await idp.stop();
  ontvanger.closeAllConnections();
  ontvanger.close();
});

async function verslagen(aantal: number): Promise<unknown[]> {
  const rijen = await idp.db.selectFrom('verslagen').select(['soort', 'kenmerk', 'tellingen']).execute();
  return rijen.length < aantal ? verslagen(aantal) : rijen;
}

/** Makes the account look as if it was made, and last used, this long ago. */
const verouder = (gebruikersnaam: string, jaren: number) =>
  sql`update accounts a set aangemaakt_op = aangemaakt_op - make_interval(years => ${jaren}),
    laatst_aangemeld_op = laatst_aangemeld_op - make_interval(years => ${jaren})
    from aanmeldmiddelen m where m.account_uuid = a.account_uuid and m.gebruikersnaam = ${gebruikersnaam}`.execute(
    idp.db,
  );

/** Makes yesterday the pupil's last school day. */
const schrijfUit = async (gebruikersnaam: string) =>
  idp.db
    .updateTable('inschrijvingen')
    .set({ tot: '2026-11-22' })
    .where('leerling_id', '=', (await leerlingVan(idp.db, gebruikersnaam)) ?? '')
    .execute();

/** Starts the task as if its hour had come. */
async function laatBeginnen(taak: string): Promise<void> {
  const rooster = new PgBoss({ connectionString: idp.databaseUrl, schema: 'werkrooster', supervise: false });
  await rooster.start();
  await rooster.send(taak, {});
  await rooster.stop();
}

const leerid = (...opdracht: string[]) => leeridBij(idp, 'bewaring', ...opdracht);

test('planned for half past three in Brussels, once for all nodes, also when a second one starts', async () => {
  const tweede = await startWerkrooster(idp.databaseUrl, INRICHTING.taken, () => {});
  const { rows } = await sql`select name, cron, timezone from werkrooster.schedule
    where name like '%bewaring' order by name`.execute(idp.db);
  const plan = { cron: '30 3 * * *', timezone: 'Europe/Brussels' };
  expect(rows).toEqual(['bewaring', 'toetsbewaring'].map((name) => ({ name, ...plan })));
  const wachtrijen = await sql`select policy from werkrooster.queue where name like '%bewaring'`.execute(idp.db);
  expect(wachtrijen.rows).toEqual([{ policy: 'exclusive' }, { policy: 'exclusive' }]);
  await tweede.stop();
});

test('a node does it: sessions of what is erased end, the application hears of it, and a report and a log line tell', async () => {
  const rp = await relyingParty(idp, 'smartschool');
  const { url, controles } = await vraagAan(rp, 'smartschool');
  const { verder } = await new Bezoeker().meldAan(url, 'leerling.gewoon');
  const tokens = await client.authorizationCodeGrant(rp, verder as URL, controles);
  await verouder('leerling.gewoon', 4);
  await schrijfUit('leerling.gewoon');
  await laatBeginnen('bewaring');
  const tellingen = { leerlingen: 0, accounts: 1 };
  expect(await verslagen(1)).toMatchObject([{ soort: 'bewaring', kenmerk: '2026-11-23', tellingen }]);
  await wachtOp('a logout message', ontvanger, 'bericht', () => berichten.length > 0);
  expect(berichten).toEqual(['/smartschool']);
  await expect(client.fetchUserInfo(rp, tokens.access_token, client.skipSubjectCheck)).rejects.toThrow();
  expect((await new Bezoeker().meldAan((await vraagAan(rp, 'smartschool')).url, 'leerling.gewoon')).status).toBe(401);
  // The node tells of it once the report stands in the database.
  const isVerteld = () =>
    idp.logregels.some((regel) => regel.includes('bewaring: gewist') && regel.includes('"accounts":1'));
  await wachtTot('the line of the log', isVerteld);
});

test('leerid bewaring: first a trial, then really', async () => {
  await verouder('leerling.tijdelijk', 4);
  const regels = (...opdracht: string[]) =>
    leerid(...opdracht)
      .stdout.trimEnd()
      .split('\n');
  const gewist = (accounts: number) => [
    'leerlingen langer dan P3Y zonder inschrijving, gewist: 0',
    `accounts langer dan P3Y niet gebruikt, van wie niet ingeschreven is, gewist: ${accounts}`,
    'klassen langer dan P1Y na de inschrijving waaronder een leerling erin zat, gewist: 0',
    'toegewezen toetsen waarvan het venster of de akte voorbij is, gewist: 0',
  ];
  const PROEF = 'proef: er is niets gewist';
  const inProef = (accounts: number) => expect.arrayContaining([...gewist(accounts), PROEF]);
  expect(regels('--proef')).toEqual(inProef(0));
  await schrijfUit('leerling.tijdelijk');
  expect(regels('--proef')).toEqual(inProef(1));
  const echt = regels();
  expect(echt).toEqual(expect.arrayContaining(gewist(1)));
  expect(echt).not.toContain(PROEF);
  expect(regels()).toEqual(expect.arrayContaining(gewist(0)));
  expect(await verslagen(5)).toHaveLength(5);
});

describe('leerid bewaring follows the setting', () => {
  beforeAll(async () => {
    await verouder('leerling.tweescholen', 4);
    await schrijfUit('leerling.tweescholen');
  });

  test.each([
    ['geen', 'accounts: geen termijn (LEERID_BEWAAR_INACTIEF_ACCOUNT=geen), er wordt geen enkele gewist', true],
    ['P2Y', 'accounts langer dan P2Y niet gebruikt, van wie niet ingeschreven is, gewist: 1', false],
  ])('%s', async (termijn, regel, blijft) => {
    process.env.LEERID_BEWAAR_INACTIEF_ACCOUNT = termijn;
    const { stdout } = leerid();
    delete process.env.LEERID_BEWAAR_INACTIEF_ACCOUNT;
    expect(stdout.split('\n')[1]).toBe(regel);
    expect((await leerlingVan(idp.db, 'leerling.tweescholen')) !== undefined).toBe(blijft);
  });
});

test('assigned tests: kept as long as the window of the signed dossier is open, and gone in the night after it', async () => {
  const toegewezen = () => idp.db.selectFrom('toetstoewijzingen').select('toets').execute();
  const laatste = (voorbij: number) =>
    `toegewezen toetsen waarvan het venster of de akte voorbij is, gewist: ${voorbij}\n`;
  const voor = await toegewezen();
  expect(voor.length).toBeGreaterThan(0);
  await sql`delete from verslagen`.execute(idp.db);
  idp.klok.zet(Temporal.Instant.from('2027-01-18T02:30:00Z'));
  await laatBeginnen('toetsbewaring');
  const verslag = (kenmerk: string, toetstoewijzingen: number) => ({
    soort: 'bewaring',
    kenmerk,
    tellingen: { toetstoewijzingen },
  });
  expect(await verslagen(1)).toEqual([verslag('2027-01-18', 0)]);
  expect(await toegewezen()).toEqual(voor);
  idp.klok.zet(Temporal.Instant.from('2027-01-19T02:30:00Z'));
  expect(leerid('--proef').stdout).toContain(laatste(voor.length));
  await laatBeginnen('toetsbewaring');
  expect(await verslagen(2)).toContainEqual(verslag('2027-01-19', voor.length));
  expect(await toegewezen()).toEqual([]);
  await wachtTot('the line of the log', () => idp.logregels.join('').includes(`"toetstoewijzingen":${voor.length}`));
  expect(leerid('--proef').stdout).toContain(laatste(0));
});

test('assigned tests do not outlive the act: after the last day of it what lies ahead goes as well', async () => {
  const [leerling] = await idp.db.selectFrom('leerlingen').select('id').limit(1).execute();
  const [toets] = await idp.db.selectFrom('toetsen').select('code').limit(1).execute();
  await idp.db
    .insertInto('toetstoewijzingen')
    .values({
      ...{ leerling_id: leerling?.id ?? '', toets: toets?.code ?? '' },
      ...{ van: '2027-05-10T07:00:00Z', tot: '2027-05-10T08:00:00Z' },
    })
    .execute();
  const stop = { op: '2027-01-21', door: 'agodi', reden: 'inbreuk' };
  await legStopVast(idp.db, 'vlaamse-toetsen', stop, idp.klok.nu());
  const zou = () => /toetsen.*: (\d+)/.exec(leerid('--proef').stdout)?.[1];
  idp.klok.zet(Temporal.Instant.from('2027-01-20T02:30:00Z'));
  expect(zou()).toBe('0');
  idp.klok.zet(Temporal.Instant.from('2027-01-21T02:30:00Z'));
  expect(zou()).toBe('1');
  await sql`delete from verslagen`.execute(idp.db);
  await laatBeginnen('toetsbewaring');
  expect(await verslagen(1)).toMatchObject([{ kenmerk: '2027-01-21', tellingen: { toetstoewijzingen: 1 } }]);
  expect(await idp.db.selectFrom('toetstoewijzingen').select('toets').execute()).toEqual([]);
});
