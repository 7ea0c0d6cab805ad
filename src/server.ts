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
  logAfmeldstoring,
  logBijhouden,
  logFout,
  logGeheimen,
  logOnrust,
  logPogingen,
  logPoort,
  logProvider,
  logSleutelstoring,
  logVerzoeken,
  logVreemdeStempel,
  type Waar,
} from './gebeurtenissen.ts';
import { leesKlassen } from './klasinformatie/klas.ts';
import type { Klok } from './klok.ts';
import type { Deurbenodigdheden } from './mededeling/index.ts';
import { maakMetingen } from './metingen.ts';
import {
  BEWARING,
  bewaarElkeNacht,
  eindigSessie,
  enkelEigenAfmelding,
  enkelOpenbareCors,
  enkelWareMetadata,
  hervatZonderVraag,
  interactiesVan,
  kleedDoorstuurpagina,
  leesActieveSleutels,
  maakNaamzegel,
  maakProvider,
  noemMethodes,
  postAlsGet,
  ruimBerichtenOp,
  sluitClient,
  startBezorger,
  startpagina,
  stuurBericht,
  vergeetVertrokken,
  volgProvider,
} from './oidc/index.ts';
import {
  type Database,
  herhaal,
  hooguit,
  type Nevenverbindingen,
  onderhoudPartities,
  type Werkrooster,
} from './store/index.ts';
import { leesAktestanden, volgClientgeheimen, volgToepassingen } from './toepassingen/index.ts';
import { maakClientcontrole, meldAnderePartij, meldGesloten, toepassingskeuze } from './toepassingskeuze.ts';
import { bewaringVanToetsen } from './toetsen/termijn.ts';
import { TOETSBEWARING, wisToetsenElkeNacht } from './toetsen/toetsbewaring.ts';
import { leesToegewezenToetsen } from './toetsen/toewijzing.ts';
import { legGeheimenVast } from './vaste_geheimen.ts';
import {
  alleenEigenAdres,
  beveiligingskoppen,
  foutafhandeling,
  koekjesstempel,
  leesAssets,
  leesHerkomst,
  spoornummer,
} from './web/index.ts';

export interface Benodigdheden {
  instellingen: Instellingen;
  klok: Klok;
  /** For visitors. */
  db: Database;
  neven: Nevenverbindingen;
  rooster: Werkrooster;
  log: Logger;
}

/** Work that any node may take on. */
export const TAKEN = [BEWARING, TOETSBEWARING];

/** Each holds a connection: some hundreds of codes a second, and no stranger takes more of the pool. */
const CODES_TEGELIJK = 2;
/** Each holds a connection, however often one pupil sends the form. */
const AFMELDINGEN_TEGELIJK = 2;

const ELK_UUR = 3_600_000;
/** A stop has to close the door on every node within five seconds. */
export const ELKE_TWEE_SECONDEN = 2_000;

export interface Server {
  app: Koa;
  /** Looks again at configuration, stops and keys, as the timer does every two seconds. */
  ververs(): Promise<void>;
  /** Ends once logout messages that are on their way have arrived or failed. */
  stop(): Promise<void>;
}

/** Wires the rooms together, on a migrated database. The order of the middleware is the order of a request's travel. */
export async function maakServer({ instellingen, klok, db, neven, rooster, log }: Benodigdheden): Promise<Server> {
  const { issuer, pairwiseZout: LEERID_PAIRWISE_SALT, inszPeper: LEERID_INSZ_PEPPER } = instellingen;
  await db.transaction().execute((trx) => legGeheimenVast(trx, { LEERID_PAIRWISE_SALT, LEERID_INSZ_PEPPER }));
  await onderhoudPartities(db, Temporal.Now.instant());
  const metingen = maakMetingen();
  const geheimen = volgClientgeheimen(instellingen, logGeheimen(log));
  const toepassingen = await volgToepassingen({
    db: neven.volgen,
    klok,
    configmap: instellingen.configmap,
    partijenmap: instellingen.partijenmap,
    demo: instellingen.demo,
    kies: toepassingskeuze(instellingen, geheimen, klok, log),
    grond: geheimen.ververs,
    ruimOp: sluitClient,
    meldGesloten: meldGesloten(log),
    meldAnderePartij: meldAnderePartij(log),
    meldOnrust: logOnrust(log),
  });
  const deur: Deurbenodigdheden = {
    db,
    klok,
    toepassingen: toepassingen.alle,
    leesStopsZoNodig: toepassingen.leesStopsZoNodig,
    akteInWerking: toepassingen.akteInWerking,
    leesKlassen: (leerlingId, akte) => leesKlassen(db, klok, leerlingId, akte),
    leesToetsen: (leerlingId, vensters) => leesToegewezenToetsen(db, leerlingId, vensters),
  };
  const stempel = koekjesstempel(instellingen.cookiesleutels, (koekje) => logVreemdeStempel(log, koekje));
  const telWeigering = (reden: string, waar: Waar) => {
    metingen.weigeringen.inc({ reden });
    logPoort(log, reden, waar);
  };
  const afmelden = { db, toepassingen: toepassingen.afmeldbaar };
  const sluis = hooguit(AFMELDINGEN_TEGELIJK);
  const eindig = (welke: { id: string } | { uid: string }) => sluis(() => eindigSessie(afmelden, welke));
  const sleutelVoor = (doel: string) => afgeleideSleutel(instellingen.pairwiseZout, doel);
  const naamzegel = maakNaamzegel(sleutelVoor('inlognaam'));
  const provider = await volgProvider(neven.volgen, instellingen.hoofdsleutel, klok.nu, (ondertekensleutels) => {
    const meldSleutels = logSleutelstoring(log);
    const aan = {
      ...instellingen,
      geheimen,
      ondertekensleutels,
      stempel,
      telWeigering,
      meldSleutels,
      naamzegel,
      eindigSessie: (id: string) => eindig({ id }),
    };
    return logProvider(maakProvider(deur, aan), log);
  });
  const bezorger = startBezorger(
    {
      db: neven.bezorgen,
      issuer,
      pairwiseZout: instellingen.pairwiseZout,
      sleutels: () => leesActieveSleutels(neven.bezorgen, instellingen.hoofdsleutel),
      haal: stuurBericht(instellingen.demo),
      meldStoring: (clientId) => logAfmeldstoring(log, clientId),
    },
    (err) => log.error({ err }, 'bezorgen van afmeldingen mislukte'),
  );
  await bewaarElkeNacht({ ...afmelden, rooster, klok, ...instellingen }, (telling) =>
    log.info({ ...telling }, 'bewaring: gewist'),
  );
  // From the folder: what this node may use of it depends on the secrets that it has.
  const bewaring = async (trx: Database) =>
    bewaringVanToetsen(await leesAktestanden(trx, instellingen, klok.vandaag()));
  await wisToetsenElkeNacht({ db, klok, rooster, bewaring }, (toetstoewijzingen) =>
    log.info({ toetstoewijzingen }, 'bewaring: gewist'),
  );
  const logPoging = logPogingen(log, sleutelVoor('logboek'));
  const remmen = maakRemmen(db, sleutelVoor('remmen'));
  const wachtrij = maakWachtrij({}, (ms) => metingen.wachttijd.observe(ms / 1000));
  metingen.toonWachtrij(wachtrij.stand);
  const aanmelden = {
    db,
    klok,
    issuer,
    remmen,
    wachtrij,
    codelijn: maakWachtrij({ plaatsen: CODES_TEGELIJK }),
    toestelsleutel: sleutelVoor('toestellen'),
    interacties: interactiesVan(provider.nu, (uid) => eindig({ uid }), deur),
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
  app.use(leesHerkomst(instellingen.proxies));
  app.use(metingen.meetVerzoeken);
  app.use(logVerzoeken(log));
  app.use(beveiligingskoppen(issuer.startsWith('https:')));
  app.use(foutafhandeling((ctx, fout) => logFout(log, ctx, fout, 'onverwachte fout')));
  app.use(beheerroutes(db, metingen).routes());
  app.use(alleenEigenAdres(issuer));
  app.use(await leesAssets());
  app.use(startpagina(deur).routes());
  app.use(aanmeldroutes(aanmelden).routes());
  app.use(activeerroutes(aanmelden).routes());
  app.use(hervatZonderVraag);
  app.use(postAlsGet(provider.nu, naamzegel).routes());
  app.use(enkelEigenAfmelding(issuer).routes());
  app.use(vergeetVertrokken(db));
  app.use(kleedDoorstuurpagina(toepassingen.alle));
  app.use(enkelOpenbareCors);
  app.use(enkelWareMetadata);
  app.use(noemMethodes);
  app.use(provider.middleware);

  const controleerClients = maakClientcontrole(log);
  const volgSleutels = async () => {
    await provider.ververs();
    await controleerClients(provider.nu(), toepassingen.alle);
  };
  const houdBij = (elke: number, wat: string, doe: () => Promise<void>) => {
    const { mislukt, traag } = logBijhouden(log, wat);
    return herhaal(elke, doe, mislukt, traag);
  };
  const klokken = [
    houdBij(ELKE_TWEE_SECONDEN, 'bijhouden van de configuratiemap', toepassingen.verversUitMap),
    houdBij(ELKE_TWEE_SECONDEN, 'bijhouden van stopzettingen', toepassingen.verversUitDatabase),
    houdBij(ELKE_TWEE_SECONDEN, 'openen en sluiten van toepassingen', toepassingen.verversOpenstelling),
    houdBij(ELKE_TWEE_SECONDEN, 'bijhouden van sleutels', volgSleutels),
    houdBij(ELK_UUR, 'onderhoud van de partities', () => onderhoudPartities(db, Temporal.Now.instant())),
    houdBij(ELK_UUR, 'opruimen van aanmeldpogingen', remmen.ruimOp),
    houdBij(ELK_UUR, 'opruimen van afmeldingen', () => ruimBerichtenOp(neven.bezorgen)),
  ];
  const ververs = async () => {
    await Promise.all([toepassingen.verversUitMap(), toepassingen.verversUitDatabase()]);
    await toepassingen.verversOpenstelling();
    await volgSleutels();
  };
  return {
    app,
    ververs,
    async stop() {
      for (const stop of klokken) stop();
      await bezorger.stop();
    },
  };
}
