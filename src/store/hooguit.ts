/** Milliseconds, the same as for questions in `bundel.ts`. */
const GEDULD = 4_000;

/**
 * Runs so many at a time, the rest in order of arrival. It is for work that takes a connection of its own:
 * somebody who asks for it again and again can't take more of the pool while it hangs. Work that waits too
 * long gets the same error as the pool's: the database is gone.
 * docs/keuzes/database.md#no-stranger-takes-more-of-the-pool-than-a-share-of-it
 */
export function hooguit(meeste: number): <T>(doe: () => Promise<T>) => Promise<T> {
  const wachtend = new Set<() => void>();
  let bezig = 0;

  function neemPlaats(): Promise<void> {
    if (bezig < meeste) {
      bezig++;
      return Promise.resolve();
    }
    return new Promise((klaar, weiger) => {
      const begin = () => {
        clearTimeout(wekker);
        wachtend.delete(begin);
        klaar();
      };
      const wekker = setTimeout(() => {
        wachtend.delete(begin);
        weiger(new Error('timeout exceeded when trying to connect'));
      }, GEDULD);
      wachtend.add(begin);
    });
  }

  return async (doe) => {
    await neemPlaats();
    try {
      return await doe();
    } finally {
      const [volgende] = wachtend;
      if (volgende) volgende();
      else bezig--;
    }
  };
}
