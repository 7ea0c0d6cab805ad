import { expect, test } from '@jest/globals';
import { hashWachtwoord } from '../../src/aanmelden/wachtwoorden/wachtwoord.ts';

test('hashing leaves the event loop free: the work is not done on its thread', async () => {
  const proces = process.cpuUsage();
  const draad = process.threadCpuUsage();
  await hashWachtwoord('appel');
  const microseconden = ({ user, system }: NodeJS.CpuUsage) => user + system;
  // Processor time, not the time of a clock: however busy the machine is, it stays the same.
  const hier = microseconden(process.threadCpuUsage(draad));
  expect(hier).toBeLessThan(microseconden(process.cpuUsage(proces)) / 2);
});
