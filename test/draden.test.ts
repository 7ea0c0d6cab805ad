import { spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { describe, expect, test } from '@jest/globals';

/**
 * How many threads of libuv a program has. Each of these ends at once, for want of settings or of work. On its
 * way out it uses the pool for the first time, if it did not before, and counts its threads in /proc.
 */
const TEL_AAN_HET_EINDE = `
  import { readdirSync, readFileSync, stat } from 'node:fs';
  process.on('exit', () => {
    stat('.', () => {});
    const namen = readdirSync('/proc/self/task').map((id) => readFileSync('/proc/self/task/' + id + '/comm', 'utf8').trim());
    console.error('draden=' + namen.filter((naam) => naam === 'libuv-worker').length);
  });`;

const { PATH, HOME } = process.env;

function dradenVan(ingang: string, omgeving: Record<string, string> = {}): number {
  const teller = `data:text/javascript,${encodeURIComponent(TEL_AAN_HET_EINDE)}`;
  const { stderr } = spawnSync(process.execPath, ['--import', teller, ingang], {
    env: { PATH, HOME, ...omgeving },
    encoding: 'utf8',
  });
  return Number(/^draden=(\d+)$/m.exec(stderr)?.[1]);
}

const GEEN_MOMENT = { LEERID_DEMO_CLOCK: 'geen moment' };

describe('a program has as many threads for hashes as the machine has cores', () => {
  test.each<[string, Record<string, string>]>([
    ['src/start/start.js', {}],
    ['src/start/leerid.js', {}],
    ['src/demo.ts', GEEN_MOMENT],
  ])('%s', (ingang, omgeving) => {
    expect(dradenVan(ingang, omgeving)).toBe(availableParallelism());
    expect(dradenVan(ingang, { ...omgeving, UV_THREADPOOL_SIZE: '7' })).toBe(7);
  });
});
