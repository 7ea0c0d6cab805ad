import { once } from 'node:events';
import { createServer, type RequestOptions, request, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import Koa from 'koa';
import { leesFormulier } from '../../src/web/index.ts';

/** The reader of forms, which what every stranger sends passes first. */

let server: Server;
let port: number;
let meldFout: (status: number) => void = () => {};
beforeAll(async () => {
  const app = new Koa();
  app.silent = true;
  app.use(async (ctx, next) => {
    await next().catch(({ status, expose }) => {
      meldFout(status);
      ctx.status = expose ? status : 500;
    });
  });
  app.use(leesFormulier());
  app.use((ctx) => {
    ctx.body = JSON.stringify(ctx.request.body);
  });
  server = createServer(app.callback()).listen(0, '127.0.0.1');
  await once(server, 'listening');
  ({ port } = server.address() as AddressInfo);
});
afterAll(() => new Promise((klaar) => server.close(klaar)));

async function stuur(stukken: (string | Buffer)[], koppen: RequestOptions['headers'] = {}) {
  const verzoek = request({
    port,
    agent: false,
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...koppen },
  });
  for (const stuk of stukken) verzoek.write(stuk);
  verzoek.end();
  const [antwoord] = await once(verzoek, 'response');
  return { status: antwoord.statusCode, tekst: await text(antwoord) };
}

const gelezen = async (...stukken: (string | Buffer)[]) => JSON.parse((await stuur(stukken)).tekst);

test('a name has a text, or a list where it came more than once', async () => {
  expect(await gelezen('naam=An+Maes&wachtwoord=%C3%A9%26%3D&leeg=&kaal')).toEqual({
    naam: 'An Maes',
    wachtwoord: 'é&=',
    leeg: '',
    kaal: '',
  });
  expect(await gelezen('a=1&a=2&a=3')).toEqual({ a: ['1', '2', '3'] });
});

test('names make no structure, and reach nothing that every object has', async () => {
  expect(await gelezen('a[b]=1&__proto__=2&constructor=3')).toEqual(
    JSON.parse('{"a[b]":"1","__proto__":"2","constructor":"3"}'),
  );
});

test('a letter may be cut by the network, and a broken escape stays as it came', async () => {
  const [eerste, tweede] = [Buffer.from('naam=é').subarray(0, 6), Buffer.from('é').subarray(1)];
  expect(await gelezen(eerste, tweede)).toEqual({ naam: 'é' });
  expect(await gelezen('a=%zz%')).toEqual({ a: '%zz%' });
});

test('no field is lost among many: none can be hidden behind a thousand others', async () => {
  expect(Object.keys(await gelezen(`${'a&'.repeat(1_500)}laatste=1`))).toEqual(['a', 'laatste']);
});

test.each([
  ['another kind of body', { 'content-type': 'application/json' }],
  ['a body without a kind', { 'content-type': '' }],
])('%s is an empty form', async (_wat, koppen) => {
  expect(await stuur(['{"naam":"x"}'], koppen)).toEqual({ status: 200, tekst: '{}' });
});

test('8 kB pass and one byte more does not, whether the length is told or not', async () => {
  const vol = `a=${'x'.repeat(8 * 1024 - 2)}`;
  expect((await stuur([vol])).status).toBe(200);
  expect((await stuur([vol, 'x'])).status).toBe(413);
  expect((await stuur([vol], { 'content-length': String(vol.length) })).status).toBe(200);
  expect((await stuur([`${vol}x`], { 'content-length': String(vol.length + 1) })).status).toBe(413);
  expect((await stuur(Array(50).fill(vol))).status).toBe(413);
});

test.each(['gzip', 'br', 'x'])(
  'a body with content coding %s is refused, because a small one may hold much',
  async (soort) => {
    expect((await stuur(['a=1'], { 'content-encoding': soort })).status).toBe(415);
    expect((await stuur(['a=1'], { 'content-encoding': 'identity' })).status).toBe(200);
  },
);

test('a body that breaks off is the fault of its sender', async () => {
  const geweigerd = new Promise((klaar) => {
    meldFout = klaar;
  });
  const verbinding = connect(port, '127.0.0.1');
  verbinding.write(
    'POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 10\r\n\r\na=1',
  );
  await once(server, 'request');
  verbinding.destroy();
  expect(await geweigerd).toBe(400);
});
