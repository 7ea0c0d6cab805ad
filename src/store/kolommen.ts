/**
 * Columns of a statement. Each is written once: its name, its SQL and its type in TypeScript. Question and
 * answer of a statement are derived from them, as text and as types. So a misspelt column does not compile,
 * or fails at its first use.
 * docs/keuzes/database.md#a-batch-says-each-of-its-columns-once
 */

/** Types of PostgreSQL that a question may hold, in their JSON form. Days and moments are ISO 8601. */
interface Vraagtypen {
  text: string;
  uuid: string;
  boolean: boolean;
  int: number;
  bigint: number;
  date: string;
  timestamptz: string;
  'text[]': readonly string[];
}

type Vraagtype = keyof Vraagtypen;

/** For types outside the list above, such as JSON of a known form or a type of our own. */
export interface EigenVraagtype<T> {
  readonly type: string;
  /** Never filled in. It carries the type. */
  readonly waarde?: T;
}

/** With a question mark, the column may be left out. */
export type Vraagkolom = Vraagtype | `${Vraagtype}?` | EigenVraagtype<unknown>;
export type Vraagkolommen = Readonly<Record<string, Vraagkolom>>;

/** @param type its name in PostgreSQL */
export function vraagtype<T>(type: string): EigenVraagtype<T> {
  return { type };
}

type Ingevuld<K> =
  K extends EigenVraagtype<infer T>
    ? T
    : K extends `${infer Type extends Vraagtype}?`
      ? Vraagtypen[Type] | null | undefined
      : K extends Vraagtype
        ? Vraagtypen[K]
        : unknown;

/** A question with these columns. */
export type VraagVan<K> = {
  [Naam in keyof K as undefined extends Ingevuld<K[Naam]> ? never : Naam]: Ingevuld<K[Naam]>;
} & {
  [Naam in keyof K as undefined extends Ingevuld<K[Naam]> ? Naam : never]?: Ingevuld<K[Naam]>;
};

/**
 * Rows of JSON as a table, for a `from`.
 * @param naam the name of the table in the statement
 * @param json the SQL of an array of objects
 */
export function recordsetSql(naam: string, json: string, kolommen: Vraagkolommen): string {
  const typen = Object.entries(kolommen).map(([kolom, type]) => `"${kolom}" ${typeSql(type)}`);
  return `json_to_recordset(${json}) as ${naam}(${typen.join(', ')})`;
}

function typeSql(kolom: Vraagkolom): string {
  return typeof kolom === 'string' ? kolom.replace('?', '') : kolom.type;
}

/** A column of an answer, with the SQL that gives it. */
export interface Antwoordkolom<T> {
  readonly sql: string;
  /** Never filled in. It carries the type. */
  readonly waarde?: T;
}
export type Antwoordkolommen = Readonly<Record<string, Antwoordkolom<unknown>>>;

export function kolom<T>(sql: string): Antwoordkolom<T> {
  return { sql };
}

/** A row with these columns. */
export type RijVan<K> = { [Naam in keyof K]: K[Naam] extends Antwoordkolom<infer T> ? T : never };

/** All columns of a subquery whose text was made from their description. */
export interface Antwoordtabel<Rij> {
  readonly tabel: string;
  /** Never filled in. It carries the type. */
  readonly rij?: Rij;
}

/** @param tabel the name of the subquery in the statement */
export function alleVan<Rij>(tabel: string): Antwoordtabel<Rij> {
  return { tabel };
}

/** The list of a `select`. */
export function kolommenSql(kolommen: Antwoordkolommen): string {
  return Object.entries(kolommen)
    .map(([naam, { sql }]) => `${sql} as "${naam}"`)
    .join(', ');
}

/** The same columns as one JSON object. */
export function jsonSql(kolommen: Antwoordkolommen): string {
  return `json_build_object(${Object.entries(kolommen)
    .map(([naam, { sql }]) => `'${naam}', ${sql}`)
    .join(', ')})`;
}
