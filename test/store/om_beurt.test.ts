import { EventEmitter, once } from 'node:events';
import { expect, jest, test } from '@jest/globals';
import { herhaal, omBeurt } from '../../src/store/index.ts';

test('who asks during a run gets the next one, together with the others who wait', async () => {
  const begonnen: PromiseWithResolvers<number>[] = [];
  const vraag = omBeurt(() => {
    const beurt = Promise.withResolvers<number>();
    begonnen.push(beurt);
    return beurt.promise;
  });
  const eerste = vraag();
  await Promise.resolve();
  expect(begonnen).toHaveLength(1);

  const [tweede, derde] = [vraag(), vraag()];
  expect(begonnen).toHaveLength(1);
  begonnen[0]?.resolve(1);
  expect(await eerste).toBe(1);
  await Promise.resolve();
  expect(begonnen).toHaveLength(2);
  begonnen[1]?.resolve(2);
  expect(await Promise.all([tweede, derde])).toEqual([2, 2]);
});

test('a run that fails fails for who asked, and not for the next', async () => {
  let beurt = 0;
  const vraag = omBeurt(async () => {
    if (++beurt === 1) throw new Error('de eerste');
    return beurt;
  });
  const eerste = expect(vraag()).rejects.toThrow('de eerste');
  await eerste;
  expect(await vraag()).toBe(2);
});

test('a fault that lasts is told once, another one again', async () => {
  const fouten = ['map weg', 'map weg', 'map weg', '', 'map weg', 'iets anders'];
  const gedaan = new EventEmitter();
  const gemeld: string[] = [];
  const stop = herhaal(
    1,
    async () => {
      const fout = fouten.shift();
      if (fout === undefined) gedaan.emit('klaar');
      if (fout) throw new Error(fout);
    },
    (fout) => gemeld.push((fout as Error).message),
  );
  await once(gedaan, 'klaar');
  stop();
  expect(gemeld).toEqual(['map weg', 'map weg', 'iets anders']);
});

test('a turn that takes ten seconds is told while it lasts, once for several in a row', async () => {
  jest.useFakeTimers();
  let traag = 0;
  let klaar = () => {};
  const doe = () =>
    new Promise<void>((af) => {
      klaar = af;
    });
  const stop = herhaal(
    2_000,
    doe,
    () => {},
    () => traag++,
  );
  const gemeld: number[] = [];
  for (const duur of [9_999, 10_001, 60_000, 10, 10_001]) {
    await jest.advanceTimersByTimeAsync(2_000);
    await jest.advanceTimersByTimeAsync(duur);
    gemeld.push(traag);
    klaar();
    await jest.advanceTimersByTimeAsync(0);
  }
  stop();
  jest.useRealTimers();
  expect(gemeld).toEqual([0, 1, 1, 1, 2]);
});

test('a turn that fails because all of it stops is told to nobody', async () => {
  const meld = jest.fn();
  const begonnen = Promise.withResolvers<void>();
  const beurt = Promise.withResolvers<void>();
  const doe = () => {
    begonnen.resolve();
    return beurt.promise;
  };
  const stop = herhaal(1, doe, meld, meld);
  await begonnen.promise;
  stop();
  beurt.reject(new Error('de databank is gesloten'));
  await beurt.promise.catch(() => {});
  await Promise.resolve();
  expect(meld).not.toHaveBeenCalled();
});
