import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import * as client from 'openid-client';
import { vul } from '../../bench/vul.ts';
import { NIEUWKOMER } from '../../src/demo/leerlingen.ts';
import { geefCode } from '../opzet/bezoek/activatiecode.ts';
import { Bezoeker } from '../opzet/bezoek/bezoeker.ts';
import { afmeldgeheim } from '../opzet/bezoek/formulier.ts';
import { opgenomen } from '../opzet/database/opgenomen.ts';
import { maakTestdatabase } from '../opzet/database/testdatabase.ts';
import { type Idp, startIdp } from '../opzet/server/idp.ts';
import { relyingParty, vraagAan } from '../opzet/toepassing/relying_party.ts';

/**
 * How PostgreSQL finds what a visit asks, planned as in production: without values, and on tables without
 * statistics, like a partition of this night. A plan that reads a whole table or index would be kept while
 * that table fills.
 */

/** Lists that don't grow: reading one whole costs as much as finding a row. */
const KORT = ['administratieve_groepen'];
/** A node asks this by itself, every two seconds, and no visit does. Open deliveries have an index of their own. */
const VAN_DE_NODE = /from "leveringen" where "gesloten_op" is null/;
const WACHTWOORD = 'drie gekke eekhoorns';

let idp: Idp;
let opname: ReturnType<typeof opgenomen>;
beforeAll(async () => {
  idp = await startIdp(undefined, undefined, undefined, async () => {
    const database = await maakTestdatabase({ opzoeken: true });
    opname = opgenomen(database.db);
    return { ...database, db: opname.db };
  });
  await alsNaMiddernacht();
});
afterAll(() => idp.stop());

/** A town of pupils with statistics, and partitions as they are at midnight, without statistics. */
async function alsNaMiddernacht(): Promise<void> {
  await vul(idp.db, 20_000, '$argon2id$v=19$m=19456,t=2,p=1$niemand');
  await sql`select pg_clear_relation_stats('public', relname::text) from pg_class
    where relispartition and relkind = 'r' and relnamespace = 'public'::regnamespace`.execute(idp.db);
}

async function neemOp(bezoek: () => Promise<unknown>): Promise<string[]> {
  opname.opdrachten.clear();
  await bezoek();
  const leest = /^\s*(with|select|insert|update|delete)\b/i;
  return [...opname.opdrachten].filter((opdracht) => leest.test(opdracht) && !VAN_DE_NODE.test(opdracht));
}

/** A whole sign-in, up to the data at userinfo. */
async function meldAan(bezoeker: Bezoeker, clientId: string, gebruikersnaam?: string, wachtwoord?: string) {
  const rp = await relyingParty(idp, clientId);
  const { url, controles } = await vraagAan(rp, clientId);
  const { verder } = gebruikersnaam
    ? await bezoeker.meldAan(url, gebruikersnaam, wachtwoord)
    : await bezoeker.volg(url);
  const tokens = await client.authorizationCodeGrant(rp, verder as URL, controles);
  await client.fetchUserInfo(rp, tokens.access_token, client.skipSubjectCheck);
}

test('the server of the tests plans as the one of production does', async () => {
  const { rows } = await sql<{ naam: string; stand: string }>`select name as naam, setting as stand from pg_settings
    where name in ('enable_seqscan', 'plan_cache_mode', 'jit') order by name`.execute(idp.db);
  expect(rows.map(({ naam, stand }) => `${naam}=${stand}`)).toEqual([
    'enable_seqscan=off',
    'jit=off',
    'plan_cache_mode=force_generic_plan',
  ]);
});

test('each statement of a sign-in finds its rows by a key, and on no day that is over: on a new device, on a known one, and without a password', async () => {
  const bezoeker = new Bezoeker();
  const opdrachten = await neemOp(async () => {
    await meldAan(bezoeker, 'smartschool', 'leerling.gewoon');
    await meldAan(bezoeker, 'toetsplatform');
    await meldAan(bezoeker, 'archief-voor-onderwijs');
    await meldAan(new Bezoeker(), 'smartschool', 'leerling.gewoon');
  });
  expect(opdrachten.length).toBeGreaterThan(10);
  expect(await zonderSleutel(opdrachten)).toEqual([]);
  expect(await opElkeDag(opdrachten)).toEqual([]);
});

test('each statement of a request that is pushed, and of a sign-in that fails, finds its rows by a key, and on no day that is over', async () => {
  const rp = await relyingParty(idp, 'archief-voor-onderwijs');
  const opdrachten = await neemOp(async () => {
    const { url, controles } = await vraagAan(rp, 'archief-voor-onderwijs');
    const geduwd = await client.buildAuthorizationUrlWithPAR(rp, url.searchParams);
    const bezoeker = new Bezoeker();
    await bezoeker.meldAan(url, 'niemand.met.deze.naam');
    await bezoeker.meldAan(url, 'leerling.gewoon', 'een verkeerd wachtwoord');
    const { verder } = await bezoeker.meldAan(geduwd, 'leerling.gewoon');
    await client.authorizationCodeGrant(rp, verder as URL, controles);
  });
  expect(opdrachten).toContainEqual(expect.stringContaining('update oidc_pushed_authorization_requests'));
  expect(await zonderSleutel(opdrachten)).toEqual([]);
  expect(await opElkeDag(opdrachten)).toEqual([]);
});

test('each statement of an activation and of signing out finds its rows by a key', async () => {
  const code = await geefCode(idp, NIEUWKOMER);
  const bezoeker = new Bezoeker();
  const opdrachten = await neemOp(async () => {
    await activeer(bezoeker, code);
    await meldAan(bezoeker, 'smartschool', NIEUWKOMER, WACHTWOORD);
    await meldAf(bezoeker);
  });
  expect(opdrachten.length).toBeGreaterThan(10);
  expect(await zonderSleutel(opdrachten)).toEqual([]);
});

async function activeer(bezoeker: Bezoeker, code: string): Promise<void> {
  const [adres, wie] = [`${idp.issuer}/activeren`, { gebruikersnaam: NIEUWKOMER, code }];
  await bezoeker.stuur(adres, wie);
  const klaar = await bezoeker.stuur(adres, { ...wie, wachtwoord: WACHTWOORD, nogmaals: WACHTWOORD });
  expect(klaar.text).toContain('Je account is klaar');
}

async function meldAf(bezoeker: Bezoeker): Promise<void> {
  const { text: html } = await bezoeker.volg(`${idp.issuer}/logout`);
  const xsrf = afmeldgeheim(html);
  const klaar = await bezoeker.stuur(`${idp.issuer}/logout/confirm`, { xsrf, logout: 'yes' });
  expect(klaar.text).toContain('afgemeld');
}

interface Plan {
  'Node Type': string;
  'Relation Name'?: string;
  Filter?: string;
  'Index Name'?: string;
  'Index Cond'?: string;
  Plans?: Plan[];
}

/**
 * What these statements read in another way than by a key: the table or index, and the beginning of the
 * statement.
 */
const zonderSleutel = (opdrachten: string[]) => metStap(leestGeheel, opdrachten);

/** What these statements look for on every day, also on days of which nothing lives (`LEVEND`). */
const opElkeDag = (opdrachten: string[]) => metStap(zoektOpElkeDag, opdrachten);

async function metStap(zoek: (stap: Plan) => boolean, opdrachten: string[]): Promise<string[]> {
  const gevonden: string[] = [];
  for (const opdracht of opdrachten) {
    const { rows } = await sql<{ 'QUERY PLAN': [{ Plan: Plan }] }>`explain (generic_plan, format json)
      ${sql.raw(opdracht)}`.execute(idp.db);
    const stappen = rows.flatMap((rij) => rij['QUERY PLAN'].flatMap(({ Plan }) => [...alleStappen(Plan)]));
    for (const stap of stappen.filter(zoek)) {
      gevonden.push(`${stap['Relation Name'] ?? stap['Index Name']}: ${opdracht.trim().slice(0, 80)}`);
    }
  }
  return gevonden;
}

function* alleStappen(plan: Plan): Generator<Plan> {
  yield plan;
  for (const deel of plan.Plans ?? []) yield* alleStappen(deel);
}

/** A range by itself, such as the day of `gemaakt_op`, is not a key. */
function leestGeheel(stap: Plan): boolean {
  if (KORT.includes(stap['Relation Name'] ?? '')) return false;
  if (stap['Node Type'] === 'Seq Scan') return true;
  return /^(Index|Bitmap Index)/.test(stap['Node Type']) && !/[^<>]= /.test(stap['Index Cond'] ?? '');
}

const DAGPARTITIE = /^oidc_.*_[0-9]{8}$/;

function zoektOpElkeDag(stap: Plan): boolean {
  const isDag = DAGPARTITIE.test(stap['Relation Name'] ?? '') && stap['Node Type'] !== 'ModifyTable';
  return isDag && !`${stap['Index Cond']} ${stap.Filter}`.includes('gemaakt_op');
}
