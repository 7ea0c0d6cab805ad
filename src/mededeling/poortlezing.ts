import { type Leerling, leerlingSql } from '../register/index.ts';
import { bundelopdracht, type Database, vraagGebundeld } from '../store/index.ts';
import { alsSchoolkeuzes, type Schoolkeuzerij, type Schoolkeuzes, schoolkeuzesSql } from '../toepassingen/index.ts';

/** All that the gate has to know of one pupil and one application: the register's part and the school's. */
export type Poortrij = Leerling & Schoolkeuzerij;

/**
 * Its columns, for a statement that reads them along with more; no row when the account does not exist or is blocked. Each
 * parameter is the SQL of a value.
 */
export function poortSql(account: string, client: string, dag: string): string {
  return `select leerling.*, keuzes.* from (${leerlingSql(account)}) leerling
    cross join lateral (${schoolkeuzesSql('leerling.id', client, dag)}) keuzes`;
}

const LEES = bundelopdracht<{ account: string; client: string; dag: string }, Poortrij>(`
  select v.i, poort.* from json_to_recordset($1::json) as v(i int, account uuid, client text, dag date)
  cross join lateral (${poortSql('v.account', 'v.client', 'v.dag')}) poort`);

export function leesPoort(
  db: Database,
  account: string,
  client: string,
  vandaag: Temporal.PlainDate,
): Promise<Poortrij | undefined> {
  return vraagGebundeld(db, LEES, { account, client, dag: vandaag.toString() });
}

export function alsPoort({ scholen, zichtbaar_in, ...leerling }: Poortrij): {
  leerling: Leerling;
  keuzes: Schoolkeuzes;
} {
  return { leerling, keuzes: alsSchoolkeuzes({ scholen, zichtbaar_in }) };
}
