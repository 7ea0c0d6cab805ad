import Router from '@koa/router';
import Koa from 'koa';
import mount from 'koa-mount';
import { sql } from 'kysely';
import type { errors } from 'oidc-provider';
import type { Logger } from 'pino';
import { aanmeldroutes } from './aanmelden/index.ts';
import type { Instellingen } from './config.ts';
import { leesKlassen } from './klasinformatie/klas.ts';
import type { Klok } from './klok.ts';
import type { Deurbenodigdheden } from './mededeling/index.ts';
import { type Metingen, maakMetingen } from './metingen.ts';
import {
  interactiesVan,
  kleedDoorstuurpagina,
  leesOndertekensleutels,
  maakProvider,
  ontbrekendeGeheimen,
} from './oidc/index.ts';
import { type Database, onderhoudPartities } from './store/index.ts';
import { leesToepassingen, type Toepassing } from './toepassingen/index.ts';
import { leesToegewezenToetsen } from './toetsen/toewijzing.ts';
import { alleenEigenHost, beveiligingskoppen, foutafhandeling, leesAssets, spoornummer } from './web/index.ts';

export interface Benodigdheden {
  instellingen: Instellingen;
  klok: Klok;
  db: Database;
  log: Logger;
}

const ELK_UUR = 3_600_000;

/** Events of the library that tell an application what is wrong with its request. */
const WEIGERINGEN_AAN_TOEPASSINGEN = [
  'authorization.error',
  'end_session.error',
  'grant.error',
  'pushed_authorization_request.error',
  'revocation.error',
  'userinfo.error',
];

/** Wires the rooms together, on a migrated database. The order of the middleware is the order of a request's travel. */
export async function maakServer({ instellingen, klok, db, log }: Benodigdheden): Promise<{ app: Koa; stop(): void }> {
  const { issuer } = instellingen;
  await onderhoudPartities(db, Temporal.Now.instant());
  const metingen = maakMetingen();
  const toepassingen = await laadToepassingen(instellingen, klok, log);
  const deur: Deurbenodigdheden = {
    db,
    klok,
    toepassingen,
    leesKlassen: (leerlingId, vandaag) => leesKlassen(db, leerlingId, vandaag),
    leesToetsen: (leerlingId) => leesToegewezenToetsen(db, leerlingId),
  };
  const provider = maakProvider(deur, {
    ...instellingen,
    ondertekensleutels: await leesOndertekensleutels(db, instellingen.hoofdsleutel, klok.nu()),
    telWeigering: (reden) => metingen.weigeringen.inc({ reden }),
  });
  provider.on('server_error', (ctx, fout) => log.error({ err: fout, spoor: ctx.state?.spoor }, 'fout in de provider'));
  for (const gebeurtenis of WEIGERINGEN_AAN_TOEPASSINGEN) {
    provider.on(
      gebeurtenis as 'grant.error',
      (ctx, { error, error_description, error_detail }: errors.OIDCProviderError) => {
        const clientId = ctx.oidc?.client?.clientId;
        log.warn(
          { spoor: ctx.state?.spoor, clientId, error, error_description, error_detail },
          'verzoek van een toepassing geweigerd',
        );
      },
    );
  }
  const aanmelden = aanmeldroutes({
    db,
    klok,
    issuer,
    interacties: interactiesVan(provider, db, toepassingen),
    telAanmelding: (gelukt) => metingen.aanmeldingen.inc({ gelukt: String(gelukt) }),
  });

  const app = new Koa({ proxy: instellingen.vertrouwProxy, keys: instellingen.cookiesleutels });
  app.silent = true;
  app.use(spoornummer());
  app.use(metingen.meetVerzoeken);
  app.use(logVerzoeken(log));
  app.use(beveiligingskoppen(issuer.startsWith('https:')));
  app.use(foutafhandeling((ctx, fout) => log.error({ err: fout, spoor: ctx.state.spoor }, 'onverwachte fout')));
  app.use(beheerroutes(db, metingen).routes());
  app.use(alleenEigenHost(issuer));
  app.use(await leesAssets());
  app.use(aanmelden.routes());
  app.use(kleedDoorstuurpagina);
  app.use(mount(provider));

  const onderhoud = setInterval(() => {
    onderhoudPartities(db, Temporal.Now.instant()).catch((err) =>
      log.error({ err }, 'onderhoud van de partities mislukte'),
    );
  }, ELK_UUR);
  onderhoud.unref();
  return { app, stop: () => clearInterval(onderhoud) };
}

/** Every fault and every protocol that is not in force gets a clear line; the others keep working. */
async function laadToepassingen(
  { configmap, demo, omgeving }: Instellingen,
  klok: Klok,
  log: Logger,
): Promise<ReadonlyMap<string, Toepassing>> {
  const gelezen = await leesToepassingen(configmap);
  if (!demo && gelezen.demo.length) {
    throw new Error(
      `LeerID start niet in productie met democonfiguratie:\n${gelezen.demo.map((een) => `  ${een}`).join('\n')}`,
    );
  }
  for (const fout of gelezen.fouten) log.error({ fout }, 'configuratie: dit onderdeel blijft gesloten');
  const zonderGeheim = ontbrekendeGeheimen(gelezen.alle, omgeving);
  for (const { fout } of zonderGeheim) log.error({ fout }, 'configuratie: deze toepassing blijft gesloten');
  const gesloten = new Set(zonderGeheim.map(({ clientId }) => clientId));
  const bruikbaar = new Map([...gelezen.alle].filter(([clientId]) => !gesloten.has(clientId)));
  for (const [clientId, { protocol, geldigheidOp }] of bruikbaar) {
    const geldigheid = geldigheidOp(klok.vandaag());
    if (geldigheid.in_werking) log.info({ clientId, protocol: protocol.protocol }, 'toepassing aangesloten');
    else
      log.warn(
        { clientId, protocol: protocol.protocol, ...geldigheid },
        'protocol niet in werking: toepassing gesloten',
      );
  }
  return bruikbaar;
}

/** For the operator's own network; the proxy passes none of these on. */
function beheerroutes(db: Database, metingen: Metingen): Router {
  const router = new Router();
  router.get('/healthz', (ctx) => {
    ctx.body = { status: 'ok' };
  });
  router.get('/readyz', async (ctx) => {
    try {
      await sql`select 1 from oidc_sleutels`.execute(db);
      ctx.body = { status: 'ok' };
    } catch {
      ctx.status = 503;
      ctx.body = { status: 'database onbereikbaar' };
    }
  });
  router.get('/metrics', async (ctx) => {
    ctx.type = metingen.registry.contentType;
    ctx.body = await metingen.registry.metrics();
  });
  return router;
}

/** One line a request, without query, body, cookies or identifiers: none of these may reach a log. */
function logVerzoeken(log: Logger): Koa.Middleware {
  return async (ctx, next) => {
    const begin = performance.now();
    await next();
    const ms = Math.round(performance.now() - begin);
    log.info(
      { spoor: ctx.state.spoor, methode: ctx.method, route: ctx._matchedRoute ?? 'overig', status: ctx.status, ms },
      'verzoek',
    );
  };
}
