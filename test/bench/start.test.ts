import { expect, test } from '@jest/globals';
import { startProgramma } from '../opzet/server/programma.ts';

/** Whoever runs the bench from a script knows by its exit code whether there are figures. */

function bench(woorden: string[], omgeving: Record<string, string> = {}) {
  return startProgramma(omgeving, ['npm', 'run', '-s', 'bench', '--', ...woorden]).einde;
}

const GEBRUIK = 'npm run bench -- [onderdeel …]';
const STAPEL = /^ {4}at /m;

test.each([
  ['a part that is not there', ['onzin'], 'onbekend onderdeel: onzin'],
  ['an option that is not there', ['--onzin'], '--onzin'],
  ['an option without its value', ['start', '--json'], '--json'],
  ['no number', ['--afmeldingen', 'veel'], 'geen aantal: veel'],
  ['half of Keycloak', ['--jdk', '/nergens'], '--keycloak en --jdk horen samen'],
])('%s is a fault, told with the usage', async (_wat, woorden, fout) => {
  const { code, uitvoer } = await bench(woorden);
  expect(code).toBe(1);
  expect(uitvoer).toContain(fout);
  expect(uitvoer).toContain(GEBRUIK);
  expect(uitvoer).not.toMatch(STAPEL);
});

test('a Keycloak that is not there is a fault, told in words', async () => {
  const { code, uitvoer } = await bench(['keycloak', '--keycloak', '/nergens', '--jdk', '/nergens']);
  expect(code).toBe(1);
  expect(uitvoer).toMatch(/^\/nergens is geen uitgepakte Keycloak[^\n]*\n$/);
});

test('a file for the figures that cannot be written is a fault, told before anything is measured', async () => {
  const { code, uitvoer } = await bench(['start', '--json', '/dev/null/cijfers.json']);
  expect(code).toBe(1);
  expect(uitvoer).toMatch(/^\/dev\/null\/cijfers\.json is niet te schrijven[^\n]*\n$/);
});

test('a run that breaks off is a fault, told with where it happened', async () => {
  const { code, uitvoer } = await bench(['start'], { TMPDIR: '/dev/null' });
  expect(code).toBe(1);
  expect(uitvoer).toContain('ENOTDIR');
  expect(uitvoer).toMatch(STAPEL);
});

test('--help tells the usage, and is no fault', async () => {
  const { code, uitvoer } = await bench(['--kort', '--help']);
  expect(code).toBe(0);
  expect(uitvoer.startsWith(GEBRUIK)).toBe(true);
});
