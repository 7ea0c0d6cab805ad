import { describe, expect, test } from '@jest/globals';
import Koa from 'koa';
import supertest from 'supertest';
import { leesHerkomst, netwerken } from '../../src/web/herkomst.ts';

async function herkomst(proxies: string[], koppen: Record<string, string>): Promise<string> {
  const app = new Koa();
  app.use(leesHerkomst(proxies));
  app.use((ctx) => {
    ctx.body = { herkomst: ctx.state.herkomst() };
  });
  const { body } = await supertest(app.callback()).get('/').set(koppen);
  return body.herkomst.at(-1);
}

const LUS = ['127.0.0.0/8', '::1'];
const ZELF = '127.0.0.1';

describe('which address a visitor has', () => {
  test('without proxies: that of the socket, whatever a header says', async () => {
    expect(await herkomst([], { 'X-Forwarded-For': '203.0.113.9', Forwarded: 'for=203.0.113.9' })).toBe(ZELF);
    expect(await herkomst(['10.0.0.0/8'], { 'X-Forwarded-For': '203.0.113.9' })).toBe(ZELF);
  });

  test.each([
    ['the last hop', '203.0.113.9', '203.0.113.9'],
    ['never the first, which anybody can write', '192.0.2.1, 203.0.113.9', '203.0.113.9'],
    ['before the proxies that are named', '192.0.2.1, 203.0.113.9, 10.1.2.3, 10.9.9.9', '203.0.113.9'],
    ['with a port', '203.0.113.9:4711', '203.0.113.9'],
    ['IPv4 inside IPv6', '::ffff:203.0.113.9', '203.0.113.9'],
    ['IPv6 with a port', '[2001:db8::1]:443', '2001:0db8:0000:0000/64'],
    ['no address: the proxy that told so', '203.0.113.9, geheim', ZELF],
    ['no address behind another proxy: that proxy', '203.0.113.9, _verborgen, 10.1.2.3', '10.1.2.3'],
    ['none but proxies: that of the socket', '10.1.2.3, 10.9.9.9', ZELF],
    ['nothing', '', ZELF],
    ['nothing but commas', ',,,', ZELF],
  ])('%s', async (_wat, doorgegeven, verwacht) => {
    expect(await herkomst([...LUS, '10.0.0.0/8'], { 'X-Forwarded-For': doorgegeven })).toBe(verwacht);
  });

  test('the header of RFC 7239 is not read: a proxy that does not know it passes on what a visitor wrote', async () => {
    expect(await herkomst(LUS, { Forwarded: 'for=192.0.2.1', 'X-Forwarded-For': '203.0.113.9' })).toBe('203.0.113.9');
    expect(await herkomst(LUS, { Forwarded: 'for=192.0.2.1' })).toBe(ZELF);
  });
});

describe('which networks an address lies in', () => {
  test('IPv4: itself', () => expect(netwerken('203.0.113.9')).toEqual(['203.0.113.9']));

  test.each([
    ['2001:db8:1:2:3:4:5:6', ['2001:0db8:0001/48', '2001:0db8:0001:00/56', '2001:0db8:0001:0002/64']],
    ['2001:DB8:1:ab02::', ['2001:0db8:0001/48', '2001:0db8:0001:ab/56', '2001:0db8:0001:ab02/64']],
    ['::1', ['0000:0000:0000/48', '0000:0000:0000:00/56', '0000:0000:0000:0000/64']],
    ['64:ff9b::192.0.2.1', ['0064:ff9b:0000/48', '0064:ff9b:0000:00/56', '0064:ff9b:0000:0000/64']],
  ])('IPv6 %s: by /48, /56 and /64', (adres, verwacht) => expect(netwerken(adres)).toEqual(verwacht));

  test('all addresses of one line are one', () => {
    expect(netwerken('2001:db8::1')).toEqual(netwerken('2001:db8:0:0:ffff:ffff:ffff:ffff'));
  });

  test('what is no address is one as well', () => expect(netwerken('')).toEqual(['']));
});
