import { jest } from '@jest/globals';

/** Does something as if it happened some hours ago, for whatever asks the time of the machine. */
export async function eerder<T>(uren: number, doe: () => Promise<T>): Promise<T> {
  const toen = Temporal.Now.instant().subtract({ hours: uren });
  const klokken = [
    jest.spyOn(Temporal.Now, 'instant').mockReturnValue(toen),
    jest.spyOn(Date, 'now').mockReturnValue(toen.epochMilliseconds),
  ];
  try {
    return await doe();
  } finally {
    for (const klok of klokken) klok.mockRestore();
  }
}
