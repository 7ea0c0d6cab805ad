import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { hashCode } from '../../src/aanmelden/code.ts';
import { hashWachtwoord } from '../../src/aanmelden/index.ts';
import { geefCode } from '../opzet/bezoek/activatiecode.ts';
import { Bezoeker } from '../opzet/bezoek/bezoeker.ts';
import { totHetWacht } from '../opzet/database/slot.ts';
import { type Idp, startIdp } from '../opzet/server/idp.ts';
import { leeridBij } from '../opzet/server/leerid.ts';
import { relyingParty, vraagAan } from '../opzet/toepassing/relying_party.ts';

/**
 * A pupil with several user names, as every merge leaves behind: here one more on his account, and one on
 * another account of his.
 */

const NAAM = 'leerling.gewoon';
const OP_ZIJN_ACCOUNT = 'leerling.oud';
const OP_EEN_ANDER = 'leerling.elders';
const NAMEN = [NAAM, OP_ZIJN_ACCOUNT, OP_EEN_ANDER];
const OUD = 'oud en gekend 42';
const NIEUW = 'drie gekke eekhoorns';

let idp: Idp;
let map: string;
let hash: string;
beforeAll(async () => {
  idp = await startIdp();
  map = await mkdtemp(join(tmpdir(), 'leerid-namen-'));
  hash = await hashWachtwoord(OUD);
  const { leerling_id, account_uuid } = await idp.db
    .selectFrom('aanmeldmiddelen')
    .innerJoin('accounts', 'accounts.account_uuid', 'aanmeldmiddelen.account_uuid')
    .select(['leerling_id', 'accounts.account_uuid'])
    .where('gebruikersnaam', '=', NAAM)
    .executeTakeFirstOrThrow();
  const ander = { account_uuid: randomUUID(), leerling_id, soort: 'tijdelijk' as const };
  await idp.db
    .insertInto('accounts')
    .values({ ...ander, aangemaakt_op: idp.klok.nu().toString() })
    .execute();
  const middel = { soort: 'wachtwoord' as const, wachtwoord_hash: hash };
  await idp.db
    .insertInto('aanmeldmiddelen')
    .values([
      { ...middel, account_uuid, gebruikersnaam: OP_ZIJN_ACCOUNT },
      { ...middel, account_uuid: ander.account_uuid, gebruikersnaam: OP_EEN_ANDER },
    ])
    .execute();
}, 60_000);
afterAll(async () => {
  await idp.stop();
  await rm(map, { recursive: true });
});
beforeEach(async () => {
  await idp.db.deleteFrom('aanmeldpogingen').execute();
  await idp.db.deleteFrom('activatiecodes').execute();
  await zetWachtwoorden(hash);
});

const zetWachtwoorden = (wachtwoord_hash: string | null, namen = NAMEN) =>
  idp.db.updateTable('aanmeldmiddelen').set({ wachtwoord_hash }).where('gebruikersnaam', 'in', namen).execute();

async function kanAanmelden(gebruikersnaam: string, wachtwoord: string): Promise<boolean> {
  const { url } = await vraagAan(await relyingParty(idp, 'smartschool'), 'smartschool');
  const { verder } = await new Bezoeker().meldAan(url, gebruikersnaam, wachtwoord);
  return verder?.searchParams.has('code') ?? false;
}

/** Of each user name, whether it signs in with this password. */
const wieKomtBinnen = (wachtwoord: string) => Promise.all(NAMEN.map((naam) => kanAanmelden(naam, wachtwoord)));

async function kies(gebruikersnaam: string, code: string, wachtwoord = NIEUW): Promise<boolean> {
  const formulier = { gebruikersnaam, code, wachtwoord, nogmaals: wachtwoord };
  const antwoord = await new Bezoeker().post(new URL('/activeren', idp.issuer), formulier, { origin: idp.issuer });
  return antwoord.get('location') === '/activeren/klaar';
}

/** An earlier code, beside what the pupil has. */
async function openCode(gebruikersnaam: string): Promise<string> {
  const code = 'CDFGH-CDFGH-CDFGH';
  const { id } = await idp.db
    .selectFrom('aanmeldmiddelen')
    .select('id')
    .where('gebruikersnaam', '=', gebruikersnaam)
    .executeTakeFirstOrThrow();
  const nu = idp.klok.nu();
  await idp.db
    .insertInto('activatiecodes')
    .values({
      ...{ aanmeldmiddel_id: id, code_hash: hashCode(gebruikersnaam, code) },
      ...{ uitgegeven_op: nu.toString(), verloopt_op: nu.add({ hours: 24 }).toString() },
    })
    .execute();
  return code;
}

const sessies = () => idp.db.selectFrom('oidc_sessions').select('uid').where('account_uuid', 'is not', null).execute();

async function brieven(bestand: string, ...opties: string[]) {
  const uit = join(map, bestand);
  const uitkomst = leeridBij(idp, 'account', 'activatiecodes', '--school', '999001', '--uit', uit, ...opties);
  const rijen = uitkomst.status === 0 ? (await readFile(uit, 'utf8')).trim().split('\r\n').slice(1) : [];
  const gegeven = rijen.map((rij) => rij.split(';')).map((velden) => [velden[6] ?? '', velden[7] ?? ''] as const);
  return { ...uitkomst, gegeven: gegeven.filter(([naam]) => NAMEN.includes(naam)) };
}

describe('a new code reaches the pupil, under every user name', () => {
  test('no password of before signs in, no code of before counts, no session goes on, and the operator reads the other names', async () => {
    expect(await wieKomtBinnen(OUD)).toEqual([true, true, true]);
    expect(await sessies()).not.toEqual([]);
    await zetWachtwoorden(null, [OP_EEN_ANDER]);
    const oudeCode = await openCode(OP_EEN_ANDER);

    const { stdout, status } = leeridBij(idp, 'account', 'activatiecode', NAAM);
    expect(status).toBe(0);
    expect(stdout).toContain(
      `${NAAM} heette ook ${OP_EEN_ANDER}, ${OP_ZIJN_ACCOUNT}: het wachtwoord en de code daarvan vervallen mee`,
    );
    expect(await wieKomtBinnen(OUD)).toEqual([false, false, false]);
    expect(await kies(OP_EEN_ANDER, oudeCode)).toBe(false);
    expect(await sessies()).toEqual([]);
    const code = /activatiecode (\S+),/.exec(stdout)?.[1] ?? '';
    expect(await kies(NAAM, code)).toBe(true);
    expect(await wieKomtBinnen(NIEUW)).toEqual([true, false, false]);
  }, 60_000);

  test('who has one user name reads of no other', async () => {
    expect(leeridBij(idp, 'account', 'activatiecode', 'leerling.historiek').stdout).not.toContain('heette ook');
  }, 30_000);

  test('a school gives the pupil one letter, for the name that has the password, and all others lapse', async () => {
    await zetWachtwoorden(null, [NAAM, OP_EEN_ANDER]);
    const { gegeven, stdout } = await brieven('alle.csv', '--alle');
    expect(gegeven.map(([naam]) => naam)).toEqual([OP_ZIJN_ACCOUNT]);
    expect(stdout).not.toContain('heette ook');
    expect(await kies(OP_ZIJN_ACCOUNT, gegeven[0]?.[1] ?? '')).toBe(true);
    await zetWachtwoorden(hash, [NAAM]);
    expect((await brieven('weer.csv', '--alle')).stdout).toContain(`${OP_ZIJN_ACCOUNT} heette ook ${NAAM}:`);
    expect(await wieKomtBinnen(OUD)).toEqual([false, false, false]);
    expect(await wieKomtBinnen(NIEUW)).toEqual([false, false, false]);
  }, 60_000);

  test('without --alle nobody is reset who has a password under another name, and the name of the last letter stays', async () => {
    await zetWachtwoorden(null, [NAAM, OP_ZIJN_ACCOUNT]);
    expect((await brieven('laat.csv')).gegeven).toEqual([]);
    expect(await kanAanmelden(OP_EEN_ANDER, OUD)).toBe(true);
    await zetWachtwoorden(null);
    await geefCode(idp, OP_ZIJN_ACCOUNT);
    expect((await brieven('nog.csv')).gegeven.map(([naam]) => naam)).toEqual([OP_ZIJN_ACCOUNT]);
  }, 60_000);
});

describe('a password that is chosen is the only one of the pupil', () => {
  test('what came by a merge after the code was given lapses: a password and a code', async () => {
    const code = await geefCode(idp, NAAM);
    await zetWachtwoorden(hash, [OP_EEN_ANDER]);
    expect(await kies(NAAM, code)).toBe(true);
    expect(await wieKomtBinnen(OUD)).toEqual([false, false, false]);
    expect(await wieKomtBinnen(NIEUW)).toEqual([true, false, false]);
  }, 60_000);

  test('of two codes under two names, used at the same moment, one gives a password', async () => {
    const een = await geefCode(idp, NAAM);
    const twee = await openCode(OP_EEN_ANDER);
    const vast = await houdCodesVast();
    const keuzes = [kies(NAAM, een), kies(OP_EEN_ANDER, twee)];
    await totHetWacht(idp.db, 2);
    await vast.laatLos();
    const gekozen = await Promise.all(keuzes);
    expect(gekozen.filter(Boolean)).toHaveLength(1);
    expect((await wieKomtBinnen(NIEUW)).filter(Boolean)).toHaveLength(1);
    expect(await idp.db.selectFrom('activatiecodes').selectAll().execute()).toHaveLength(1);
  }, 60_000);

  test('a new code that is given while one is used waits for it, and takes its password', async () => {
    const code = await geefCode(idp, NAAM);
    const vast = await houdCodesVast(async (trx) => {
      await trx.updateTable('activatiecodes').set({ gebruikt_op: idp.klok.nu().toString() }).execute();
      await trx
        .updateTable('aanmeldmiddelen')
        .set({ wachtwoord_hash: hash })
        .where('gebruikersnaam', '=', OP_ZIJN_ACCOUNT)
        .execute();
    });
    const nieuw = idp.db.transaction().execute((trx) => geefCode({ db: trx, klok: idp.klok }, OP_EEN_ANDER));
    await totHetWacht(idp.db);
    await vast.laatLos();
    await nieuw;
    expect(await wieKomtBinnen(OUD)).toEqual([false, false, false]);
    expect(await kies(NAAM, code)).toBe(false);
  }, 60_000);

  /** Locks the codes as choosing a password does, and ends with what `doe` does. */
  async function houdCodesVast(doe: (trx: Idp['db']) => Promise<void> = async () => {}) {
    const begonnen = Promise.withResolvers<void>();
    const verder = Promise.withResolvers<void>();
    const klaar = idp.db.transaction().execute(async (trx) => {
      await trx.selectFrom('activatiecodes').select('aanmeldmiddel_id').forUpdate().execute();
      begonnen.resolve();
      await verder.promise;
      await doe(trx);
    });
    await begonnen.promise;
    return {
      laatLos: () => {
        verder.resolve();
        return klaar;
      },
    };
  }
});

test('a block by one user name shuts them all out, and lifting it by another lets them all in', async () => {
  expect(leeridBij(idp, 'account', 'blokkeer', OP_EEN_ANDER).status).toBe(0);
  expect(await wieKomtBinnen(OUD)).toEqual([false, false, false]);
  expect(leeridBij(idp, 'account', 'activatiecode', NAAM).stdout).toContain('is geblokkeerd');
  expect(leeridBij(idp, 'account', 'deblokkeer', OP_ZIJN_ACCOUNT).status).toBe(0);
  await idp.db.deleteFrom('aanmeldpogingen').execute();
  expect(await wieKomtBinnen(OUD)).toEqual([true, true, true]);
}, 60_000);
