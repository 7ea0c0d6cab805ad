import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import supertest from 'supertest';
import { type Idp, startIdp } from '../opzet/server/idp.ts';

/** How the register answers: caches, methods, addresses, and a database that hangs. */

let idp: Idp;
beforeAll(async () => {
  idp = await startIdp();
});
afterAll(() => idp.stop());

const haal = (pad: string) => supertest(idp.issuer).get(pad);

describe('a cache', () => {
  test.each([
    '/protocollen',
    '/protocollen/smartschool',
    '/protocollen.json',
    '/protocollen/feed.atom',
    '/toepassingen',
  ])('%s is kept for seconds, and then asked for by its hash', async (pad) => {
    const { headers, text } = await haal(pad);
    expect(headers['cache-control']).toBe('public, max-age=5, must-revalidate');
    const etag = headers.etag ?? '';
    for (const kent of [etag, `"ander", ${etag}`, `W/${etag}`, '*']) {
      const antwoord = await haal(pad).set('If-None-Match', kent);
      expect([kent, antwoord.status, antwoord.text]).toEqual([kent, 304, '']);
      expect(antwoord.headers).toMatchObject({ etag, 'cache-control': headers['cache-control'] });
    }
    const anders = await haal(pad).set('If-None-Match', '"ander"');
    expect([anders.status, anders.text]).toEqual([200, text]);
    expect((await haal(pad)).headers.etag).toBe(etag);
  });

  test('a compressed form has a tag of its own, and holds the same', async () => {
    const pad = '/protocollen/smartschool';
    const [groot, klein] = await Promise.all(
      ['identity', 'gzip'].map((wijze) => haal(pad).set('Accept-Encoding', wijze)),
    );
    expect(klein?.headers).toMatchObject({ 'content-encoding': 'gzip', vary: 'Accept-Encoding' });
    expect(groot?.headers).toMatchObject({ vary: 'Accept-Encoding' });
    expect(groot?.headers['content-encoding']).toBeUndefined();
    expect(klein?.text).toBe(groot?.text);
    expect(Number(klein?.headers['content-length'])).toBeLessThan(Number(groot?.headers['content-length']) / 2);
    expect(klein?.headers.etag).not.toBe(groot?.headers.etag);
    const kent = await haal(pad)
      .set('Accept-Encoding', 'gzip')
      .set('If-None-Match', groot?.headers.etag ?? '');
    expect(kent.status).toBe(200);
  });

  test('the same for everybody: no cookie, no trace number, nothing of the request', async () => {
    const { headers, text } = await haal('/protocollen').set('Cookie', 'iets=1').set('Accept-Language', 'fr');
    expect(headers['set-cookie']).toBeUndefined();
    expect(headers['access-control-allow-origin']).toBe('*');
    expect(headers['access-control-allow-credentials']).toBeUndefined();
    expect(text).not.toContain('Spoornummer');
    expect(text).toBe((await haal('/protocollen')).text);
    expect(text).toContain('<html lang="nl">');
  });
});

describe('a method', () => {
  test('HEAD says what GET would say, without the page', async () => {
    const { status, headers, text } = await supertest(idp.issuer)
      .head('/protocollen/smartschool')
      .set('Accept-Encoding', 'gzip');
    const volledig = await haal('/protocollen/smartschool');
    expect([status, text]).toEqual([200, undefined]);
    expect(headers).toMatchObject({
      etag: volledig.headers.etag,
      'content-length': volledig.headers['content-length'],
    });
  });

  test.each(['post', 'put', 'delete', 'patch'] as const)(
    '%s is refused, with those that there are',
    async (methode) => {
      for (const pad of ['/protocollen', '/protocollen/smartschool', '/toepassingen.json']) {
        const { status, headers } = await supertest(idp.issuer)[methode](pad);
        expect([status, headers.allow]).toEqual([405, 'GET, HEAD']);
      }
    },
  );
});

describe('an address', () => {
  const hash = 'ab'.repeat(32);
  test.each([
    '/protocollen/nergens',
    '/protocollen/nergens.json',
    '/protocollen/smartschool.yaml',
    '/protocollen/smartschool/versies',
    `/protocollen/smartschool/versies/${hash}`,
    `/protocollen/smartschool/versies/${hash}.yaml`,
    '/protocollen/..%2fprotocollen',
    '/protocollen/%2e%2e/smartschool',
    '/protocollen/smartschool%00',
    '/protocollen/smartschool%2fversies',
    '/protocollen/%E0%A4%A',
    '/protocollen/__proto__',
    '/protocollen/constructor.json',
    '/protocollenx',
    '/toepassingen/smartschool',
    '/protocollen/<script>alert(1)</script>',
    `/protocollen/${'a'.repeat(7000)}`,
  ])('%.60s is a page that says so', async (pad) => {
    const { status, text, headers } = await haal(pad).set('Accept', 'text/html');
    expect(status).toBe(404);
    expect(text).toContain('Deze pagina bestaat niet');
    expect(text).not.toContain('<script>alert');
    expect(headers['cache-control']).toBe('no-store');
  });

  test.each([
    ['/protocollen/', '/protocollen'],
    ['/protocollen/smartschool/', '/protocollen/smartschool'],
    ['/protocollen/SmartSchool', '/protocollen/smartschool'],
    ['/protocollen.JSON', '/protocollen.json'],
    ['/toepassingen//', '/toepassingen'],
  ])('%s goes to the one that is written everywhere', async (pad, naar) => {
    const { status, headers } = await haal(pad);
    expect([status, headers.location]).toEqual([301, naar]);
  });

  test('a page names its own address, whatever follows the question mark', async () => {
    const { text } = await haal('/protocollen/smartschool?x="><script>');
    expect(text).toContain(`<link rel="canonical" href="${idp.issuer}/protocollen/smartschool">`);
    expect(text).not.toContain('"><script>');
  });

  test('what the visitor accepts changes nothing: each address has one document', async () => {
    for (const soort of ['application/json', 'text/plain', '*/*']) {
      expect((await haal('/protocollen').set('Accept', soort)).type).toBe('text/html');
      expect((await haal('/protocollen.json').set('Accept', soort)).type).toBe('application/json');
    }
  });
});

test('a visit asks the database nothing: while every table of acts is locked, all pages are there', async () => {
  await idp.db.transaction().execute(async (trx) => {
    await sql`lock protocolversies, protocolhandtekeningen, protocolstops, open_toepassingen in access exclusive mode`.execute(
      trx,
    );
    for (const pad of ['/protocollen', '/protocollen/smartschool', '/protocollen/klasinformatie.json', '/toepassingen'])
      expect((await haal(pad).timeout(5_000)).status).toBe(200);
  });
});

test('the pages allow no script and no style of their own, and carry none', async () => {
  for (const pad of ['/protocollen', '/protocollen/vlaamse-toetsen', '/toepassingen']) {
    const { text, headers } = await haal(pad);
    expect(headers['content-security-policy']).toMatch(/default-src 'none'; style-src 'self'/);
    expect(text).not.toMatch(/<script|<style|\sstyle=|\son\w+=/);
  }
});
