import { availableParallelism } from 'node:os';
import Router from '@koa/router';
import Koa from 'koa';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import { afgeleideSleutel } from './afgeleid.ts';
import { beheerroutes, enkelBeheerpaden } from './beheerroutes.ts';
import type { Instellingen } from './config.ts';
import { logBijhouden, logVerzoeken, logVreemdeStempel } from './gebeurtenissen.ts';
import { ELKE_TWEE_SECONDEN, type Kern, type Laag, type Opening, type Ronde } from './kamer.ts';
import { HUIS } from './kamers.ts';
import { maakMetingen } from './metingen.ts';
import { maakHuismeester, type WordHuismeester } from './processen/huismeester.ts';
import { herhaal, legGeheimenVast } from './store/index.ts';
import {
  alleenEigenAdres,
  beveiligingskoppen,
  foutafhandeling,
  koekjesstempel,
  leesAssets,
  leesHerkomst,
  logFout,
  spoornummer,
  verzegeldeKoekjes,
} from './web/index.ts';

export type Benodigdheden = Pick<Kern, 'klok' | 'db' | 'neven' | 'log'> & {
  instellingen: Instellingen;
  /** What `/metrics` answers, where it is more than the figures of this process. */
  leesMetingen?: (() => Promise<string>) | undefined;
};

export interface Server {
  app: Koa;
  /** The figures of this process. */
  metingen: Registry;
  /** Does now what every process does every two seconds: reads configuration, stops and keys again. */
  ververs(): Promise<void>;
  wordHuismeester: WordHuismeester;
  /** Resolves when logout messages that are under way have arrived or failed. */
  stop(): Promise<void>;
}

/**
 * Opens the rooms on a migrated database. The order of the middleware is the order in which a request
 * travels.
 */
export async function maakServer(nodig: Benodigdheden): Promise<Server> {
  const { instellingen, db, log } = nodig;
  const { issuer, pairwiseZout: LEERID_PAIRWISE_SALT, inszPeper: LEERID_INSZ_PEPPER } = instellingen;
  await db.transaction().execute((trx) => legGeheimenVast(trx, { LEERID_PAIRWISE_SALT, LEERID_INSZ_PEPPER }));
  const { registry, meetVerzoeken } = maakMetingen();
  const isHttps = issuer.startsWith('https:');
  const meldVreemd = (koekje: string) => logVreemdeStempel(log, koekje);
  const stempel = koekjesstempel(instellingen.cookiesleutels, meldVreemd);
  const open = await HUIS.open({
    ...nodig,
    stempel,
    verzegeldKoekje: verzegeldeKoekjes(instellingen.cookiesleutels, isHttps, meldVreemd),
    metingen: registry,
    kernen: Math.max(1, Math.floor(availableParallelism() / instellingen.processen)),
    sleutelVoor: (doel) => afgeleideSleutel(instellingen.pairwiseZout, doel),
  });

  const app = new Koa({ proxy: true });
  app.keys = stempel;
  app.silent = true;
  app.use(spoornummer());
  app.use(leesHerkomst(instellingen.proxies));
  app.use(meetVerzoeken);
  app.use(logVerzoeken(log));
  app.use(beveiligingskoppen(isHttps));
  app.use(foutafhandeling((ctx, fout) => logFout(log, ctx, fout, 'onverwachte fout')));
  app.use(enkelBeheerpaden(beheerroutes(db, nodig.leesMetingen ?? (() => registry.metrics()))));
  app.use(alleenEigenAdres(issuer));
  app.use(await leesAssets());
  app.use(alsEenRouter(open.flatMap(({ routes = [] }) => routes)));
  for (const { overige = [] } of open) voegToe(app, overige);

  const rondes = open.flatMap(({ rondes = [] }) => rondes);
  const begin = (door: Ronde['door']) => rondes.filter((een) => een.door === door).map((een) => loopRond(log, een));
  const klokken = begin('elk');
  return {
    app,
    metingen: registry,
    async ververs() {
      for (const { elke, doe } of rondes) if (elke === ELKE_TWEE_SECONDEN) await doe();
    },
    wordHuismeester: maakHuismeester(open, () => klokken.push(...begin('huismeester'))),
    async stop() {
      for (const stop of klokken) stop();
      await Promise.all(open.map(({ stop }) => stop?.()));
    },
  };
}

/** A request that no route takes, such as any for the library, passes one router and not one for each page. */
function alsEenRouter(routes: NonNullable<Opening['routes']>): Koa.Middleware {
  const router = new Router();
  for (const eigen of routes) router.use(eigen);
  return router.routes() as Koa.Middleware;
}

function voegToe(app: Koa, lagen: readonly Laag[]): void {
  for (const laag of lagen) app.use(laag as Koa.Middleware);
}

function loopRond(log: Logger, { elke, wat, doe }: Ronde): () => void {
  const { mislukt, traag } = logBijhouden(log, wat);
  return herhaal(elke, doe, mislukt, traag);
}
