import { FOUTUITLEG, type Foutcode, type Uitvalregel } from './foutcodes.ts';
import type { Leveringskolom } from './leveringskolommen.ts';
import type { Bestandsinhoud } from './manifest.ts';
import { instellingsnummer, stamnummer, Veldfout, type Veldlezer } from './velden.ts';

/** Where each of our columns is in the fields of a line. */
export type Kolomplekken = Partial<Record<Leveringskolom, number>>;

/** One line while it is read. It hands out its fields and remembers what was wrong with them. */
export class Regellezer<I extends Bestandsinhoud> {
  readonly #plekken: Kolomplekken;
  readonly #velden: readonly string[];
  readonly fouten: { kolom: Leveringskolom | null; code: Foutcode }[] = [];

  constructor(plekken: Kolomplekken, velden: readonly string[]) {
    this.#plekken = plekken;
    this.#velden = velden;
  }

  tekst(kolom: Leveringskolom<I>): string {
    return this.#velden[this.#plekken[kolom as Leveringskolom] ?? -1] ?? '';
  }

  /** Gives the value of a column. After a fault there is no value, and then the row is thrown away. */
  neem<T>(kolom: Leveringskolom<I>, lees: Veldlezer<T>): T {
    return this.houd(kolom, lees(this.tekst(kolom)));
  }

  houd<T>(kolom: Leveringskolom<I>, waarde: T | Veldfout): T {
    if (!(waarde instanceof Veldfout)) return waarde;
    this.keurAf(kolom, waarde.code);
    return undefined as T;
  }

  /** Each column has one fault: the first one. */
  keurAf(kolom: Leveringskolom<I> | null, code: Foutcode): void {
    if (!this.fouten.some((fout) => fout.kolom === kolom))
      this.fouten.push({ kolom: kolom as Leveringskolom | null, code });
  }

  uitval(regel: number): Uitvalregel[] {
    const school = instellingsnummer(this.#los('instellingsnummer'));
    const stam = stamnummer(this.#los('stamnummer'));
    return this.fouten.map(({ kolom, code }) => ({
      regel,
      kolom,
      code,
      reden: FOUTUITLEG[code],
      instellingsnummer: school instanceof Veldfout ? null : school,
      stamnummer: stam instanceof Veldfout ? null : stam,
    }));
  }

  #los(kolom: Leveringskolom): string {
    return this.#velden[this.#plekken[kolom] ?? -1] ?? '';
  }
}
