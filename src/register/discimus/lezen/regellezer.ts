import { type Foutcode, REDENEN, type Uitval } from './foutcodes.ts';
import type { Kolom } from './leveringskolommen.ts';
import type { Inhoud } from './manifest.ts';
import { Fout, type Veld } from './veld.ts';
import { instellingsnummer, stamnummer } from './velden.ts';

/** Where each of our columns is in the fields of a line. */
export type Plekken = Partial<Record<Kolom, number>>;

/** One line while it is read: hands out its fields and remembers what was wrong with them. */
export class Rij<I extends Inhoud> {
  readonly #plekken: Plekken;
  readonly #velden: readonly string[];
  readonly fouten: { kolom: Kolom | null; code: Foutcode }[] = [];

  constructor(plekken: Plekken, velden: readonly string[]) {
    this.#plekken = plekken;
    this.#velden = velden;
  }

  tekst(kolom: Kolom<I>): string {
    return this.#velden[this.#plekken[kolom as Kolom] ?? -1] ?? '';
  }

  /** The value; or after a fault nothing at all, which only a row that is thrown away can hold. */
  neem<T>(kolom: Kolom<I>, veld: Veld<T>): T {
    return this.houd(kolom, veld(this.tekst(kolom)));
  }

  houd<T>(kolom: Kolom<I>, waarde: T | Fout): T {
    if (!(waarde instanceof Fout)) return waarde;
    this.keurAf(kolom, waarde.code);
    return undefined as T;
  }

  /** One fault per column: the first says it. */
  keurAf(kolom: Kolom<I> | null, code: Foutcode): void {
    if (!this.fouten.some((fout) => fout.kolom === kolom)) this.fouten.push({ kolom: kolom as Kolom | null, code });
  }

  uitval(regel: number): Uitval[] {
    const school = instellingsnummer(this.#los('instellingsnummer'));
    const stam = stamnummer(this.#los('stamnummer'));
    return this.fouten.map(({ kolom, code }) => ({
      regel,
      kolom,
      code,
      reden: REDENEN[code],
      instellingsnummer: school instanceof Fout ? null : school,
      stamnummer: stam instanceof Fout ? null : stam,
    }));
  }

  #los(kolom: Kolom): string {
    return this.#velden[this.#plekken[kolom] ?? -1] ?? '';
  }
}
