import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { Uitvoerfout } from './uitvoerfout.ts';
import { gatAchter, leesTarkop, TARBLOK, type Taronderdeel } from './ustar.ts';

/**
 * Reads a tar that a stranger may have made, from begin to end. Nothing is believed: a size is compared with what
 * the file has, and with what the caller can use, before memory is taken for it.
 */
export class Tarlezer {
  readonly #fd: number;
  readonly #grootte: number;
  #plaats: number;

  /** @param vanaf the byte at which a header stands */
  constructor(pad: string, vanaf = 0) {
    this.#fd = openSync(pad, 'r');
    const stand = fstatSync(this.#fd);
    if (!stand.isFile()) throw new Uitvoerfout('uitvoer_onleesbaar', `${pad} is geen bestand`);
    this.#grootte = stand.size;
    this.#plaats = vanaf;
  }

  /** The byte at which the next header stands. */
  get plaats(): number {
    return this.#plaats;
  }

  /** @returns undefined at the end of the tar */
  volgende(): Taronderdeel | undefined {
    const blok = this.#lees(Buffer.allocUnsafeSlow(TARBLOK), 'een kop');
    try {
      return leesTarkop(blok);
    } catch (fout) {
      throw new Uitvoerfout('uitvoer_onleesbaar', `byte ${this.#plaats - TARBLOK}: ${(fout as Error).message}`);
    }
  }

  /** The whole of a file whose header was just read, in memory of its own. */
  inhoud({ naam, grootte }: Taronderdeel, hoogstens: number): Buffer {
    if (grootte > hoogstens) throw new Uitvoerfout('uitvoer_onleesbaar', `${naam} is te groot: ${grootte} bytes`);
    this.#eisRuimte(naam, grootte);
    const inhoud = this.#lees(Buffer.allocUnsafeSlow(grootte), naam);
    this.#plaats += gatAchter(grootte);
    return inhoud;
  }

  /** The same in pieces, for a file of any size. */
  *stroom({ naam, grootte }: Taronderdeel): Generator<Buffer> {
    this.#eisRuimte(naam, grootte);
    for (let rest = grootte; rest > 0; ) {
      const stuk = this.#lees(Buffer.allocUnsafeSlow(Math.min(rest, 64 * 1024)), naam);
      rest -= stuk.length;
      yield stuk;
    }
    this.#plaats += gatAchter(grootte);
  }

  slaOver({ naam, grootte }: Taronderdeel): void {
    this.#eisRuimte(naam, grootte);
    this.#plaats += grootte + gatAchter(grootte);
  }

  sluit(): void {
    closeSync(this.#fd);
  }

  #eisRuimte(naam: string, grootte: number): void {
    if (this.#plaats + grootte > this.#grootte) throw afgebroken(naam);
  }

  #lees(in_: Buffer, naam: string): Buffer {
    for (let gelezen = 0; gelezen < in_.length; ) {
      const erbij = readSync(this.#fd, in_, gelezen, in_.length - gelezen, this.#plaats);
      if (erbij === 0) throw afgebroken(naam);
      gelezen += erbij;
      this.#plaats += erbij;
    }
    return in_;
  }
}

function afgebroken(naam: string): Uitvoerfout {
  return new Uitvoerfout('uitvoer_onvolledig', `het bestand breekt af in ${naam}`);
}
