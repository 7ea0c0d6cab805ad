import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import * as client from 'openid-client';
import { Bezoeker } from '../opzet/bezoek/bezoeker.ts';
import { regel, schrijfLevering } from '../opzet/register/nachten.ts';
import { type Idp, startIdp } from '../opzet/server/idp.ts';
import { leeridBij } from '../opzet/server/leerid.ts';
import { relyingParty, vraagAan } from '../opzet/toepassing/relying_party.ts';

/**
 * A school delivers another school's pupil by a weak key. That opens nothing for the school, and it is told
 * nothing, until somebody confirmed it.
 */

const NAAM = 'leerling.geenarchief';
const ARCHIEF = 'archief-voor-onderwijs';
const DIEF = '999003';

let idp: Idp;
beforeAll(async () => {
  idp = await startIdp();
  process.env.LEERID_INSZ_PEPPER = idp.instellingen.inszPeper;
  await sql`update leerlingen set unieke_persoon = 'UP-K' where voornaam = 'Kompas'`.execute(idp.db);
  await sql`insert into samenwerkingen (instellingsnummer, client_id, van) values (${DIEF}, 'smartschool', '2026-09-01')`.execute(
    idp.db,
  );
  const lijn = { insz: '', unieke_persoon: 'UP-K', geregistreerde_persoon: '', voornaam: 'Kompas', geboortedatum: '' };
  const inschrijving = regel(3, { ...lijn, naam: 'Voorbeeldleerling', instellingsnummer: DIEF, stamnummer: '2600019' });
  const manifest = await schrijfLevering({
    soort: 'wijzigingen',
    peildatum: '2026-11-23',
    inschrijvingen: [inschrijving],
  });
  expect(leeridBij(idp, 'discimus', 'laad', manifest).status).toBe(0);
}, 60_000);
afterAll(async () => {
  delete process.env.LEERID_INSZ_PEPPER;
  await idp.stop();
});

async function meldAan(clientId: string): Promise<Record<string, unknown> | undefined> {
  const rp = await relyingParty(idp, clientId);
  const { url, controles } = await vraagAan(rp, clientId);
  const { verder } = await new Bezoeker().meldAan(url, NAAM);
  if (!verder?.searchParams.has('code')) return undefined;
  const { access_token } = await client.authorizationCodeGrant(rp, verder, controles);
  return client.fetchUserInfo(rp, access_token, client.skipSubjectCheck);
}

/**
 * The statement of docs/beheer.md that makes an application visible, for this school and this application.
 */
async function maakZichtbaar(clientId: string): Promise<void> {
  const opdracht = /insert into zichtbaarheid[^;]*;/.exec(await readFile('docs/beheer.md', 'utf8'))?.[0] ?? '';
  const eigen = opdracht.replaceAll("'012345'", `'${DIEF}'`).replaceAll("'rekenboek'", `'${clientId}'`);
  expect(eigen).not.toBe(opdracht);
  await sql.raw(eigen).execute(idp.db);
}

const zichtbaar = async () => {
  const { rows } = await sql<{ client_id: string }>`select z.client_id from zichtbaarheid z
    join leerlingen l on l.id = z.leerling_id where l.voornaam = 'Kompas' and z.instellingsnummer = ${DIEF} order by 1`.execute(
    idp.db,
  );
  return rows.map(({ client_id }) => client_id);
};

test('the statement of the documentation makes nothing visible for a pupil whose enrolment nobody confirmed', async () => {
  await maakZichtbaar(ARCHIEF);
  expect(await zichtbaar()).toEqual([]);
});

test('with a row that makes it visible all the same, the application of that school stays shut', async () => {
  for (const clientId of [ARCHIEF, 'smartschool'])
    await sql`insert into zichtbaarheid (leerling_id, client_id, instellingsnummer, sinds)
      select id, ${clientId}, ${DIEF}, now() from leerlingen where voornaam = 'Kompas'`.execute(idp.db);
  expect(await meldAan(ARCHIEF)).toBeUndefined();
  const [geweigerd = ''] = idp.logregels.filter((een) => een.includes('toegang.geweigerd'));
  expect(JSON.parse(geweigerd)).toMatchObject({ clientId: ARCHIEF, reden: 'school_werkt_niet_samen' });
});

test('an application of his own school goes on, and hears nothing of the other', async () => {
  expect(await meldAan('smartschool')).toMatchObject({ ov_inschrijvingen: [{ instellingsnummer: '999002' }] });
});

test('once an operator confirmed it, it opens and is told', async () => {
  const id = /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(leeridBij(idp, 'discimus', 'twijfels').stdout)?.[0] ?? '';
  const { stdout, status } = leeridBij(idp, 'leerling', 'koppel', id, NAAM);
  expect([status, stdout]).toEqual([0, expect.stringContaining('toepassingen voor hem openen')]);
  expect(await meldAan(ARCHIEF)).toMatchObject({ given_name: 'Kompas' });
  const { ov_inschrijvingen } = (await meldAan('smartschool')) as { ov_inschrijvingen: unknown[] };
  expect(ov_inschrijvingen).toHaveLength(2);
  await sql`delete from zichtbaarheid where instellingsnummer = ${DIEF}`.execute(idp.db);
  await maakZichtbaar(ARCHIEF);
  expect(await zichtbaar()).toEqual([ARCHIEF]);
}, 30_000);
