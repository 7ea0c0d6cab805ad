import { expect, test } from '@jest/globals';
import { hashWachtwoord } from '../../src/aanmelden/wachtwoorden/wachtwoord.ts';

test('hashing leaves the event loop free: the work is not done on its thread', async () => {
  const proces = process.cpuUsage();
  const draad = process.threadCpuUsage();
  await hashWachtwoord('appel');
  const microseconden = ({ user, system }: NodeJS.CpuUsage) => user + system;
  // Processor time does not depend on how busy the machine is, as clock time does.
  const hier = microseconden(process.threadCpuUsage(draad));
  expect(hier).toBeLessThan(microseconden(process.cpuUsage(proces)) / 2);
});
