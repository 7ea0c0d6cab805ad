/**
 * Runs once at a time. A call during a run gets the next run, which begins after it. So nobody is answered by
 * a run that read before the call, and no older run ends after a newer one.
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
