import Router from '@koa/router';
import Koa from 'koa';
import type { Logger } from 'pino';
import {
  type Aanmeldbenodigdheden,
  type Activeerbenodigdheden,
  aanmeldroutes,
  activeerroutes,
  maakRemmen,
  maakWachtrij,
} from './aanmelden/index.ts';
import { afgeleideSleutel } from './afgeleid.ts';
import { beheerroutes } from './beheerroutes.ts';
import type { Instellingen } from './config.ts';
import {
  logFout,
  logPogingen,
  logPoort,
  logProvider,
  logVerzoeken,
  logVreemdeStempel,
  type Waar,
} from './gebeurtenissen.ts';
import { leesKlassen } from './klasinformatie/klas.ts';
import type { Klok } from './klok.ts';
import type { Deurbenodigdheden } from './mededeling/index.ts';
import { maakMetingen } from './metingen.ts';
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
  postAlsGet,
  sluitClient,
  stuurBericht,
  volgProvider,
} from './oidc/index.ts';
import { type Database, onderhoudPartities, type Werkrooster } from './store/index.ts';
import { type Toepassing, volgToepassingen } from './toepassingen/index.ts';
import { meldOnbruikbareClients, toepassingskeuze } from './toepassingskeuze.ts';
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
  const stempel = koekjesstempel(instellingen.cookiesleutels, (koekje) => logVreemdeStempel(log, koekje));
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
  const sleutelVoor = (doel: string) => afgeleideSleutel(instellingen.pairwiseZout, doel);
  const logPoging = logPogingen(log, sleutelVoor('logboek'));
  const remmen = maakRemmen(db, sleutelVoor('remmen'));
  const aanmelden = {
    db,
    klok,
    issuer,
    remmen,
    wachtrij: maakWachtrij(),
    toestelsleutel: sleutelVoor('toestellen'),
    interacties: interactiesVan(provider.nu, (uid) => eindigSessie(afmelden, uid), toepassingen.alle),
    telAanmelding: ((uitkomst, poging) => {
      metingen.aanmeldingen.inc({ uitkomst });
      logPoging('aanmelding', uitkomst, poging);
    }) satisfies Aanmeldbenodigdheden['telAanmelding'],
    telActivatie: ((uitkomst, poging) => {
      metingen.activaties.inc({ uitkomst });
      logPoging('activatie', uitkomst, poging);
    }) satisfies Activeerbenodigdheden['telActivatie'],
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
  app.use(kleedDoorstuurpagina(toepassingen.alle));
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

function startpagina(): Router {
  return new Router().get('/', (ctx) => toonPagina(ctx, 'web/paginas/start', { titel: 'Welkom' }));
}
