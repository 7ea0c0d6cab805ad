import { expect, test } from '@jest/globals';
import { opdrachtklok } from '../../src/cli/opdrachtklok.ts';
import { systeemklok } from '../../src/klok.ts';
import { leerid } from '../opzet/server/leerid.ts';

/** A test and the commands that it runs have one clock. An operator's command has the machine's clock. */

const LEERID_CLOCK = '2031-02-28T23:30:00Z';
const DEMOSLEUTEL = 'demo-0123456789abcdef0123456789abcdef';

test('a command has the clock of the machine, and in tests the one that it is given', () => {
  expect(opdrachtklok({})).toBe(systeemklok);
  expect(opdrachtklok({ LEERID_CLOCK: '', LEERID_MASTER_KEY: 'x'.repeat(32) })).toBe(systeemklok);
  const klok = opdrachtklok({ LEERID_CLOCK, LEERID_MASTER_KEY: DEMOSLEUTEL });
  expect(klok.vandaag().toString()).toBe('2031-03-01');
  expect(() => opdrachtklok({ LEERID_CLOCK: 'morgen', LEERID_MASTER_KEY: DEMOSLEUTEL })).toThrow('LEERID_CLOCK: geen');
});

test.each([
  ['beside a key of production', 'een-geheim-van-minstens-32-tekens'],
  ['beside no key', ''],
])('LEERID_CLOCK %s is refused by every command, before it does anything', async (_, LEERID_MASTER_KEY) => {
  for (const opdracht of [['protocol', 'controleer'], ['sleutels', 'roteer'], ['afmeldingen']])
    expect(
      await leerid({ LEERID_CLOCK, LEERID_MASTER_KEY, DATABASE_URL: 'postgres://127.0.0.1:1/x' }, opdracht),
    ).toEqual({
      status: 1,
      stdout: '',
      stderr: expect.stringMatching(/^LEERID_CLOCK: enkel tests en de demo[^\n]*\n$/),
    });
});
