import type { FileHandle } from 'node:fs/promises';
import { gatAchter, TARBLOK, TAREINDE, tarkop } from './ustar.ts';

/** Bytes that are collected before they go to the file. */
const HAP = 1024 * 1024;

/** Writes a tar from begin to end. */
export class Tarschrijver {
  readonly #bestand: FileHandle;
  readonly #moment: number;
  #wachtend: Uint8Array[] = [];
  #wachtendeBytes = 0;
  #geschreven = 0;

  /** @param moment of change of all its files, in whole seconds since 1970 */
  constructor(bestand: FileHandle, moment: number) {
    this.#bestand = bestand;
    this.#moment = moment;
  }

  async voegToe(naam: string, inhoud: Uint8Array): Promise<void> {
    await this.#schrijf(tarkop({ naam, grootte: inhoud.length }, this.#moment));
    await this.#schrijf(inhoud);
    await this.#schrijf(Buffer.alloc(gatAchter(inhoud.length)));
  }

  /** For a file whose size nobody knows before its end: its header is written last. */
  async voegStroomToe(naam: string, inhoud: AsyncIterable<Uint8Array>): Promise<void> {
    const kop = this.#geschreven + this.#wachtendeBytes;
    await this.#schrijf(Buffer.alloc(TARBLOK));
    let grootte = 0;
    for await (const stuk of inhoud) {
      grootte += stuk.length;
      await this.#schrijf(stuk);
    }
    await this.#schrijf(Buffer.alloc(gatAchter(grootte)));
    await this.#leeg();
    await this.#bestand.write(tarkop({ naam, grootte }, this.#moment), 0, TARBLOK, kop);
  }

  /** @returns its size in bytes */
  async sluit(): Promise<number> {
    await this.#schrijf(TAREINDE);
    await this.#leeg();
    return this.#geschreven;
  }

  async #schrijf(stuk: Uint8Array): Promise<void> {
    this.#wachtend.push(stuk);
    this.#wachtendeBytes += stuk.length;
    if (this.#wachtendeBytes >= HAP) await this.#leeg();
  }

  async #leeg(): Promise<void> {
    const alles = Buffer.concat(this.#wachtend);
    [this.#wachtend, this.#wachtendeBytes] = [[], 0];
    for (let gedaan = 0; gedaan < alles.length; ) {
      const { bytesWritten } = await this.#bestand.write(alles, gedaan, alles.length - gedaan, this.#geschreven);
      gedaan += bytesWritten;
      this.#geschreven += bytesWritten;
    }
  }
}
