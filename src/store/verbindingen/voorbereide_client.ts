import { createHash } from 'node:crypto';
import pg from 'pg';

/** A longer list is a load of rows. Its text is different every time. */
const MEESTE_WAARDEN = 60;

/**
 * A client that lets PostgreSQL remember statements with parameters. Each is parsed once per connection and,
 * after a few times, planned once. Our statements are few and come again and again. They name their columns
 * where a table may get a new one, because a remembered `select *` then fails.
 */
export class VoorbereideClient extends pg.Client {
  readonly #namen = new Map<string, string>();

  override query(...argumenten: unknown[]): never {
    const [tekst, waarden, ...rest] = argumenten;
    const bewerkt =
      typeof tekst === 'string' && Array.isArray(waarden) && waarden.length > 0 && waarden.length <= MEESTE_WAARDEN
        ? [{ name: this.#naam(tekst), text: tekst, values: waarden }, ...rest]
        : argumenten;
    return (super.query as (...zelfde: unknown[]) => never)(...bewerkt);
  }

  #naam(tekst: string): string {
    const bekend = this.#namen.get(tekst);
    if (bekend) return bekend;
    const naam = createHash('sha256').update(tekst).digest('base64url').slice(0, 24);
    this.#namen.set(tekst, naam);
    return naam;
  }
}
