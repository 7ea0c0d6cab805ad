import { GeweigerdeLevering } from './geweigerde_levering.ts';

/** A line as delivered, without its ending. A line that is too long has no bytes. */
export interface Ruweregel {
  /** The number of the line in the file, from 1. The header of a CSV is line 1. */
  nummer: number;
  bytes: Buffer;
  te_lang: boolean;
}

export const LANGSTE_REGEL = 64 * 1024;
/** A batch ends at the first of these two limits, so that long lines don't fill the memory either. */
const REGELS_PER_PAK = 256;
const BYTES_PER_PAK = 4 * 1024 * 1024;
/**
 * More bytes than any honest delivery has. The lines that came count, and not those that a manifest promises.
 */
const RUIMTE = 64 * 1024 * 1024;
const RUIMTE_PER_REGEL = 1024;
/** Empty lines in a row. They count when a line follows, and then they come in one batch. */
const LEGE_REGELS = 1000;
const LF = 0x0a;
const CR = 0x0d;
const NIETS = Buffer.alloc(0);

/**
 * Cuts bytes into lines at LF or CRLF. Empty lines at the end of the file are not counted. An empty line
 * before the end is counted, so that every line between the first and the last has its place.
 * @param hoogstens lines that the file may have: one more is refused at once, whatever follows
 */
export async function* snijRegels(brokken: AsyncIterable<Buffer>, hoogstens: number): AsyncGenerator<Ruweregel[]> {
  const snijder = new Regelsnijder(hoogstens);
  for await (const brok of brokken) {
    for (const pak of snijder.neem(brok)) yield pak;
  }
  yield snijder.sluit();
}

class Regelsnijder {
  readonly #hoogstens: number;
  #nummer = 0;
  #bytes = 0;
  /** Empty lines that count only when another line follows. */
  #leeg = 0;
  #pak: Ruweregel[] = [];
  #pakbytes = 0;
  #begin: Buffer[] = [];
  #beginlengte = 0;

  constructor(hoogstens: number) {
    this.#hoogstens = hoogstens;
  }

  *neem(brok: Buffer): Generator<Ruweregel[]> {
    this.#bytes += brok.length;
    if (this.#bytes > RUIMTE + this.#nummer * RUIMTE_PER_REGEL)
      throw new GeweigerdeLevering(
        'bestand_te_groot',
        'Een bestand is veel te groot voor zijn rijen: vraag de levering opnieuw.',
      );
    let van = 0;
    for (let tot = brok.indexOf(LF); tot >= 0; tot = brok.indexOf(LF, van)) {
      this.#eindigRegel(brok.subarray(van, tot));
      van = tot + 1;
      if (this.#pak.length >= REGELS_PER_PAK || this.#pakbytes >= BYTES_PER_PAK) yield this.#geefPak();
    }
    if (van < brok.length) this.#bewaar(brok.subarray(van));
  }

  sluit(): Ruweregel[] {
    if (this.#beginlengte) this.#eindigRegel(NIETS);
    return this.#geefPak();
  }

  /** A line that is too long keeps only its length. The CR of its ending may be one byte above the limit. */
  #bewaar(stuk: Buffer): void {
    this.#beginlengte += stuk.length;
    if (this.#beginlengte > LANGSTE_REGEL + 1) this.#begin = [];
    else this.#begin.push(stuk);
  }

  #eindigRegel(slot: Buffer): void {
    const lengte = this.#beginlengte + slot.length;
    const te_lang = lengte > LANGSTE_REGEL + 1;
    const heel = te_lang || !this.#beginlengte ? slot : Buffer.concat([...this.#begin, slot]);
    this.#begin = [];
    this.#beginlengte = 0;
    const regel = heel[heel.length - 1] === CR ? heel.subarray(0, -1) : heel;
    if (!te_lang && regel.length === 0) this.#telLege();
    else this.#voegToe(regel, te_lang || regel.length > LANGSTE_REGEL);
  }

  #telLege(): void {
    if (++this.#leeg > LEGE_REGELS)
      throw new GeweigerdeLevering(
        'rijen_verschillen',
        'Er staan duizenden lege regels na elkaar: vraag de levering opnieuw.',
      );
  }

  #voegToe(bytes: Buffer, te_lang: boolean): void {
    if (this.#nummer + this.#leeg + 1 > this.#hoogstens)
      throw new GeweigerdeLevering(
        'rijen_verschillen',
        'Er zijn meer rijen dan het manifest zegt: vraag de levering opnieuw.',
      );
    for (; this.#leeg; this.#leeg--) this.#pak.push({ nummer: ++this.#nummer, bytes: NIETS, te_lang: false });
    this.#pak.push({ nummer: ++this.#nummer, bytes: te_lang ? NIETS : bytes, te_lang });
    this.#pakbytes += bytes.length;
  }

  #geefPak(): Ruweregel[] {
    const pak = this.#pak;
    this.#pak = [];
    this.#pakbytes = 0;
    return pak;
  }
}
