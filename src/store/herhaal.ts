/**
 * Does something again and again, never twice at once, and never keeps the process alive for it. A fault that lasts is told
 * once: a line every two seconds hides all others.
 */
export function herhaal(elke: number, doe: () => Promise<void>, bijFout: (fout: unknown) => void): () => void {
  let bezig = false;
  let gemeld: string | undefined;
  const klok = setInterval(async () => {
    if (bezig) return;
    bezig = true;
    try {
      await doe();
      gemeld = undefined;
    } catch (fout) {
      if (String(fout) !== gemeld) bijFout(fout);
      gemeld = String(fout);
    }
    bezig = false;
  }, elke);
  klok.unref();
  return () => clearInterval(klok);
}
