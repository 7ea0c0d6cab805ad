import { once } from 'node:events';
import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterEach, expect, test } from '@jest/globals';
import { begrensPijplijn } from '../../src/web/index.ts';
import { wachtOp } from '../opzet/wachten.ts';

/** One connection that sends many requests without waiting for the answers. */

let server: Server;
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

async function dien(antwoord: RequestListener): Promise<number> {
  server = createServer(begrensPijplijn(antwoord)).listen(0);
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

const VERZOEK = 'GET / HTTP/1.1\r\nHost: x\r\n\r\n';

function bel(poort: number) {
  const verbinding = connect(poort, '127.0.0.1').setEncoding('latin1');
  verbinding.on('error', () => {});
  let gelezen = '';
  const antwoorden = () => gelezen.split('HTTP/1.1 200').length - 1;
  verbinding.on('data', (deel) => (gelezen += deel));
  const tot = (hoeveel: number) => wachtOp(`${hoeveel} answers`, verbinding, 'data', () => antwoorden() >= hoeveel);
  const dicht = new Promise<void>((klaar) => verbinding.once('close', () => klaar()));
  return { verbinding, tot, dicht };
}

test('20 000 requests on one connection: a handful is looked at, it is closed, and who comes next is served', async () => {
  const begonnen: ServerResponse[] = [];
  const poort = await dien((_, antwoord) => begonnen.push(antwoord));
  const { verbinding, dicht } = bel(poort);
  verbinding.write(VERZOEK.repeat(20_000));
  await dicht;
  expect(begonnen).toHaveLength(16);

  const ander = bel(poort);
  ander.verbinding.write(VERZOEK);
  await wachtOp('one more request', server, 'request', () => begonnen.length > 16);
  begonnen.at(-1)?.end('ja');
  await ander.tot(1);
});

test('sixteen at a time go on for as long as they are answered', async () => {
  let geteld = 0;
  const poort = await dien((_, antwoord) => {
    geteld++;
    setImmediate(() => antwoord.end('ja'));
  });
  const { verbinding, tot } = bel(poort);
  for (let keer = 1; keer <= 5; keer++) {
    verbinding.write(VERZOEK.repeat(16));
    await tot(keer * 16);
  }
  expect(geteld).toBe(80);
});
