import { parentPort, workerData } from 'node:worker_threads';
import type { Tegelopdracht } from '../tegel/controleer_tegel.ts';
import { maakWerker, type Werkgegevens, type Werkstuk } from './werkstuk.ts';

/** What a thread runs. Buffers come out of a message as plain bytes, and become buffers again. */

// Outside a thread it does nothing: what production loads is compiled ahead (start/vul_codegeheugen.js).
if (parentPort) {
  const werk = maakWerker(workerData as Werkgegevens);
  parentPort.on('message', (stukken: Werkstuk[]) => {
    parentPort?.postMessage(stukken.map((stuk) => werk({ ...stuk, tegel: stuk.tegel && metBuffers(stuk.tegel) })));
  });
}

function metBuffers(opdracht: Tegelopdracht): Tegelopdracht {
  const { bladen, bundel } = opdracht;
  return { ...opdracht, bladen: alsBuffer(bladen), bundel: bundel && alsBuffer(bundel) };
}

function alsBuffer({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength);
}
