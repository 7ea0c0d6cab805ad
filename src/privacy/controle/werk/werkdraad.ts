import { Worker } from 'node:worker_threads';
import type { Werkgegevens, Werkstuk, Werkuitslag } from './werkstuk.ts';

interface Antwoordwachter {
  klaar(uitslagen: Werkuitslag[]): void;
  mislukt(fout: unknown): void;
}

/** A thread that works. It answers in the order in which it was asked. */
export class Werkdraad {
  readonly #draad: Worker;
  readonly #wachtend: Antwoordwachter[] = [];

  constructor(gegevens: Werkgegevens) {
    this.#draad = new Worker(new URL('./draadprogramma.ts', import.meta.url), { workerData: gegevens });
    this.#draad.on('message', (uitslagen: Werkuitslag[]) => this.#wachtend.shift()?.klaar(uitslagen));
    this.#draad.on('error', (fout) => {
      for (const { mislukt } of this.#wachtend.splice(0)) mislukt(fout);
    });
  }

  /** The buffers go to the thread: those with memory of their own are empty here afterwards. */
  doe(stukken: Werkstuk[]): Promise<Werkuitslag[]> {
    const antwoord = new Promise<Werkuitslag[]>((klaar, mislukt) => this.#wachtend.push({ klaar, mislukt }));
    const buffers = stukken.flatMap(({ tegel }) => [tegel?.bladen, tegel?.bundel]).filter(heeftEigenGeheugen);
    this.#draad.postMessage(
      stukken,
      buffers.map(({ buffer }) => buffer as ArrayBuffer),
    );
    return antwoord;
  }

  async stop(): Promise<void> {
    await this.#draad.terminate();
  }
}

/** Small buffers share a pool, and a part of it can't leave. */
function heeftEigenGeheugen(buffer: Buffer | undefined): buffer is Buffer {
  return buffer !== undefined && buffer.byteLength > 0 && buffer.byteLength === buffer.buffer.byteLength;
}
