import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Klok } from '../klok.ts';
import type { Database } from '../store/database.ts';
import {
  type Grenzen,
  grenzenOp,
  type Venster,
  type VerlopenAccount,
  vensters,
  zoekVerlopenAccounts,
  zoekVerlopenLeerlingen,
} from './verlopen.ts';

export interface Bewaarder {
  db: Database;
  klok: Klok;
  /** How long a pupil is kept after the last day of the last enrolment. */
  zonderInschrijving: Temporal.Duration;
  /** Ends the sessions of these accounts, in the transaction that erases them. */
  beeindig(trx: Database, accountUuids: readonly string[]): Promise<void>;
}

/** Counts and nothing else: a report outlives those it tells of. */
export interface Bewaartelling {
  leerlingen: number;
  accounts: number;
  vernieuwd: number;
}

const VENSTER = 2_000;

/**
 * Erases what lasted its term: pupils without enrolment with all that hangs on them, and accounts that nobody uses. The privacy
 * log keeps its rows, which hold the pupil's key alone (S0 art. 6). Stretch by stretch, each in a transaction of its own: it can
 * be cut off and taken up again, and keeps no sign-in waiting.
 */
export async function handhaafBewaring(bewaarder: Bewaarder): Promise<Bewaartelling> {
  const { db, klok, zonderInschrijving } = bewaarder;
  const begonnen = klok.nu().toString();
  const grenzen = grenzenOp(klok, zonderInschrijving);
  const telling = { leerlingen: 0, accounts: 0, vernieuwd: 0 };
  for await (const venster of vensters(db, ['leerlingen', 'id'], VENSTER)) {
    if ((await zoekVerlopenLeerlingen(db, venster, grenzen)).length === 0) continue;
    telling.leerlingen += await alleen(db, (trx) => wisLeerlingen(bewaarder, trx, venster, grenzen));
  }
  for await (const venster of vensters(db, ['accounts', 'account_uuid'], VENSTER)) {
    if ((await zoekVerlopenAccounts(db, venster, grenzen)).length === 0) continue;
    const accounts = await alleen(db, (trx) => wisAccounts(bewaarder, trx, venster, grenzen));
    tel(telling, accounts);
  }
  const verslag = { begonnen_op: begonnen, klaar_op: klok.nu().toString(), kenmerk: klok.vandaag().toString() };
  await db
    .insertInto('verslagen')
    .values({ soort: 'bewaring', ...verslag, tellingen: JSON.stringify(telling) })
    .execute();
  return telling;
}

/** What `handhaafBewaring` would do now. Changes nothing. */
export async function proefBewaring({
  db,
  klok,
  zonderInschrijving,
}: Pick<Bewaarder, 'db' | 'klok' | 'zonderInschrijving'>): Promise<Bewaartelling> {
  const grenzen = grenzenOp(klok, zonderInschrijving);
  const telling = { leerlingen: 0, accounts: 0, vernieuwd: 0 };
  for await (const venster of vensters(db, ['leerlingen', 'id'], VENSTER)) {
    telling.leerlingen += (await zoekVerlopenLeerlingen(db, venster, grenzen)).length;
  }
  for await (const venster of vensters(db, ['accounts', 'account_uuid'], VENSTER)) {
    tel(telling, await zoekVerlopenAccounts(db, venster, grenzen));
  }
  return telling;
}

function tel(telling: Bewaartelling, accounts: readonly VerlopenAccount[]): void {
  const vernieuwd = accounts.filter(({ vernieuw }) => vernieuw).length;
  telling.vernieuwd += vernieuwd;
  telling.accounts += accounts.length - vernieuwd;
}

/** A load that runs may enrol the very pupil that would go: it is looked for anew once nobody else writes in the register. */
function alleen<T>(db: Database, doe: (trx: Database) => Promise<T>): Promise<T> {
  return db.transaction().execute(async (trx) => {
    await sql`select schrijf_register_alleen()`.execute(trx);
    return doe(trx);
  });
}

/** What refers to a pupil goes with it; what only names one by its key has to be told. */
async function wisLeerlingen(
  { beeindig }: Bewaarder,
  trx: Database,
  venster: Venster,
  grenzen: Grenzen,
): Promise<number> {
  const ids = await zoekVerlopenLeerlingen(trx, venster, grenzen);
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

async function wisAccounts(
  { klok, beeindig }: Bewaarder,
  trx: Database,
  venster: Venster,
  grenzen: Grenzen,
): Promise<VerlopenAccount[]> {
  const verlopen = await zoekVerlopenAccounts(trx, venster, grenzen, true);
  const uuids = verlopen.map(({ account_uuid }) => account_uuid);
  await beeindig(trx, uuids);
  const teVernieuwen = verlopen.filter(({ vernieuw }) => vernieuw);
  if (teVernieuwen.length) await vernieuw(trx, klok, teVernieuwen);
  await sql`delete from accounts where account_uuid = any(${uuids}::uuid[])`.execute(trx);
  return verlopen;
}

/**
 * A pupil who goes to school keeps the user name and gets the rest anew: another account_uuid, no password. The old one is not
 * kept as history: that is for pupils who were identified later, and an application has to forget it in the same three years.
 */
async function vernieuw(trx: Database, klok: Klok, verlopen: readonly VerlopenAccount[]): Promise<void> {
  const paren = verlopen.map((account) => ({ ...account, nieuw: randomUUID() }));
  await trx
    .insertInto('accounts')
    .values(
      paren.map(({ nieuw, leerling_id, soort }) => ({
        account_uuid: nieuw,
        leerling_id,
        soort,
        aangemaakt_op: klok.nu().toString(),
      })),
    )
    .execute();
  const oud = paren.map(({ account_uuid }) => account_uuid);
  const nieuw = paren.map((paar) => paar.nieuw);
  await sql`delete from activatiecodes using aanmeldmiddelen m
    where m.id = aanmeldmiddel_id and m.account_uuid = any(${oud}::uuid[])`.execute(trx);
  await sql`update aanmeldmiddelen m set account_uuid = paar.nieuw, wachtwoord_hash = null
    from unnest(${oud}::uuid[], ${nieuw}::uuid[]) as paar(oud, nieuw) where m.account_uuid = paar.oud`.execute(trx);
}
