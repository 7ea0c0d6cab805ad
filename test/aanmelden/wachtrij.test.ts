import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { type Bezoeker, maakWachtrij, TeDruk, type Wachtrij } from '../../src/aanmelden/wachtrij.ts';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

const van = (naam: string, adres = 'school', bekend = false) => ({ herkomst: [adres], naam, bekend });
const duurt = (ms: number) => () => new Promise<void>((klaar) => setTimeout(klaar, ms));

/** Gives work to the queue and writes down what happens, by name and in order. */
function volg(rij: Wachtrij) {
  const verloop: string[] = [];
  const stuur = (naam: string, ms = 100, wie: Bezoeker = van(naam)) =>
    rij
      .doe(wie, () => {
        verloop.push(`${naam} begint`);
        return duurt(ms)();
      })
      .then(
        () => verloop.push(`${naam} klaar`),
        (fout) => verloop.push(`${naam} ${fout instanceof TeDruk ? `terug na ${fout.seconden} s` : fout.message}`),
      );
  return { verloop, stuur };
}

/** Teaches the queue that its work takes this long. */
async function leerTempo(rij: Wachtrij, ms: number): Promise<void> {
  for (let i = 0; i < 60; i++) {
    const een = rij.doe(van('leert'), duurt(ms));
    await jest.advanceTimersByTimeAsync(ms);
    await een;
  }
}

test('no more at once than there are places, and then in order of arrival', async () => {
  const { verloop, stuur } = volg(maakWachtrij({ plaatsen: 2 }));
  for (const naam of ['a', 'b', 'c', 'd', 'e']) stuur(naam);
  await jest.advanceTimersByTimeAsync(0);
  expect(verloop).toEqual(['a begint', 'b begint']);
  await jest.advanceTimersByTimeAsync(100);
  expect(verloop.slice(2).sort()).toEqual(['a klaar', 'b klaar', 'c begint', 'd begint']);
  await jest.advanceTimersByTimeAsync(200);
  expect(verloop.slice(-2)).toEqual(['d klaar', 'e klaar'].slice(-2));
});

test('a newcomer does not slip in before those who wait', async () => {
  const { verloop, stuur } = volg(maakWachtrij({ plaatsen: 1 }));
  const eerste = stuur('eerste');
  stuur('wacht');
  void eerste.then(() => stuur('nieuw'));
  await jest.advanceTimersByTimeAsync(300);
  expect(verloop.filter((regel) => regel.endsWith('begint'))).toEqual([
    'eerste begint',
    'wacht begint',
    'nieuw begint',
  ]);
});

describe('turned away', () => {
  test('at once, when the measured pace leaves no hope, and with the time after which there is', async () => {
    const rij = maakWachtrij({ plaatsen: 2, geduld: 1_050 });
    await leerTempo(rij, 200);
    const { verloop, stuur } = volg(rij);
    for (let i = 0; i < 15; i++) stuur(`${i}`, 200);
    await jest.advanceTimersByTimeAsync(0);
    // Two begin at once. Ten can be served within a second, at two places of 200 ms each. The last three
    // can't.
    expect(verloop).toEqual(['0 begint', '1 begint', '12 terug na 2 s', '13 terug na 2 s', '14 terug na 2 s']);
    await jest.advanceTimersByTimeAsync(5_000);
    expect(verloop.filter((regel) => regel.endsWith('klaar'))).toHaveLength(12);
    expect(verloop.filter((regel) => regel.includes('terug'))).toHaveLength(3);
  });

  test('the faster the work, the longer the line', async () => {
    const toegelaten = async (ms: number) => {
      const rij = maakWachtrij({ plaatsen: 1, geduld: 1_000 });
      await leerTempo(rij, ms);
      const { verloop, stuur } = volg(rij);
      for (let i = 0; i < 200; i++) stuur(`${i}`, ms);
      await jest.advanceTimersByTimeAsync(5_000);
      return verloop.filter((regel) => regel.endsWith('klaar')).length;
    };
    expect(await toegelaten(100)).toBeLessThan(15);
    expect(await toegelaten(10)).toBeGreaterThan(80);
  });

  test('never longer than its length, whatever the pace', async () => {
    const rij = maakWachtrij({ plaatsen: 1, lengte: 3 });
    await leerTempo(rij, 1);
    const { verloop, stuur } = volg(rij);
    for (let i = 0; i < 6; i++) stuur(`${i}`, 1);
    await jest.advanceTimersByTimeAsync(0);
    expect(verloop).toEqual(['0 begint', '4 terug na 1 s', '5 terug na 1 s']);
  });

  test('after the bounded wait, when the work before them hangs; they never begin', async () => {
    const { verloop, stuur } = volg(maakWachtrij({ plaatsen: 1, geduld: 1_000 }));
    stuur('hangt', 60_000);
    stuur('wacht');
    await jest.advanceTimersByTimeAsync(999);
    expect(verloop).toEqual(['hangt begint']);
    await jest.advanceTimersByTimeAsync(1);
    expect(verloop).toEqual(['hangt begint', 'wacht terug na 1 s']);
    await jest.advanceTimersByTimeAsync(60_000);
    expect(verloop).toEqual(['hangt begint', 'wacht terug na 1 s', 'hangt klaar']);
    stuur('later');
    await jest.advanceTimersByTimeAsync(100);
    expect(verloop.at(-1)).toBe('later klaar');
  });
});

describe('fair', () => {
  test('a class is served between the hundreds of another address, and a known device before them', async () => {
    const { verloop, stuur } = volg(maakWachtrij({ plaatsen: 1 }));
    for (let i = 0; i < 90; i++) stuur(`vloed.${i}`, 50, van(`vloed.${i}`, 'elders'));
    for (let i = 0; i < 5; i++) stuur(`klas.${i}`, 50);
    stuur('bekend', 50, van('bekend', 'school', true));
    await jest.advanceTimersByTimeAsync(12 * 50);
    const begonnen = verloop.filter((regel) => regel.endsWith('begint')).map((regel) => regel.split(' ')[0]);
    expect(begonnen.slice(0, 2)).toEqual(['vloed.0', 'bekend']);
    expect(begonnen.filter((naam) => naam?.startsWith('klas'))).toHaveLength(5);
  });

  test('who is far back by the numbers and near by the turns is not turned away', async () => {
    const rij = maakWachtrij({ plaatsen: 1, geduld: 1_000 });
    await leerTempo(rij, 100);
    const { verloop, stuur } = volg(rij);
    for (let i = 0; i < 30; i++) stuur(`vloed.${i}`, 100, van(`vloed.${i}`, 'elders'));
    stuur('kind', 100);
    await jest.advanceTimersByTimeAsync(2_000);
    expect(verloop.filter((regel) => /vloed.*terug/.test(regel)).length).toBeGreaterThan(15);
    expect(verloop).toContain('kind klaar');
  });

  test('a full line makes room by turning back the newest of whoever has most', async () => {
    const rij = maakWachtrij({ plaatsen: 1, lengte: 4 });
    await leerTempo(rij, 1);
    const { verloop, stuur } = volg(rij);
    for (let i = 0; i < 5; i++) stuur(`vloed.${i}`, 1, van(`vloed.${i}`, 'elders'));
    stuur('kind', 1);
    await jest.advanceTimersByTimeAsync(0);
    expect(verloop).toEqual(['vloed.0 begint', 'vloed.4 terug na 1 s']);
    expect(rij.stand()).toEqual({ bezig: 1, bekend: 0, onbekend: 4, vrij: false });
    await jest.advanceTimersByTimeAsync(10);
    expect(verloop).toContain('kind klaar');
    expect(rij.stand()).toEqual({ bezig: 0, bekend: 0, onbekend: 0, vrij: true });
    expect(jest.getTimerCount()).toBe(0);
  });
});

test('who closes the connection leaves the line, and nothing is begun for him', async () => {
  const rij = maakWachtrij({ plaatsen: 1 });
  const { verloop, stuur } = volg(rij);
  const weg = new AbortController();
  stuur('bezig');
  stuur('vertrokken', 100, { ...van('vertrokken'), weg: weg.signal });
  stuur('blijft');
  await jest.advanceTimersByTimeAsync(0);
  weg.abort();
  expect(rij.stand()).toMatchObject({ onbekend: 1 });
  await jest.advanceTimersByTimeAsync(200);
  expect(verloop.filter((regel) => !regel.includes('terug'))).toEqual([
    'bezig begint',
    'bezig klaar',
    'blijft begint',
    'blijft klaar',
  ]);
  expect(jest.getTimerCount()).toBe(0);
});

test('after a trouble the pace recovers: an empty line always lets in', async () => {
  const rij = maakWachtrij({ plaatsen: 1, geduld: 1_000 });
  for (let i = 0; i < 60; i++) {
    const een = rij.doe(van('hangt'), duurt(30_000));
    await jest.advanceTimersByTimeAsync(30_000);
    await een;
  }
  await leerTempo(rij, 10);
  const { verloop, stuur } = volg(rij);
  for (let i = 0; i < 20; i++) stuur(`${i}`, 10);
  await jest.advanceTimersByTimeAsync(1_000);
  expect(verloop.filter((regel) => regel.endsWith('klaar'))).toHaveLength(20);
});

test('work that fails tells so and gives its place away', async () => {
  const rij = maakWachtrij({ plaatsen: 1 });
  const stuk = rij.doe(van('een'), () => Promise.reject(new Error('stuk')));
  const daarna = rij.doe(van('twee'), async () => 'goed');
  await expect(stuk).rejects.toThrow('stuk');
  await expect(daarna).resolves.toBe('goed');
  expect(jest.getTimerCount()).toBe(0);
});
