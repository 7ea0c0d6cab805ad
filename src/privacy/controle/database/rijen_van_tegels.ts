import { isInBereik } from '../../boom/bereik.ts';
import { BREEDTE } from '../../boom/tegel.ts';
import type { Bevinding } from '../bevinding.ts';
import type { Bronvraag } from './bronvraag.ts';
import { leesLogrijen } from './logrijen.ts';
import { Plaatslezer } from './plaatslezer.ts';
import { type Gekoppeld, Rijenkoppeling, type VerzegeldeTegel } from './rijenkoppeling.ts';

/** Reads the rows of one tile after another: out of the database, and out of the archive where they left it. */
export class RijenVanTegels {
  readonly #vraag: Bronvraag;
  readonly #archief: Plaatslezer;
  #koppeling: Rijenkoppeling | undefined;
  #volgende = 0;

  constructor(vraag: Bronvraag) {
    this.#vraag = vraag;
    this.#archief = new Plaatslezer(vraag.archief());
  }

  async lees(tegel: VerzegeldeTegel): Promise<Gekoppeld> {
    const { omslag } = this.#vraag;
    const { teksten, bevindingen } = await (await this.#koppelingBij(tegel)).koppel(tegel);
    const begin = tegel.nummer * BREEDTE;
    const aangevuld = await this.#archief.vulAan(begin, teksten);
    if (omslag.maand === undefined) return { bevindingen, teksten: aangevuld };
    return { bevindingen, teksten: aangevuld.map((een, i) => (isInBereik(omslag.rijen, begin + i) ? een : undefined)) };
  }

  /** It goes on from tile to tile, and begins anew behind tiles that were left out. */
  async #koppelingBij({ nummer, volgnummers }: VerzegeldeTegel): Promise<Rijenkoppeling> {
    const { log, laatste } = this.#vraag;
    if (nummer !== this.#volgende) {
      await this.#koppeling?.sluit();
      this.#koppeling = undefined;
    }
    this.#volgende = nummer + 1;
    const na = nummer === 0 ? Number.MIN_SAFE_INTEGER : (volgnummers[0] ?? 0) - 1;
    this.#koppeling ??= new Rijenkoppeling(leesLogrijen(log, na, laatste.tot_volgnummer));
    return this.#koppeling;
  }

  /** Rows behind the last sealed one whose numbers were sealed. */
  async *rest(): AsyncGenerator<Bevinding> {
    const { log, laatste } = this.#vraag;
    this.#koppeling ??= new Rijenkoppeling(leesLogrijen(log, Number.MIN_SAFE_INTEGER, laatste.tot_volgnummer));
    yield* this.#koppeling.rest(laatste.omvang);
  }

  async sluit(): Promise<void> {
    await this.#koppeling?.sluit();
    await this.#archief.sluit();
  }
}
