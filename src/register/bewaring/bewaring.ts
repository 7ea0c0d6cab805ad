import { sql } from 'kysely';
import {
  type Bewaarmoment,
  type Bewaarregel,
  bewaarregelsVan,
  type EenKamer,
  type Leerlingreeks,
} from '../../kamer.ts';
import type { Klok } from '../../klok.ts';
import type { Database } from '../../store/index.ts';
import type { Bewaartermijnen } from './bewaartermijn.ts';
import { schrijfBewaringsverslag } from './bewaringsverslag.ts';
import { reeksen } from './reeksen.ts';
import {
  type Grenzen,
  grenzenOp,
  isVerlopenLeerling,
  zoekVerlopenAccounts,
  zoekVerlopenLeerlingen,
} from './wie_is_verlopen.ts';

export interface Bewaarder {
  db: Database;
  klok: Klok;
  termijnen: Bewaartermijnen;
  /** Rows of these rooms that belong to a pupil may have their own terms. */
  kamers: readonly EenKamer[];
  /** Ends the sessions of these accounts, in the transaction that erases them. */
  beeindig(trx: Database, accountUuids: readonly string[]): Promise<void>;
}

export type Bewaartelling = { leerlingen: number; accounts: number } & Record<string, number>;

const PER_REEKS = 2_000;

/**
 * Erases what lasted its term: pupils without enrolment with everything that belongs to them, rows with a
 * term of their own, and accounts that nobody uses. The privacy log keeps its rows, which hold only the
 * pupil's key (S0 art. 6). It works range by range, each in its own transaction. So it can be interrupted and
 * resumed, and no sign-in waits for it.
 */
export async function handhaafBewaring(bewaarder: Bewaarder): Promise<Bewaartelling> {
  const { db, klok, termijnen } = bewaarder;
  const begonnen = klok.nu();
  const grenzen = grenzenOp(klok, termijnen);
  const regels = bewaarregelsVan(bewaarder.kamers);
  const moment = momentVan(klok, grenzen);
  const telling = begintelling(regels);
  for await (const reeks of reeksen(db, ['leerlingen', 'id'], PER_REEKS)) {
    if ((await zoekVerlopenLeerlingen(db, reeks, grenzen)).length > 0)
      telling.leerlingen += await alleen(db, (trx) => wisLeerlingen(bewaarder, trx, reeks, grenzen));
    for (const { telling: naam, heeft, wis } of regels)
      if (await heeft(db, reeks, moment))
        telling[naam] = (telling[naam] ?? 0) + (await alleen(db, (trx) => wis(trx, reeks, moment)));
  }
  for await (const reeks of accountreeksen(db, grenzen)) {
    if ((await zoekVerlopenAccounts(db, reeks, grenzen)).length === 0) continue;
    telling.accounts += await alleen(db, (trx) => wisAccounts(bewaarder, trx, reeks, grenzen));
  }
  await schrijfBewaringsverslag(db, klok, begonnen, telling);
  return telling;
}

/** What `handhaafBewaring` would do now. Changes nothing. */
export async function proefBewaring({
  db,
  klok,
  termijnen,
  kamers,
}: Omit<Bewaarder, 'beeindig'>): Promise<Bewaartelling> {
  const grenzen = grenzenOp(klok, termijnen);
  const regels = bewaarregelsVan(kamers);
  const moment = momentVan(klok, grenzen);
  const telling = begintelling(regels);
  for await (const reeks of reeksen(db, ['leerlingen', 'id'], PER_REEKS)) {
    telling.leerlingen += (await zoekVerlopenLeerlingen(db, reeks, grenzen)).length;
    for (const { telling: naam, tel } of regels) telling[naam] = (telling[naam] ?? 0) + (await tel(db, reeks, moment));
  }
  for await (const reeks of accountreeksen(db, grenzen)) {
    telling.accounts += (await zoekVerlopenAccounts(db, reeks, grenzen)).length;
  }
  return telling;
}

function momentVan(klok: Klok, grenzen: Grenzen): Bewaarmoment {
  return { vandaag: klok.vandaag(), gaatZelf: (leerling) => isVerlopenLeerling(leerling, grenzen) };
}

function begintelling(regels: readonly Bewaarregel[]): Bewaartelling {
  return { leerlingen: 0, accounts: 0, ...Object.fromEntries(regels.map(({ telling }) => [telling, 0])) };
}

/** No range at all where accounts have no term. */
function accountreeksen(db: Database, { accountMoment }: Grenzen) {
  return accountMoment === null ? [] : reeksen(db, ['accounts', 'account_uuid'], PER_REEKS);
}

/**
 * A running load may enrol the very pupil who is to be erased. So this looks again once nobody else writes in
 * the register.
 */
function alleen<T>(db: Database, doe: (trx: Database) => Promise<T>): Promise<T> {
  return db.transaction().execute(async (trx) => {
    await sql`select schrijf_register_alleen()`.execute(trx);
    return doe(trx);
  });
}

/**
 * Rows that refer to a pupil are erased with him by the database. Rows that only hold his key are named here.
 */
async function wisLeerlingen(
  { beeindig }: Bewaarder,
  trx: Database,
  reeks: Leerlingreeks,
  grenzen: Grenzen,
): Promise<number> {
  const ids = await zoekVerlopenLeerlingen(trx, reeks, grenzen);
  const accounts = await sql<{ account_uuid: string }>`
    select account_uuid from accounts where leerling_id = any(${ids}::uuid[])`.execute(trx);
  await beeindig(
    trx,
    accounts.rows.map(({ account_uuid }) => account_uuid),
  );
  await sql`delete from samenvoegingen where verdwenen_leerling_id = any(${ids}::uuid[])`.execute(trx);
  await sql`delete from beoordelingen where leerlingen && ${ids}::uuid[]`.execute(trx);
  await sql`delete from leerlingen where id = any(${ids}::uuid[])`.execute(trx);
  return ids.length;
}

/**
 * The pupil stays, and so does a temporary key: an application must find its account again by any key from
 * before identification (S0, S1 art. 3).
 */
async function wisAccounts(
  { klok, beeindig }: Bewaarder,
  trx: Database,
  reeks: Leerlingreeks,
  grenzen: Grenzen,
): Promise<number> {
  const verlopen = await zoekVerlopenAccounts(trx, reeks, grenzen, true);
  const uuids = verlopen.map(({ account_uuid }) => account_uuid);
  await beeindig(trx, uuids);
  await sql`delete from accounts where account_uuid = any(${uuids}::uuid[])`.execute(trx);
  const tijdelijk = verlopen.filter(({ soort }) => soort === 'tijdelijk');
  if (tijdelijk.length)
    await trx
      .insertInto('historiek_account_uuid')
      .values(
        tijdelijk.map(({ account_uuid, leerling_id }) => ({
          account_uuid,
          leerling_id,
          vervangen_op: klok.nu().toString(),
        })),
      )
      .execute();
  return verlopen.length;
}
