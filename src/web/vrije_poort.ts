import { once } from 'node:events';
import { createServer } from 'node:http';

/**
 * Checks that a port is free. A server that cannot listen must stop before it opens anything and before it
 * says anything.
 * @throws the system's own error when the port is taken or forbidden
 */
export async function eisVrijePoort(poort: number, adres?: string): Promise<void> {
  const proef = createServer().listen(poort, adres);
  await once(proef, 'listening');
  proef.close();
  await once(proef, 'close');
}
