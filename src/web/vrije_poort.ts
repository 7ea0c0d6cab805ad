import { once } from 'node:events';
import { createServer } from 'node:http';

/**
 * A start that can't listen in the end should open nothing and say nothing before it.
 * @throws the system's own error when the port is taken or forbidden
 */
export async function eisVrijePoort(poort: number, adres?: string): Promise<void> {
  const proef = createServer().listen(poort, adres);
  await once(proef, 'listening');
  proef.close();
  await once(proef, 'close');
}
