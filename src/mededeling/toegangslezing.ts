import { type Leerling, leerlingSql } from '../register/index.ts';
import { alleVan, bundelopdracht, type Database, vraagGebundeld } from '../store/index.ts';
import { alsSchoolkeuzes, type Schoolkeuzerij, type Schoolkeuzes, schoolkeuzesSql } from '../toepassingen/index.ts';
import type { Leesmoment } from './leesmoment.ts';

/** All that the gate has to know of one pupil and one application: the register's part and the school's. */
export type Toegangsrij = Leerling & Schoolkeuzerij;

/**
 * Selects a `Toegangsrij`, for a statement that reads it along with other things. No row if the account does
 * not exist or is blocked. Each parameter is the SQL of a value.
 */
export function toegangSql(account: string, client: string, dag: string): string {
  return `select leerling.*, keuzes.* from (${leerlingSql(account)}) leerling
    cross join lateral (${schoolkeuzesSql('leerling.id', client, dag)}) keuzes`;
}

const LEES = bundelopdracht({
  vraag: { account: 'uuid', client: 'text', dag: 'date' },
  tabel: alleVan<Toegangsrij>('toegang'),
  sql: ({ vragen, v, kolommen }) => `
    select ${v.i}, ${kolommen} from ${vragen}
    cross join lateral (${toegangSql(v.account, v.client, v.dag)}) toegang`,
});

/** `rij` is null if the account was not found. */
export interface Toegangslezing {
  rij: Toegangsrij | null;
  begonnen: Leesmoment;
}

export async function leesToegang(
  db: Database,
  account: string,
  client: string,
  begonnen: Leesmoment,
): Promise<Toegangslezing> {
  const rij = await vraagGebundeld(db, LEES, { account, client, dag: begonnen.vandaag.toString() });
  return { rij: rij ?? null, begonnen };
}

export function vanToegangsrij({ scholen, zichtbaar_in, ...leerling }: Toegangsrij): {
  leerling: Leerling;
  keuzes: Schoolkeuzes;
} {
  return { leerling, keuzes: alsSchoolkeuzes({ scholen, zichtbaar_in }) };
}
