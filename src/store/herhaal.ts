/** Milliseconds after which a turn is worth a line: what it follows may hang. */
const LANG = 10_000;

/**
 * Does something again and again, never twice at once, and never keeps the process alive for it. A fault that lasts is told
 * once: a line every two seconds hides all others.
 * @param bijTraag hears of a turn that takes long while it still does; of several in a row only once
 */
export function herhaal(
  elke: number,
  doe: () => Promise<void>,
  bijFout: (fout: unknown) => void,
  bijTraag: () => void = () => {},
): () => void {
  let bezig = false;
  let gemeld: string | undefined;
  let isTraagGemeld = false;
  const klok = setInterval(async () => {
    if (bezig) return;
    bezig = true;
    let isTraag = false;
    const wekker = setTimeout(() => {
      isTraag = true;
      if (!isTraagGemeld) bijTraag();
    }, LANG).unref();
    try {
      await doe();
      gemeld = undefined;
    } catch (fout) {
      if (String(fout) !== gemeld) bijFout(fout);
      gemeld = String(fout);
    }
    clearTimeout(wekker);
    isTraagGemeld = isTraag;
    bezig = false;
  }, elke);
  klok.unref();
  return () => clearInterval(klok);
}
