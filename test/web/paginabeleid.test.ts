import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import Koa from 'koa';
import { staDoelenToe } from '../../src/web/index.ts';

/** The Content-Security-Policy of a page whose form may lead to these addresses. */
function beleid(adressen: string[]): string {
  const req = new IncomingMessage(new Socket());
  const ctx = new Koa().createContext(req, new ServerResponse(req));
  staDoelenToe(ctx, adressen);
  return ctx.response.get('Content-Security-Policy');
}

const namen = (csp: string) => csp.split(';').map((regel) => regel.trim().split(' ')[0]);

test('an application stands in form-action by its origin', () => {
  expect(beleid(['https://a.example/pad?x=;', 'http://localhost:3001/', 'https://[2001:db8::1]:8443/'])).toContain(
    "form-action 'self' https://a.example http://localhost:3001 https://[2001:db8::1]:8443;",
  );
});

test('an address whose host would begin a directive of its own is left out', () => {
  const csp = beleid(['https://x;script-src', 'https://evil.example']);
  expect(namen(csp)).toEqual(namen(beleid([])));
  expect(csp).not.toContain('https://x');
  expect(csp).toContain("form-action 'self' https://evil.example;");
});

test('no address ends a directive, adds one or begins a second policy', () => {
  const leestekens = [...';,\'"`!$&()*+=_~{}% \t\n', '%3B', '%2C', '%27', '\u037E', '\uFF1B', '\uFF0C', 'a', '.'];
  const host = fc.string({ unit: fc.constantFrom(...leestekens), minLength: 1 });
  const adres = fc
    .tuple(fc.constantFrom('https', 'http', 'be.app', 'data'), host, fc.constantFrom('', '/;script-src *'))
    .map(([schema, deel, pad]) => `${schema}://x${deel}y${pad}`)
    .filter((waarde) => URL.canParse(waarde));
  const gewoon = namen(beleid([]));
  fc.assert(
    fc.property(fc.array(adres), (adressen) => {
      const csp = beleid(adressen);
      expect(namen(csp)).toEqual(gewoon);
      expect(csp).not.toMatch(/[,"\t\n]/);
      expect(csp.match(/'[^']*'/g)?.every((woord) => ["'self'", "'none'"].includes(woord))).toBe(true);
    }),
  );
});
