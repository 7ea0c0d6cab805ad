import { CompiledQuery } from 'kysely';
import type { Database } from './database.ts';

/**
 * A statement that answers many questions at once. Its `$1` is a JSON array of them, each with its place `i`; each row of the
 * answer tells by `i` whose it is, one row a question at most.
 */
export interface Bundelopdracht<Vraag extends object, Antwoord> {
  readonly sql: string;
  /** Never filled in: it ties the types of question and answer to the text. */
  readonly vorm?: (vraag: Vraag) => Antwoord;
}

export function bundelopdracht<Vraag extends object, Antwoord = unknown>(sql: string): Bundelopdracht<Vraag, Antwoord> {
  return { sql };
}

/** Two under way, so that one that waits for a lock holds up nobody else; more would make each of them smaller. */
const ONDERWEG = 2;
const MEESTE = 64;

/** Milliseconds in line. Somewhat less than a statement may take: who waited for one that failed for that, has no database. */
const GEDULD = 4_000;

/** What was refused for what stood in it, not for want of a database: data, constraints, deadlocks, exceptions of ours. */
const OM_DE_INHOUD = /^(21|22|23|40|P0)...$/;

/** Lines belong to their database and go with it. */
const rijenPerDatabase = new WeakMap<Database, Map<string, Wachtrij>>();

/**
 * Asks one question. Those of other requests that come in the same turn of the event loop, or while the last ones are still
 * being answered, travel along in one round trip: the busier, the fewer statements per visitor. Alone, one waits for nobody.
 * @returns the row of this question, or undefined when it has none
 */
export function vraagGebundeld<Vraag extends object, Antwoord>(
  db: Database,
  { sql }: Bundelopdracht<Vraag, Antwoord>,
  vraag: Vraag,
): Promise<Antwoord | undefined> {
  const rijen = rijenPerDatabase.get(db) ?? new Map<string, Wachtrij>();
  const rij = rijen.get(sql) ?? new Wachtrij(db, sql);
  rijenPerDatabase.set(db, rijen.set(sql, rij));
  return rij.sluitAan(vraag) as Promise<Antwoord | undefined>;
}

interface Wachtende {
  vraag: object;
  sinds: number;
  klaar(antwoord: unknown): void;
  mislukt(fout: unknown): void;
}

class Wachtrij {
  readonly #db: Database;
  readonly #sql: string;
  #wachtend: Wachtende[] = [];
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

  /** In the words of the pool, where a connection is waited for in the same way. */
  #stuurWeg(): void {
    const grens = performance.now() - GEDULD;
    const teLang = this.#wachtend.findIndex(({ sinds }) => sinds > grens);
    const weg = this.#wachtend.splice(0, teLang === -1 ? this.#wachtend.length : teLang);
    for (const { mislukt } of weg) mislukt(new Error('timeout exceeded when trying to connect'));
  }

  async #reis(groep: readonly Wachtende[]): Promise<void> {
    this.#onderweg++;
    await this.#beantwoord(groep);
    this.#onderweg--;
    this.#vertrek();
  }

  async #beantwoord(groep: readonly Wachtende[]): Promise<void> {
    try {
      const vragen = JSON.stringify(groep.map(({ vraag }, i) => ({ ...vraag, i })));
      const { rows } = await this.#db.executeQuery<{ i: number }>(CompiledQuery.raw(this.#sql, [vragen]));
      const antwoorden: unknown[] = [];
      for (const rij of rows) antwoorden[rij.i] = rij;
      for (const [i, { klaar }] of groep.entries()) klaar(antwoorden[i]);
    } catch (fout) {
      // Nothing of a refused statement happened; apart, only who spoils it fails.
      if (groep.length > 1 && OM_DE_INHOUD.test(String((fout as { code?: unknown }).code))) {
        for (const een of groep) await this.#beantwoord([een]);
      } else {
        for (const { mislukt } of groep) mislukt(fout);
      }
    }
  }
}
