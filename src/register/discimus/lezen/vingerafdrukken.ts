import { createHmac, hash } from 'node:crypto';

/**
 * Bytes of a fingerprint: half of a SHA-256. As text, it has one character (latin1) for each byte. That costs
 * no memory outside V8.
 */
export const LENGTE = 16;

/**
 * Gives a line the mark by which the next night recognises it. It is keyed with the pepper, because a line
 * holds an INSZ that could be guessed. The mark is SHA-256 over key and line. It is cut in half, so that
 * nobody can extend it. HMAC has the same effect and is three times slower.
 * @param kenmerk what else decides how a line is read: the form, its columns
 */
export function maakAfdrukker(peper: string, kenmerk: string): (regel: Buffer) => string {
  const sleutel = createHmac('sha256', peper).update(`leerid bron 1\n${kenmerk}`).digest();
  let geheel = Buffer.concat([sleutel, Buffer.alloc(1024)]);
  return (regel) => {
    const lengte = sleutel.length + regel.length;
    if (lengte > geheel.length) geheel = Buffer.concat([sleutel, Buffer.alloc(2 * lengte)]);
    regel.copy(geheel, sleutel.length);
    return hash('sha256', geheel.subarray(0, lengte), 'latin1').slice(0, LENGTE);
  };
}

/** The fingerprints of the load before. They take 17 bytes for each place. A Set of texts takes a hundred. */
export class Vingerafdrukken {
  readonly #plaatsen: Buffer;
  readonly #bezet: Uint8Array;
  readonly #masker: number;

  constructor(aantal: number) {
    const plaatsen = 2 ** Math.ceil(Math.log2(Math.max(16, aantal * 1.5)));
    this.#plaatsen = Buffer.alloc(plaatsen * LENGTE);
    this.#bezet = new Uint8Array(plaatsen);
    this.#masker = plaatsen - 1;
  }

  voegToe(afdruk: string): void {
    const plaats = this.#zoek(afdruk);
    if (this.#bezet[plaats]) return;
    this.#plaatsen.write(afdruk, plaats * LENGTE, 'latin1');
    this.#bezet[plaats] = BEKEND;
  }

  /** Whether the load before had this line. Marks it as seen in this load. */
  ziet(afdruk: string): boolean {
    const plaats = this.#zoek(afdruk);
    if (!this.#bezet[plaats]) return false;
    this.#bezet[plaats] = GEZIEN;
    return true;
  }

  /** Fingerprints that the load before had, and this one has not. */
  ongezien(): Generator<string> {
    return this.#met(BEKEND);
  }

  /** Fingerprints that both loads have. */
  gezien(): Generator<string> {
    return this.#met(GEZIEN);
  }

  *#met(merk: number): Generator<string> {
    for (let plaats = 0; plaats <= this.#masker; plaats++)
      if (this.#bezet[plaats] === merk) yield this.#plaatsen.toString('latin1', plaats * LENGTE, (plaats + 1) * LENGTE);
  }

  /**
   * The place of a fingerprint, or the free place where it belongs. There is always a free place. A
   * fingerprint is random already, so it needs no other hash.
   */
  #zoek(afdruk: string): number {
    let plaats =
      (afdruk.charCodeAt(0) |
        (afdruk.charCodeAt(1) << 8) |
        (afdruk.charCodeAt(2) << 16) |
        (afdruk.charCodeAt(3) << 24)) &
      this.#masker;
    while (this.#bezet[plaats] && !this.#isOp(plaats, afdruk)) plaats = (plaats + 1) & this.#masker;
    return plaats;
  }

  #isOp(plaats: number, afdruk: string): boolean {
    const begin = plaats * LENGTE;
    for (let i = 0; i < LENGTE; i++) if (this.#plaatsen[begin + i] !== afdruk.charCodeAt(i)) return false;
    return true;
  }
}

const BEKEND = 1;
const GEZIEN = 2;
