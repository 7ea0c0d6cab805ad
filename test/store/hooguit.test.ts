import { expect, test } from '@jest/globals';
import { hooguit } from '../../src/store/index.ts';
import { isDatabaseWeg } from '../../src/web/index.ts';

test('so many at a time, in order of arrival, and a failure gives its place on', async () => {
  const sluis = hooguit(2);
  let bezig = 0;
  let meeste = 0;
  const volgorde: number[] = [];
  const doe = (n: number) =>
    sluis(async () => {
      meeste = Math.max(meeste, ++bezig);
      volgorde.push(n);
      await new Promise(setImmediate);
      bezig--;
      if (n === 1) throw new Error('stuk');
      return n;
    });
  const uitkomsten = await Promise.allSettled([0, 1, 2, 3, 4, 5].map(doe));
  expect(uitkomsten.map(({ status }) => status === 'fulfilled')).toEqual([true, false, true, true, true, true]);
  expect(meeste).toBe(2);
  expect(volgorde).toEqual([0, 1, 2, 3, 4, 5]);
});

test('whoever waits longer than the database may take hears that it is gone, and the place goes to the next', async () => {
  const sluis = hooguit(1);
  const hangt = Promise.withResolvers<void>();
  const eerste = sluis(() => hangt.promise);
  const fout = await sluis(async () => 'te laat').catch((reden) => reden);
  expect(isDatabaseWeg(fout)).toBe(true);
  hangt.resolve();
  await eerste;
  expect(await sluis(async () => 'weer')).toBe('weer');
}, 10_000);
