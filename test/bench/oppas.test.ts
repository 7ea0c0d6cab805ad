import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { wachtTot } from '../opzet/wachten.ts';

/** However the bench ends, Keycloak's script and the JVM that it started end with it. */

const KIND = resolve('bench/kind.ts');
const OPPAS = resolve('bench/keycloak/oppas.ts');
/** In place of Keycloak's script: it starts a process, writes down both, and never ends. */
const SCRIPT = '#!/bin/sh\nsleep 600 &\necho $$ $! > "$PIDS.half"\nmv "$PIDS.half" "$PIDS"\nwait\n';

let map: string;

beforeEach(async () => {
  map = await mkdtemp(join(tmpdir(), 'leerid-oppas-'));
  await mkdir(join(map, 'bin'));
  await writeFile(join(map, 'bin', 'kc.sh'), SCRIPT);
  await chmod(join(map, 'bin', 'kc.sh'), 0o755);
});
afterEach(() => rm(map, { recursive: true }));

/** A bench in a process of its own that runs a command of Keycloak. */
async function benchMetKeycloak() {
  const pids = join(map, 'pids');
  const argument = { map, omgeving: { PATH: process.env.PATH, PIDS: pids } };
  const bench = spawn(process.execPath, [
    '--input-type=module',
    '-e',
    `import { startKind } from ${JSON.stringify(KIND)};
     const oppas = await startKind(${JSON.stringify(OPPAS)}, { argument: ${JSON.stringify(argument)} });
     await oppas.vraag('voer', ['build']);`,
  ]);
  let gelezen: number[] = [];
  await wachtTot('de opdracht loopt', async () => {
    gelezen = (await readFile(pids, 'utf8').catch(() => '')).split(' ').map(Number);
    return gelezen.length === 2;
  });
  return { bench, lopen: () => gelezen.filter(loopt) };
}

function loopt(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

test.each(['SIGKILL', 'SIGTERM', 'SIGINT'] as const)('the bench ends by %s', async (signaal) => {
  const { bench, lopen } = await benchMetKeycloak();
  expect(lopen()).toHaveLength(2);
  bench.kill(signaal);
  await once(bench, 'exit');
  await wachtTot('alles is geëindigd', () => lopen().length === 0);
});
