import { type RawBuilder, sql } from 'kysely';
import type { Leerlingreeks } from '../../kamer.ts';
import { type Klok, TIJDZONE } from '../../klok.ts';
import type { Database } from '../../store/index.ts';
import { laatsteDagSql } from '../inschrijving.ts';
import { type Bewaartermijnen, bewaargrens } from './bewaartermijn.ts';

/** The days and moments by which the database decides which pupils and accounts have lasted their term. */
export interface Grenzen {
  vandaag: string;
  /**
   * Pupils whose last enrolment ended before this day are erased, and pupils without any who are known since
   * before it.
   */
  leerling: string;
  leerlingMoment: string;
  /** Accounts that nobody signed in to since this moment are erased. Null: no account is. */
  accountMoment: string | null;
}

export function grenzenOp(klok: Klok, { zonderInschrijving, inactiefAccount }: Bewaartermijnen): Grenzen {
  const vandaag = klok.vandaag();
  const leerling = bewaargrens(vandaag, zonderInschrijving);
  const account = inactiefAccount && bewaargrens(vandaag, inactiefAccount);
  const begin = (dag: Temporal.PlainDate) => dag.toZonedDateTime(TIJDZONE).toInstant().toString();
  return {
    vandaag: vandaag.toString(),
    leerling: leerling.toString(),
    leerlingMoment: begin(leerling),
    accountMoment: account && begin(account),
  };
}

/**
 * Whether the pupil has an enrolment that lasts to this day or longer.
 * @param ookOnbevestigd lets an unconfirmed enrolment count, which is right for an account only: a school
 * must not keep a pupil for ever whom it never got confirmed
 */
function nogNa(leerling: RawBuilder<unknown>, dag: string, ookOnbevestigd: boolean): RawBuilder<boolean> {
  return sql`exists (select from inschrijvingen i where i.leerling_id = ${leerling}
    and ${laatsteDagSql('i', ookOnbevestigd)} >= ${dag}::date)`;
}

/**
 * Whether a pupil has lasted a pupil's term. A pupil who never was enrolled is known since his account was
 * made, or otherwise since his row was made (its key is a UUIDv7).
 */
export function isVerlopenLeerling(leerling: RawBuilder<unknown>, { leerling: dag, leerlingMoment }: Grenzen) {
  return sql<boolean>`not ${nogNa(leerling, dag, false)} and (
    exists (select from inschrijvingen where leerling_id = ${leerling})
    or coalesce((select max(aangemaakt_op) from accounts where leerling_id = ${leerling}),
                uuid_extract_timestamp(${leerling}), '-infinity') < ${leerlingMoment}::timestamptz)`;
}

/**
 * A pupil who is enrolled, or will be, may need the account tomorrow. So the account is not inactive, however
 * long nobody used it.
 * docs/keuzes/bewaring.md#an-account-is-inactive-when-its-pupil-is-nowhere-enrolled-and-nobody-signs-in
 */
function isVerlopenAccount({ vandaag, accountMoment }: Grenzen) {
  return sql<boolean>`greatest(a.aangemaakt_op, a.laatst_aangemeld_op) < ${accountMoment}::timestamptz
    and not ${nogNa(sql.ref('a.leerling_id'), vandaag, true)}`;
}

export async function zoekVerlopenLeerlingen(
  db: Database,
  { na, tot }: Leerlingreeks,
  grenzen: Grenzen,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select l.id from leerlingen l
    where l.id > ${na} and l.id <= ${tot} and ${isVerlopenLeerling(sql.ref('l.id'), grenzen)}`.execute(db);
  return rows.map(({ id }) => id);
}

export interface VerlopenAccount {
  account_uuid: string;
  leerling_id: string;
  soort: 'tijdelijk' | 'definitief';
}

/**
 * Excludes the accounts of pupils who are erased themselves.
 * @param omTeWissen locks their rows. A pupil who signs in at this moment has locked his own row, and is
 * skipped
 */
export async function zoekVerlopenAccounts(
  db: Database,
  { na, tot }: Leerlingreeks,
  grenzen: Grenzen,
  omTeWissen = false,
): Promise<VerlopenAccount[]> {
  const { rows } = await sql<VerlopenAccount>`
    select a.account_uuid, a.leerling_id, a.soort from accounts a
    where a.account_uuid > ${na} and a.account_uuid <= ${tot} and ${isVerlopenAccount(grenzen)}
      and not (${isVerlopenLeerling(sql.ref('a.leerling_id'), grenzen)})
    ${omTeWissen ? sql`for update of a skip locked` : sql``}`.execute(db);
  return rows;
}
