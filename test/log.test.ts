import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { setImmediate as beurt } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { logGestorven } from '../src/gebeurtenissen.ts';
import { maakGedeeldLog } from '../src/log.ts';

/** Lines of the log, whatever they hold and whoever else writes to the same output. */

const SCHRIJVER = `
  import { maakGedeeldLog } from './src/log.ts';
  const log = maakGedeeldLog('info');
  for (let nummer = 0; nummer < 1500; nummer++) log.info({ nummer, inhoud: 'é'.repeat((nummer * 37) % 5000) }, 'regel');
`;

test('lines of several processes on one pipe stay whole, however long they are and however full it is', async () => {
  const node = `"${process.execPath}" --input-type=module --eval "$SCHRIJVER"`;
  // Node itself gives a child no pipe but a socket.
  const shell = spawn('sh', ['-c', `(${node} & ${node} & ${node} & wait) | cat`], {
    env: { ...process.env, SCHRIJVER },
  });
  const delen: string[] = [];
  // Slower than the writers, so that the pipe is full.
  for await (const deel of shell.stdout.setEncoding('utf8')) {
    delen.push(deel);
    await beurt();
  }
  expect(await text(shell.stderr)).toBe('');
  const regels = delen
    .join('')
    .trimEnd()
    .split('\n')
    .map((regel) => JSON.parse(regel));
  const perProces = Map.groupBy(regels, ({ pid }) => pid);
  expect([...perProces.values()].map((van) => van.map(({ nummer }) => nummer))).toEqual(
    Array(3).fill(Array.from({ length: 1500 }, (_, nummer) => nummer)),
  );
});

test('a program whose output nobody reads any more still ends', async () => {
  const eind = `import { maakLog } from './src/log.ts'; maakLog('info').info('regel'); process.send('geschreven')`;
  const proces = spawn(process.execPath, ['--input-type=module', '--eval', `${eind}; process.disconnect()`], {
    stdio: ['ignore', 'pipe', 'ignore', 'ipc'],
  });
  proces.stdout?.destroy();
  try {
    expect(await once(proces, 'exit', { signal: AbortSignal.timeout(4_000) })).toEqual([0, null]);
  } finally {
    proces.kill('SIGKILL');
  }
});

test.each([
  ['a long text', { inhoud: 'é'.repeat(9_000) }],
  ['a long list', { inhoud: Array.from({ length: 5_000 }, (_, nummer) => `onderdeel ${nummer}`) }],
  ['many fields', Object.fromEntries(Array.from({ length: 500 }, (_, nummer) => [`veld${nummer}`, 'inhoud']))],
  ['a fault with a long message', { err: new Error('x'.repeat(9_000)) }],
])('%s is cut, and stays a line that says so', (_wat, velden) => {
  const regels: string[] = [];
  maakGedeeldLog('info', { write: (regel) => regels.push(regel) }).error(velden, 'bericht');
  const [regel = ''] = regels;
  expect(Buffer.byteLength(regel)).toBeLessThanOrEqual(4096);
  expect(JSON.parse(regel)).toMatchObject({
    level: 50,
    time: expect.any(Number),
    pid: process.pid,
    msg: 'bericht',
    ingekort: true,
  });
});

test('what fits is left as it is', () => {
  const regels: string[] = [];
  maakGedeeldLog('info', { write: (regel) => regels.push(regel) }).info({ inhoud: 'é'.repeat(1_900) }, 'bericht');
  expect(JSON.parse(regels[0] ?? '')).toMatchObject({ inhoud: 'é'.repeat(1_900) });
  expect(regels[0]).not.toContain('ingekort');
});

test('a line about a process that died says who died and who writes, each under a key of its own', () => {
  const regels: string[] = [];
  const log = maakGedeeldLog('info', { write: (regel) => regels.push(regel) });
  logGestorven(log, { pid: 7, code: null, signaal: 'SIGKILL', pauze: 1000 });
  expect(JSON.parse(regels[0] ?? '')).toMatchObject({ pid: process.pid, gestorven_pid: 7, signaal: 'SIGKILL' });
  const sleutels = (regels[0]?.match(/"\w+":/g) ?? []).toSorted();
  expect(sleutels).toEqual([...new Set(sleutels)]);
});
