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
 * The schools that work with an application on a day. Each parameter is the SQL of a value.
 * Read once for many pupils: asking school by school, the planner takes the index of the exclusion constraint, which
 * costs more than all other reading together. docs/keuzes/leveringen.md#many-pupils-share-one-list-of-schools
 */
export function samenwerkendeScholenSql(client: string, dag: string): string {
  return `select s.instellingsnummer from samenwerkingen s
    where s.client_id = ${client} and s.van <= ${dag} and (s.tot is null or s.tot >= ${dag})`;
}

/**
 * Gives a `KeuzeVanSchool`, by the same rules as `schoolkeuzesSql`. `offset 0` keeps the planner at the one pupil;
 * otherwise it hashes all of them.
 * @param leerling like `school` and `client` the SQL of a value
 * @param samen a table as `samenwerkendeScholenSql` gives it
 */
export function schoolkeuzeSql(leerling: string, school: string, client: string, samen: string): string {
  return `select
    ${school} is not null and ${school} in (select instellingsnummer from ${samen}) as werkt_samen,
    exists (select from zichtbaarheid z where z.leerling_id = ${leerling} and z.client_id = ${client}
      and z.instellingsnummer = ${school} offset 0) as zichtbaar`;
}
