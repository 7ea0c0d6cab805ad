import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import Koa, { type Middleware } from 'koa';
import { type Klok, systeemklok } from '../../klok.ts';
import { leesToepassingen } from '../../toepassingen/index.ts';
import { beveiligingskoppen, leesAssets, staDoelenToe } from '../../web/index.ts';
import { stijlroutes } from '../stijl/stijlroutes.ts';
import { maakClient } from './client.ts';
import { demoroutes } from './demoroutes.ts';
import { foutpaginas } from './meldingen.ts';

export interface Demotoepassingen {
  issuer: string;
  adres: string;
  poort: number;
  configmap: string;
  omgeving: Readonly<Record<string, string>>;
  /** The code with which a visitor chooses the newcomer's password. */
  activatiecode: string;
  /** Decides whether a protocol is in force. Default: the machine's clock. */
  klok?: Klok;
}

/**
 * The demo applications on one port, each under its client_id. They know of LeerID only what any relying
 * party knows.
 */
export async function startDemotoepassingen(nodig: Demotoepassingen): Promise<{ stop(): Promise<void> }> {
  const { issuer, adres, poort, configmap, omgeving, activatiecode, klok = systeemklok } = nodig;
  const leesAlle = async () =>
    (await leesToepassingen(configmap, undefined, undefined, { vandaag: klok.vandaag() })).alle;
  const alle = await leesAlle();
  const clients = new Map(
    await Promise.all(
      [...alle].map(
        async ([clientId, { dossier }]) => [clientId, await maakClient(dossier, issuer, omgeving)] as const,
      ),
    ),
  );

  const app = new Koa();
  app.use(beveiligingskoppen(false));
  app.use(async (ctx, next) => {
    staDoelenToe(ctx, [issuer]);
    await next();
  });
  app.use(alleenOp(adres));
  app.use(await demostijl());
  app.use(leesAssets());
  app.use(foutpaginas());
  app.use(stijlroutes().routes());
  app.use(
    demoroutes({
      issuer,
      klok,
      clients,
      activatiecode,
      leesToepassingen: leesAlle,
    }),
  );

  const server = createServer(app.callback()).listen(poort, 'localhost');
  await once(server, 'listening');
  return {
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

/** Under another name (127.0.0.1) the callback would come without the cookies. */
function alleenOp(adres: string): Middleware {
  const { host } = new URL(adres);
  return async (ctx, next) => {
    if (ctx.host === host) return next();
    ctx.status = 303;
    ctx.redirect(`${adres}/`);
  };
}

/** The colours of the applications. Everything else comes from LeerID's own style sheet. */
async function demostijl(): Promise<Middleware> {
  const css = await readFile(join(import.meta.dirname, 'demo.css'));
  return async (ctx, next) => {
    if (ctx.path !== '/assets/demo.css') return next();
    ctx.type = 'text/css';
    ctx.body = css;
  };
}
