import cluster from 'node:cluster';
import { registerHooks } from 'node:module';
import { Server } from 'node:net';
import { GOEDKOOP } from './goedkoop.ts';
import { beantwoord } from './kind.ts';
import { profileer } from './profileer.ts';

/**
 * Loaded before a server under measurement (`node --import`), so that LeerID itself is measured. It
 * keeps the server on loopback, tells the parent when it listens, and makes it possible to profile it. Where
 * the rest must show, it lowers the cost of a password hash: otherwise a sign-in would hash a cheap one anew.
 */
const luister = Server.prototype.listen as (this: Server, poort: unknown, host: string) => Server;
Server.prototype.listen = function opLoopback(this: Server, poort?: unknown) {
  // A server that answers nothing only tries whether the port is free.
  if (this.listenerCount('request') > 0) this.once('listening', meldLuistert);
  return luister.call(this, poort, '127.0.0.1');
};

/** One of several processes speaks with the first one, which tells when all of them listen. */
function meldLuistert(): void {
  if (PROCESSEN === 1) beantwoord(profileer());
}

const PROCESSEN = Number(process.env.LEERID_PROCESSES ?? 1);
if (PROCESSEN > 1 && cluster.isPrimary) {
  let luisteren = 0;
  cluster.on('listening', () => {
    luisteren++;
    if (luisteren === PROCESSEN) beantwoord({});
  });
}

if (process.env.BENCH_HASH === 'goedkoop') {
  const source = `export const HASHKOSTEN = ${JSON.stringify(GOEDKOOP)};`;
  registerHooks({
    load: (url, context, verder) =>
      url.endsWith('/hashkosten.ts') ? { format: 'module', source, shortCircuit: true } : verder(url, context),
  });
}
