import { type Leerling, leerlingSql } from '../register/index.ts';
import { bundelopdracht, type Database, vraagGebundeld } from '../store/index.ts';
import { alsSchoolkeuzes, type Schoolkeuzerij, type Schoolkeuzes, schoolkeuzesSql } from '../toepassingen/index.ts';

/** All that the gate has to know of one pupil and one application, in one statement: the register's part and the school's. */
const POORT = bundelopdracht<
  { account: string; client: string; dag: string },
  Leerling & Schoolkeuzerij & { i: number }
>(`
  select v.i, leerling.*, keuzes.*
  from json_to_recordset($1::json) as v(i int, account uuid, client text, dag date)
  cross join lateral (${leerlingSql('v.account')}) leerling
  cross join lateral (${schoolkeuzesSql('leerling.id', 'v.client', 'v.dag')}) keuzes`);

/** Undefined when the account does not exist or is blocked. */
export async function leesVoorPoort(
  db: Database,
  account: string,
  client: string,
  vandaag: Temporal.PlainDate,
): Promise<{ leerling: Leerling; keuzes: Schoolkeuzes } | undefined> {
  const rij = await vraagGebundeld(db, POORT, { account, client, dag: vandaag.toString() });
  if (!rij) return undefined;
  const { i: _plaats, scholen, zichtbaar, ...leerling } = rij;
  return { leerling, keuzes: alsSchoolkeuzes({ scholen, zichtbaar }) };
}
