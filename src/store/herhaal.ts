/** Milliseconds after which a turn gets a line in the log: what it reads may hang. */
const LANG = 10_000;

/**
 * Does something again and again, never twice at once. It never keeps the process alive. A fault that lasts
 * is logged once, because a line every two seconds hides all others.
 * @param bijTraag is told of a slow turn while it still runs. Of several in a row only the first is told
 * @returns stops it. A turn that runs then may fail because the rest stops too, so nobody is told
 */
export function herhaal(
  elke: number,
  doe: () => Promise<void>,
  bijFout: (fout: unknown) => void,
  bijTraag: () => void = () => {},
): () => void {
  let bezig = false;
  let isGestopt = false;
  let gemeld: string | undefined;
  let isTraagGemeld = false;
  const klok = setInterval(async () => {
    if (bezig) return;
    bezig = true;
    let isTraag = false;
    const wekker = setTimeout(() => {
      isTraag = true;
      if (!isGestopt && !isTraagGemeld) bijTraag();
    }, LANG).unref();
    try {
      await doe();
      gemeld = undefined;
    } catch (fout) {
      if (!isGestopt && String(fout) !== gemeld) bijFout(fout);
      gemeld = String(fout);
    }
    clearTimeout(wekker);
    isTraagGemeld = isTraag;
    bezig = false;
  }, elke);
  klok.unref();
  return () => {
    isGestopt = true;
    clearInterval(klok);
  };
}
