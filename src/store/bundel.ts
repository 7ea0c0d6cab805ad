import { CompiledQuery } from 'kysely';
import type { Database } from './database.ts';
import {
  type Antwoordkolommen,
  type Antwoordtabel,
  kolommenSql,
  type RijVan,
  recordsetSql,
  type Vraagkolommen,
  type VraagVan,
} from './kolommen.ts';

/** A statement that answers many questions at once. Its `$1` is a JSON array of them. */
export interface Bundelopdracht<Vraag extends object, Antwoord> {
  readonly sql: string;
  /** Never filled in. It ties the types of question and answer to the text. */
  readonly vorm?: (vraag: Vraag) => Antwoord;
}

/** The row that answers one question of a statement. */
export type AntwoordOp<O> = O extends Bundelopdracht<never, infer Antwoord> ? Antwoord : never;

/** The parts from which the text of a statement is made. */
interface Bouwstenen<V> {
  /** The questions, as a table `v` for the statement's `from`. */
  vragen: string;
  /** Each column of a question, as the text names it, and its place `i`. */
  v: Vraagnamen<V>;
  /** The columns of the answer, for its `select`. */
  kolommen: string;
}

type Vraagnamen<V> = { readonly [Naam in keyof V | 'i']: string };

/**
 * Makes a statement from its columns and its text. Each row of the answer has the place `i` of its question.
 * A question gets one row at most.
 * @param opdracht the columns of a question, those of its answer (one by one or of a whole subquery), and the
 * text between them
 */
export function bundelopdracht<
  const V extends Vraagkolommen,
  Rij = unknown,
  A extends Antwoordkolommen = Record<never, never>,
>(opdracht: {
  vraag: V;
  tabel?: Antwoordtabel<Rij>;
  antwoord?: A | ((v: Vraagnamen<V>) => A);
  sql(bouwstenen: Bouwstenen<V>): string;
}): Bundelopdracht<VraagVan<V>, Rij & RijVan<A> & { i: number }> {
  const { vraag, tabel, antwoord = {}, sql } = opdracht;
  const v = Object.fromEntries(['i', ...Object.keys(vraag)].map((naam) => [naam, `v."${naam}"`])) as Vraagnamen<V>;
  const losse = kolommenSql(typeof antwoord === 'function' ? antwoord(v) : antwoord);
  return {
    sql: sql({
      vragen: recordsetSql('v', '$1::json', { i: 'int', ...vraag }),
      v,
      kolommen: [...(tabel ? [`${tabel.tabel}.*`] : []), ...(losse ? [losse] : [])].join(', '),
    }),
  };
}

/**
 * Two are under way, so that one that waits for a lock delays nobody else. More would make each of them
 * smaller.
 */
const ONDERWEG = 2;
const MEESTE = 64;

/**
 * Milliseconds in line. It is less than the time limit of a statement: after a statement that took too long,
 * those in line give up as well.
 */
const GEDULD = 4_000;

/**
 * PostgreSQL's codes for faults in what a question says: data, constraints, deadlocks, exceptions of ours.
 */
const OM_DE_INHOUD = /^(21|22|23|40|P0)...$/;

/** A line for each statement. The lines belong to their database and disappear with it. */
const lijnenPerDatabase = new WeakMap<Database, Map<string, Bundellijn>>();

/**
 * Asks one question. Questions of other requests travel along in the same round trip, if they come in the
 * same turn of the event loop or while the last ones are still being answered. The busier the server, the
 * fewer statements per visitor. A question by itself waits for nobody.
 * docs/keuzes/database.md#visitors-of-the-same-moment-share-their-statements
 * @returns the row of this question, or undefined when it has none
 */
export function vraagGebundeld<Vraag extends object, Antwoord>(
  db: Database,
  { sql }: Bundelopdracht<Vraag, Antwoord>,
  vraag: Vraag,
): Promise<Antwoord | undefined> {
  const lijnen = lijnenPerDatabase.get(db) ?? new Map<string, Bundellijn>();
  const lijn = lijnen.get(sql) ?? new Bundellijn(db, sql);
  lijnenPerDatabase.set(db, lijnen.set(sql, lijn));
  return lijn.sluitAan(vraag) as Promise<Antwoord | undefined>;
}

/**
 * Asks many questions in one statement of their own, on the connection that the caller chose.
 * @returns the row of each question, in the order of the questions
 */
export async function vraagSamen<Vraag extends object, Antwoord>(
  db: Database,
  { sql }: Bundelopdracht<Vraag, Antwoord>,
  vragen: readonly Vraag[],
): Promise<(Antwoord | undefined)[]> {
  const genummerd = JSON.stringify(vragen.map((vraag, i) => ({ ...vraag, i })));
  const { rows } = await db.executeQuery<{ i: number }>(CompiledQuery.raw(sql, [genummerd]));
  const antwoorden: (Antwoord | undefined)[] = vragen.map(() => undefined);
  for (const rij of rows) antwoorden[rij.i] = rij as Antwoord;
  return antwoorden;
}

interface Wachtvraag {
  vraag: object;
  sinds: number;
  klaar(antwoord: unknown): void;
  mislukt(fout: unknown): void;
}

/** Questions that wait for one statement, and travel together. */
class Bundellijn {
  readonly #db: Database;
  readonly #sql: string;
  #wachtend: Wachtvraag[] = [];
  #onderweg = 0;

  constructor(db: Database, sql: string) {
    this.#db = db;
    this.#sql = sql;
  }

  sluitAan(vraag: object): Promise<unknown> {
    return new Promise((klaar, mislukt) => {
      const sinds = performance.now();
      if (this.#wachtend.push({ vraag, sinds, klaar, mislukt }) === 1) setImmediate(() => this.#vertrek());
    });
  }

  #vertrek(): void {
    this.#stuurWeg();
    while (this.#wachtend.length > 0 && this.#onderweg < ONDERWEG) void this.#reis(this.#wachtend.splice(0, MEESTE));
  }

  /**
   * Gives the same error as the pool, because waiting in the pool for a connection is the same to the caller.
   */
  #stuurWeg(): void {
    const grens = performance.now() - GEDULD;
    const teLang = this.#wachtend.findIndex(({ sinds }) => sinds > grens);
    const weg = this.#wachtend.splice(0, teLang === -1 ? this.#wachtend.length : teLang);
    for (const { mislukt } of weg) mislukt(new Error('timeout exceeded when trying to connect'));
  }

  async #reis(groep: readonly Wachtvraag[]): Promise<void> {
    this.#onderweg++;
    await this.#beantwoord(groep);
    this.#onderweg--;
    this.#vertrek();
  }

  async #beantwoord(groep: readonly Wachtvraag[]): Promise<void> {
    try {
      const vragen = groep.map(({ vraag }) => vraag);
      const antwoorden = await vraagSamen<object, unknown>(this.#db, { sql: this.#sql }, vragen);
      for (const [i, { klaar }] of groep.entries()) klaar(antwoorden[i]);
    } catch (fout) {
      // A refused statement changed nothing. Asked one by one, only the faulty question fails.
      if (groep.length > 1 && OM_DE_INHOUD.test(String((fout as { code?: unknown }).code))) {
        for (const een of groep) await this.#beantwoord([een]);
      } else {
        for (const { mislukt } of groep) mislukt(fout);
      }
    }
  }
}
