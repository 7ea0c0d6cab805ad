import { once } from 'node:events';
import { Agent, createServer, get, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterEach, expect, test } from '@jest/globals';
import { volgVerbindingen } from '../../src/web/index.ts';

/** A server that stops waits for work under way, and for nothing else. */

const NOOIT = 3_600_000;
const agent = new Agent({ keepAlive: true, maxSockets: 1 });
let server: Server;
afterEach(() => {
  agent.destroy();
  server.closeAllConnections();
});

async function dien(antwoord: RequestListener) {
  server = createServer(antwoord);
  const stop = volgVerbindingen(server);
  server.listen(0);
  await once(server, 'listening');
  return { stop, poort: (server.address() as AddressInfo).port };
}

async function vraag(poort: number): Promise<IncomingMessage> {
  const [antwoord] = (await once(get({ port: poort, agent }), 'response')) as [IncomingMessage];
  antwoord.resume();
  return antwoord;
}

test('connections without a request close at once: never used, and kept alive after an answer', async () => {
  const { stop, poort } = await dien((_, antwoord) => antwoord.end('ja'));
  const gebruikt = await vraag(poort);
  await once(gebruikt, 'end');
  expect(gebruikt.headers.connection).toBe('keep-alive');
  const zwijgend = connect(poort, '127.0.0.1');
  const aangekomen = once(server, 'connection');
  await once(zwijgend, 'connect');
  await aangekomen;
  const weg = once(zwijgend, 'close');
  await stop(NOOIT);
  await weg;
});

test('a running request gets its answer, which ends the connection for whoever would go on', async () => {
  const open = Promise.withResolvers<void>();
  const binnen = Promise.withResolvers<void>();
  const { stop, poort } = await dien(async (_, antwoord) => {
    binnen.resolve();
    await open.promise;
    antwoord.end('ja');
  });
  const lopend = vraag(poort);
  await binnen.promise;
  const gestopt = stop(NOOIT);
  open.resolve();
  expect((await lopend).headers.connection).toBe('close');
  await gestopt;
});

test('an answer that had begun ends the connection as well', async () => {
  const open = Promise.withResolvers<void>();
  const { stop, poort } = await dien(async (_, antwoord) => {
    antwoord.write('ja');
    await open.promise;
    antwoord.end();
  });
  const antwoord = await vraag(poort);
  expect(antwoord.headers.connection).toBe('keep-alive');
  const gestopt = stop(NOOIT);
  open.resolve();
  await gestopt;
});

test('what takes too long is cut off', async () => {
  const { stop, poort } = await dien((_, antwoord) => antwoord.write('ja'));
  const antwoord = await vraag(poort);
  const afgebroken = once(antwoord, 'error');
  await stop(1);
  expect((await afgebroken)[0]).toMatchObject({ code: 'ECONNRESET' });
});
