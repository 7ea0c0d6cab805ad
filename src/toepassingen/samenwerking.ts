import { kolom, kolommenSql, type RijVan } from '../store/index.ts';

/** What schools decided about one pupil and one application. */
export interface Schoolkeuzes {
  /** Schools of the pupil that work with the application today. */
  samenwerkendeScholen: ReadonlySet<string>;
  /** Schools that made it visible for the pupil. Each speaks for itself only. */
  zichtbaarIn: ReadonlySet<string>;
}

/** The columns of the choices. Each parameter is the SQL of a value. */
function keuzekolommen(leerling: string, client: string, dag: string) {
  return {
    /**
     * `any(array[…])` makes the planner use the index on `leerling_id`. Otherwise the planner rates the index
     * of the exclusion constraint as equally cheap; its first column is the school, so all of it is read.
     * With `exists` the planner would hash all pupils.
     */
    scholen: kolom<string[]>(`(
      select coalesce(json_agg(s.instellingsnummer), '[]') from samenwerkingen s
      where s.client_id = ${client} and s.van <= ${dag} and (s.tot is null or s.tot >= ${dag})
        and s.instellingsnummer = any(array(
          select i.instellingsnummer from inschrijvingen i where i.leerling_id = any(array[${leerling}]))))`),
    zichtbaar_in: kolom<string[]>(`(
      select coalesce(json_agg(z.instellingsnummer), '[]') from zichtbaarheid z
      where z.leerling_id = ${leerling} and z.client_id = ${client})`),
  };
}

export type Schoolkeuzerij = RijVan<ReturnType<typeof keuzekolommen>>;

/** Gives a `Schoolkeuzerij`. Each parameter is the SQL of a value. */
export function schoolkeuzesSql(leerling: string, client: string, dag: string): string {
  return `select ${kolommenSql(keuzekolommen(leerling, client, dag))}`;
}

export function alsSchoolkeuzes({ scholen, zichtbaar_in }: Schoolkeuzerij): Schoolkeuzes {
  return { samenwerkendeScholen: new Set(scholen), zichtbaarIn: new Set(zichtbaar_in) };
}

/** What one school decided about one pupil and one application. */
export interface KeuzeVanSchool {
  werkt_samen: boolean;
  zichtbaar: boolean;
}

/**
 * Gives a `KeuzeVanSchool`, by the same rules as `schoolkeuzesSql`. Each parameter is the SQL of a value. `offset 0` keeps
 * the planner at the one school and the one pupil; otherwise it hashes all of them.
 */
export function schoolkeuzeSql(leerling: string, school: string, client: string, dag: string): string {
  return `select
    exists (select from samenwerkingen s where s.instellingsnummer = ${school} and s.client_id = ${client}
      and s.van <= ${dag} and (s.tot is null or s.tot >= ${dag}) offset 0) as werkt_samen,
    exists (select from zichtbaarheid z where z.leerling_id = ${leerling} and z.client_id = ${client}
      and z.instellingsnummer = ${school} offset 0) as zichtbaar`;
}
