/**
 * One run at a time. Who asks while one is under way gets the next, which begins after it: so nobody is answered by a run that
 * looked before he asked, and none that looked earlier ends later.
 */
export function omBeurt<T>(doe: () => Promise<T>): () => Promise<T> {
  let laatste: Promise<unknown> = Promise.resolve();
  let volgende: Promise<T> | undefined;
  return () => {
    if (volgende) return volgende;
    const beurt = laatste.then(() => {
      volgende = undefined;
      return doe();
    });
    volgende = beurt;
    laatste = beurt.catch(() => {});
    return beurt;
  };
}
