import Router from '@koa/router';
import Koa from 'koa';
import { sql } from 'kysely';
import type { errors, Provider } from 'oidc-provider';
import type { Logger } from 'pino';
import {
  type Aanmeldbenodigdheden,
  aanmeldroutes,
  activeerroutes,
  maakRemmen,
  maakWachtrij,
} from './aanmelden/index.ts';
import type { Instellingen } from './config.ts';
import {
  logAanmeldingen,
  logFout,
  logPoort,
  logProvider,
  logVerzoeken,
  logVreemdeStempel,
  type Waar,
} from './gebeurtenissen.ts';
import { leesKlassen } from './klasinformatie/klas.ts';
import type { Klok } from './klok.ts';
import type { Deurbenodigdheden } from './mededeling/index.ts';
import { type Metingen, maakMetingen } from './metingen.ts';
import {
  AFMELDING,
  type Afmeldbenodigdheden,
  BEWARING,
  bewaarElkeNacht,
  bezorgAfmeldingen,
  eindigSessie,
  enkelOpenbareCors,
  hervatZonderVraag,
  interactiesVan,
  kleedDoorstuurpagina,
  kondigAfmeldingAan,
  leesActieveSleutels,
  maakProvider,
  meldAf,
  ontbrekendeGeheimen,
  postAlsGet,
  sluitClient,
  stuurBericht,
  volgProvider,
} from './oidc/index.ts';
import { geldigheidOp } from './protocol/index.ts';
import { type Database, onderhoudPartities, type Werkrooster } from './store/index.ts';
import { type Toepassing, type Toepassingen, volgToepassingen } from './toepassingen/index.ts';
import { leesToegewezenToetsen } from './toetsen/toewijzing.ts';
import {
  alleenEigenAdres,
  beveiligingskoppen,
  foutafhandeling,
  koekjesstempel,
  leesAssets,
  spoornummer,
  toonPagina,
} from './web/index.ts';

export interface Benodigdheden {
  instellingen: Instellingen;
  klok: Klok;
  db: Database;
  rooster: Werkrooster;
  log: Logger;
}

/** Work that any node may take on. */
export const TAKEN = [{ naam: AFMELDING }, BEWARING];

const ELK_UUR = 3_600_000;
/** A stop has to close the door on every node within five seconds. */
export const ELKE_TWEE_SECONDEN = 2_000;

export interface Server {
  app: Koa;
  /** Looks again at configuration, stops and keys, as the timer does every two seconds. */
  ververs(): Promise<void>;
  stop(): void;
}

/** Wires the rooms together, on a migrated database. The order of the middleware is the order of a request's travel. */
export async function maakServer({ instellingen, klok, db, rooster, log }: Benodigdheden): Promise<Server> {
  const { issuer } = instellingen;
  await onderhoudPartities(db, Temporal.Now.instant());
  const metingen = maakMetingen();
  const toepassingen = await volgToepassingen({
    db,
    klok,
    configmap: instellingen.configmap,
    kies: toepassingskeuze(instellingen, klok, log),
  });
  const deur: Deurbenodigdheden = {
    db,
    klok,
    toepassingen: toepassingen.alle,
    leesKlassen: (leerlingId, vandaag) => leesKlassen(db, leerlingId, vandaag),
    leesToetsen: (leerlingId) => leesToegewezenToetsen(db, leerlingId),
  };
  const { cookiesleutels } = instellingen;
  const stempel = koekjesstempel(cookiesleutels, (koekje) => logVreemdeStempel(log, koekje));
  const telWeigering = (reden: string, waar: Waar) => {
    metingen.weigeringen.inc({ reden });
    logPoort(log, reden, waar);
  };
  const provider = await volgProvider(db, instellingen.hoofdsleutel, klok.nu, (ondertekensleutels) => {
    const aan = { ...instellingen, ondertekensleutels, stempel, telWeigering };
    return logProvider(maakProvider(deur, aan), log);
  });
  const gesloten = new Map<string, Toepassing>();
  const afmelden: Afmeldbenodigdheden = {
    db,
    rooster,
    issuer,
    pairwiseZout: instellingen.pairwiseZout,
    toepassing: (clientId) => toepassingen.alle.get(clientId) ?? gesloten.get(clientId),
    sleutels: () => leesActieveSleutels(db, instellingen.hoofdsleutel),
    haal: stuurBericht(instellingen.demo),
  };
  await bezorgAfmeldingen(afmelden);
  await bewaarElkeNacht({ ...afmelden, klok, ...instellingen }, (telling) =>
    log.info({ ...telling }, 'bewaring: gewist'),
  );
  const logAanmelding = logAanmeldingen(log, cookiesleutels[0] ?? '');
  const remmen = maakRemmen(db, cookiesleutels[0] ?? '');
  const aanmelden = {
    db,
    klok,
    issuer,
    remmen,
    wachtrij: maakWachtrij(),
    cookiesleutels,
    interacties: interactiesVan(provider.nu, (uid) => eindigSessie(afmelden, uid), toepassingen.alle),
    telAanmelding: ((uitkomst, poging) => {
      metingen.aanmeldingen.inc({ uitkomst });
      logAanmelding(uitkomst, poging);
    }) satisfies Aanmeldbenodigdheden['telAanmelding'],
    telActivatie: (uitkomst: string) => metingen.activaties.inc({ uitkomst }),
  };

  const app = new Koa({ proxy: true });
  app.keys = stempel;
  app.silent = true;
  app.use(spoornummer());
  app.use(metingen.meetVerzoeken);
  app.use(logVerzoeken(log));
  app.use(beveiligingskoppen(issuer.startsWith('https:')));
  app.use(foutafhandeling((ctx, fout) => logFout(log, ctx, fout, 'onverwachte fout')));
  app.use(beheerroutes(db, metingen).routes());
  app.use(alleenEigenAdres(issuer));
  app.use(await leesAssets());
  app.use(startpagina().routes());
  app.use(aanmeldroutes(aanmelden).routes());
  app.use(activeerroutes(aanmelden).routes());
  app.use(hervatZonderVraag);
  app.use(postAlsGet().routes());
  app.use(kondigAfmeldingAan(afmelden, provider.nu));
  app.use(kleedDoorstuurpagina);
  app.use(enkelOpenbareCors);
  app.use(provider.middleware);

  const ververs = async () => {
    for (const [clientId, toepassing] of await toepassingen.ververs()) {
      gesloten.set(clientId, toepassing);
      await meldAf(afmelden, (trx) => sluitClient(trx, clientId));
      const geldigheid = toepassingen.alle.get(clientId)?.geldigheidOp(klok.vandaag()) ?? {
        reden: 'dossier_ingetrokken',
      };
      log.warn({ clientId, ...geldigheid }, 'toepassing gesloten: codes en tokens ongeldig, sessies worden afgemeld');
    }
    await provider.ververs();
    await meldOnbruikbareClients(provider.nu(), toepassingen.alle, log);
  };
  const klokken = [
    herhaal(ELKE_TWEE_SECONDEN, ververs, (err) =>
      log.error({ err }, 'bijhouden van configuratie en sleutels mislukte'),
    ),
    herhaal(
      ELK_UUR,
      () => onderhoudPartities(db, Temporal.Now.instant()),
      (err) => log.error({ err }, 'onderhoud van de partities mislukte'),
    ),
    herhaal(ELK_UUR, remmen.ruimOp, (err) => log.error({ err }, 'opruimen van aanmeldpogingen mislukte')),
  ];
  return {
    app,
    ververs,
    stop() {
      for (const stop of klokken) stop();
    },
  };
}

/** Does something again and again, never twice at once, and never keeps the process alive for it. */
function herhaal(elke: number, doe: () => Promise<void>, bijFout: (fout: unknown) => void): () => void {
  let bezig = false;
  const klok = setInterval(async () => {
    if (bezig) return;
    bezig = true;
    await doe().catch(bijFout);
    bezig = false;
  }, elke);
  klok.unref();
  return () => clearInterval(klok);
}

/** A dossier that passes our schema and not the library's would fail at the first pupil: say so before. */
async function meldOnbruikbareClients(
  provider: Provider,
  alle: ReadonlyMap<string, Toepassing>,
  log: Logger,
): Promise<void> {
  for (const clientId of alle.keys()) {
    await provider.Client.find(clientId).catch((fout: errors.OIDCProviderError) => {
      log.error({ clientId, fout: fout.error_description }, 'configuratie: dit dossier is onbruikbaar');
    });
  }
}

/** Every fault and every protocol that is not in force gets a clear line; the others keep working. */
function toepassingskeuze({ demo, omgeving }: Instellingen, klok: Klok, log: Logger) {
  let gestart = false;
  return (gelezen: Toepassingen): ReadonlyMap<string, Toepassing> => {
    if (!demo && gelezen.demo.length && !gestart) {
      const regels = gelezen.demo.map((een) => `  ${een}`).join('\n');
      throw new Error(`LeerID start niet in productie met democonfiguratie:\n${regels}`);
    }
    gestart = true;
    for (const fout of gelezen.fouten) log.error({ fout }, 'configuratie: dit onderdeel blijft gesloten');
    const zonderGeheim = ontbrekendeGeheimen(gelezen.alle, omgeving, demo);
    for (const { fout } of zonderGeheim) log.error({ fout }, 'configuratie: deze toepassing blijft gesloten');
    const gesloten = new Set([...zonderGeheim.map(({ clientId }) => clientId), ...(demo ? [] : gelezen.democlients)]);
    const bruikbaar = new Map([...gelezen.alle].filter(([clientId]) => !gesloten.has(clientId)));
    for (const dossier of gelezen.protocollen.dossiers) {
      const geldigheid = geldigheidOp(dossier, gelezen.protocollen.partijen, klok.vandaag());
      if (geldigheid.in_werking) log.info({ protocol: dossier.naam }, 'protocol in werking');
      else log.warn({ protocol: dossier.naam, ...geldigheid }, 'protocol niet in werking');
    }
    for (const [clientId, { protocol, geldigheidOp }] of bruikbaar) {
      const open = geldigheidOp(klok.vandaag()).in_werking;
      log.info({ clientId, protocol: protocol.protocol }, open ? 'toepassing aangesloten' : 'toepassing gesloten');
    }
    return bruikbaar;
  };
}

/** For the operator's own network; the proxy passes none of these on. */
function beheerroutes(db: Database, metingen: Metingen): Router {
  const router = new Router({ strict: true, sensitive: true });
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

function startpagina(): Router {
  return new Router().get('/', (ctx) => toonPagina(ctx, 'web/paginas/start', { titel: 'Welkom' }));
}
