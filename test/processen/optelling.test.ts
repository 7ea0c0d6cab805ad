import { setImmediate as beurt } from 'node:timers/promises';
import { beforeEach, expect, test } from '@jest/globals';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { maakOptelling, type Optelling } from '../../src/processen/optelling.ts';
import { pauzeNa, telKort } from '../../src/processen/pauze.ts';

/** What the first of several processes makes of the figures of the others, and how long it waits for a new one. */

/** A process that serves: it has figures, and it answers unless it hangs. */
function maakProces() {
  const registry = new Registry();
  const labelNames = ['uitkomst'];
  return {
    registry,
    hangt: false,
    aanmeldingen: new Counter({ name: 'aanmeldingen', help: 'x', labelNames, registers: [registry] }),
    wachtend: new Gauge({ name: 'wachtend', help: 'x', registers: [registry] }),
    duur: new Histogram({ name: 'duur', help: 'x', buckets: [1], registers: [registry] }),
  };
}
type Proces = ReturnType<typeof maakProces>;

let optelling: Optelling<Proces>;
let een: Proces;
let twee: Proces;
let bijGehoord: (proces: Proces) => void;
beforeEach(() => {
  bijGehoord = () => {};
  [een, twee] = [maakProces(), maakProces()];
  optelling = maakOptelling((proces) => {
    if (!proces.hangt)
      void proces.registry.getMetricsAsJSON().then((cijfers) => {
        optelling.hoor(proces, cijfers);
        bijGehoord(proces);
      });
  });
  for (const [proces, aantal] of [
    [een, 3],
    [twee, 4],
  ] as const) {
    proces.aanmeldingen.inc({ uitkomst: 'gelukt' }, aantal);
    proces.wachtend.set(aantal);
    proces.duur.observe(aantal);
  }
  een.aanmeldingen.inc({ uitkomst: 'mislukt' });
});

/** Resolves at the next answer of this process. */
const gehoord = (proces: Proces) =>
  new Promise<void>((klaar) => {
    bijGehoord = (een) => een === proces && klaar();
  });

const regels = async (...processen: Proces[]) => (await optelling.lees(processen)).split('\n');

test('counts, durations and what is now are summed by label', async () => {
  expect(await regels(een, twee)).toEqual(
    expect.arrayContaining([
      '# TYPE aanmeldingen counter',
      'aanmeldingen{uitkomst="gelukt"} 7',
      'aanmeldingen{uitkomst="mislukt"} 1',
      'wachtend 7',
      'duur_bucket{le="+Inf"} 2',
      'duur_sum 7',
      'duur_count 2',
    ]),
  );
});

test('of processes that died the counts stay, and what they were at that moment does not', async () => {
  const drie = maakProces();
  drie.aanmeldingen.inc({ uitkomst: 'gelukt' });
  await regels(een, twee, drie);
  optelling.erf(een);
  optelling.erf(twee);
  const gelezen = await regels(drie);
  expect(gelezen).toEqual(
    expect.arrayContaining(['aanmeldingen{uitkomst="gelukt"} 8', 'aanmeldingen{uitkomst="mislukt"} 1', 'duur_sum 7']),
  );
  expect(gelezen).toContain('wachtend 0');
});

test('one that hangs keeps nobody waiting: what it counted before is in the sum', async () => {
  await regels(een, twee);
  twee.hangt = true;
  const gelezen = await regels(een, twee);
  expect(gelezen).toEqual(expect.arrayContaining(['aanmeldingen{uitkomst="gelukt"} 7', 'wachtend 3']));
});

test('one that dies while it is asked is counted once', async () => {
  await regels(een, twee);
  twee.hangt = true;
  const lezing = regels(een, twee);
  optelling.erf(twee);
  expect(await lezing).toEqual(expect.arrayContaining(['aanmeldingen{uitkomst="gelukt"} 7', 'wachtend 3']));
});

test('one that dies after its answer, while another hangs, is counted once', async () => {
  await regels(een, twee);
  twee.hangt = true;
  const lezing = regels(een, twee);
  await gehoord(een);
  // What waits for the answer goes on first.
  await beurt();
  optelling.erf(een);
  expect(await lezing).toContain('aanmeldingen{uitkomst="gelukt"} 7');
  expect(await regels()).toContain('aanmeldingen{uitkomst="gelukt"} 3');
});

test('what comes from one that died is no longer heard', async () => {
  await regels(een);
  optelling.erf(een);
  optelling.hoor(een, await een.registry.getMetricsAsJSON());
  expect(await regels(een)).toContain('aanmeldingen{uitkomst="gelukt"} 3');
});

test('the pause grows with each life that was short, and is short again after a long one', () => {
  let kort = 0;
  const pauzes = [5_000, 0, 0, 59_999, 0, 0, 60_000, 10].map((geleefd) => {
    kort = telKort(kort, geleefd);
    return pauzeNa(kort);
  });
  expect(pauzes).toEqual([2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 1_000, 2_000]);
});
