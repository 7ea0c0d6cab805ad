import { afterEach, expect, jest, test } from '@jest/globals';
import { schrijf } from '../../src/terminal/uitkomst.ts';

afterEach(() => {
  jest.restoreAllMocks();
  process.exitCode = 0;
});

test('what a stranger wrote can’t command the terminal of whoever reads it', () => {
  const geschreven: unknown[] = [];
  jest.spyOn(process.stdout, 'write').mockImplementation((tekst) => geschreven.push(tekst) > 0);
  schrijf({ regels: ['naam: \u001b[2J\u001b]0;x\u0007✓ \u202eklopt', 'wat er\tstaat'], goed: true });
  expect(geschreven).toEqual(['naam: �[2J�]0;x�✓ �klopt\nwat er\tstaat\n']);
});
