import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type Router from '@koa/router';
import type { Middleware } from 'koa';
import { beheerroutes } from '../src/beheerroutes.ts';
import { Bezoeker } from './opzet/bezoek/bezoeker.ts';
import { type Idp, startIdp } from './opzet/server/idp.ts';

/**
 * Compares `config/Caddyfile` with the routes of the app. Whether Caddy accepts the file is checked by hand:
 * `caddy validate`.
 */

let idp: Idp;
let metTls: string;
let zonderTls: string;
beforeAll(async () => {
  idp = await startIdp();
  const delen = (await readFile('config/Caddyfile', 'utf8')).split(/^(?:http:\/\/)?\{\$LEERID_HOST\} \{$/m);
  [, metTls = '', zonderTls = ''] = delen;
});
afterAll(() => idp.stop());

/** A path matcher of Caddy: exact, or with a `*` at its end. */
function past(patronen: string[], pad: string): boolean {
  return patronen.some((een) => (een.endsWith('*') ? pad.startsWith(een.slice(0, -1)) : pad === een));
}

const patronen = (deel: string, vorm: RegExp) => vorm.exec(deel)?.[1]?.split(' ') ?? [];
const afgesloten = () => patronen(metTls, /@beheer path (.+)\n\s+respond @beheer 404/);
const verwezen = () => patronen(zonderTls, /method GET HEAD\n\s+path (.+)\n/);

interface Route {
  methode: string;
  pad: string;
}

/** Every route of a router, with a value in place of each parameter. */
const routesVan = (router: Router): Route[] =>
  router.stack.flatMap(({ methods, path }) =>
    methods.map((methode) => ({ methode, pad: String(path).replace(/:\w+/g, 'x') })),
  );

const beheer = () => routesVan(beheerroutes(idp.db, async () => ''));

function paginas(): Route[] {
  const routers = idp.app.middleware.flatMap((een) => (een as Middleware & { router?: Router }).router ?? []);
  const operators = new Set(beheer().map(({ pad }) => pad));
  return routers.flatMap(routesVan).filter(({ pad }) => !operators.has(pad));
}

/**
 * Endpoints that applications call themselves. The browser visits two of the library's, and addresses that
 * follow from those.
 */
async function endpoints(): Promise<{ vanToepassingen: string[]; vanBrowsers: string[] }> {
  const ontdekking = `${idp.issuer}/.well-known/openid-configuration`;
  const gelezen = (await new Bezoeker().haal(ontdekking)).body as Record<string, unknown>;
  const paden = Object.entries(gelezen).filter(([naam]) => naam.endsWith('_endpoint') || naam === 'jwks_uri');
  const vanBrowsers = ['authorization_endpoint', 'end_session_endpoint'].map(
    (naam) => new URL(String(gelezen[naam])).pathname,
  );
  const alle = paden.map(([, adres]) => new URL(String(adres)).pathname);
  return {
    vanToepassingen: [new URL(ontdekking).pathname, ...alle.filter((pad) => !vanBrowsers.includes(pad))],
    vanBrowsers: vanBrowsers.flatMap((pad) => [pad, `${pad}/x`]),
  };
}

test('the routes are found', async () => {
  expect(beheer().map(({ pad }) => pad)).toEqual(expect.arrayContaining(['/healthz', '/readyz', '/metrics']));
  expect(paginas().map(({ pad }) => pad)).toEqual(
    expect.arrayContaining(['/', '/activeren', '/aanmelden/x/x/activeren']),
  );
  const { vanToepassingen, vanBrowsers } = await endpoints();
  expect(vanToepassingen).toEqual(expect.arrayContaining(['/token', '/userinfo', '/par', '/revoke', '/jwks']));
  expect(vanBrowsers).toEqual(['/authorize', '/authorize/x', '/logout', '/logout/x']);
});

test('the proxy passes no page of the operator on, and every other', async () => {
  for (const { pad } of beheer())
    for (const vorm of [pad, `${pad}/`, `${pad}/x`]) expect([vorm, past(afgesloten(), vorm)]).toEqual([vorm, true]);
  const { vanToepassingen, vanBrowsers } = await endpoints();
  const open = [...paginas().map(({ pad }) => pad), ...vanToepassingen, ...vanBrowsers, '/assets/leerid.css'];
  for (const pad of open) expect([pad, past(afgesloten(), pad)]).toEqual([pad, false]);
  expect(metTls.match(/\b(respond|reverse_proxy|redir|handle|route)\b.*/g)).toEqual([
    'respond @beheer 404',
    'reverse_proxy leerid:3000 {',
  ]);
});

test('the proxy redirects browsers to https, and no application', async () => {
  const { vanToepassingen, vanBrowsers } = await endpoints();
  const gelezen = paginas().filter(({ methode }) => methode === 'GET');
  for (const pad of [...gelezen.map((een) => een.pad), ...vanBrowsers, '/assets/leerid.css'])
    expect([pad, past(verwezen(), pad)]).toEqual([pad, true]);
  for (const pad of [...vanToepassingen, ...beheer().map((een) => een.pad)])
    expect([pad, past(verwezen(), pad)]).toEqual([pad, false]);
  expect(zonderTls).not.toContain('reverse_proxy');
  expect(zonderTls.trim()).toMatch(/redir @pagina https:.+\n\s+respond .+ 403\n}$/);
});

test('a request has bounds before LeerID reads it: head, body, time and connections to LeerID', async () => {
  const tekst = await readFile('config/Caddyfile', 'utf8');
  for (const grens of [
    /max_header_size 16KB/,
    /read_header 10s/,
    /read_body 15s/,
    /write 60s/,
    /idle 75s/,
    /request_body \{\s+max_size 64KB/,
    /response_header_timeout 45s/,
    /max_conns_per_host 512/,
  ]) {
    expect(tekst).toMatch(grens);
  }
  const [, stil] = /keepalive (\d+)s/.exec(metTls) ?? [];
  expect(Number(stil) * 1000).toBeLessThan(idp.server.keepAliveTimeout);
});
