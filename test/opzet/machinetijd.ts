import { jest } from '@jest/globals';

/** Does something at another moment, for whatever asks the time of the machine. PostgreSQL keeps its own. */
export async function opMoment<T>(moment: Temporal.Instant, doe: () => Promise<T>): Promise<T> {
  const klokken = [
    jest.spyOn(Temporal.Now, 'instant').mockReturnValue(moment),
    jest.spyOn(Date, 'now').mockReturnValue(moment.epochMilliseconds),
  ];
  try {
    return await doe();
  } finally {
    for (const klok of klokken) klok.mockRestore();
  }
}

/** Does something as if it happened this long ago, in units of `Temporal`. */
export function eerder<T>(geleden: Temporal.DurationLike, doe: () => Promise<T>): Promise<T> {
  return opMoment(Temporal.Now.instant().subtract(geleden), doe);
}
