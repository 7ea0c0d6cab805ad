import './nodelijn.ts';

import { Counter } from 'prom-client';
import type { Interacties } from '../aanmelden/index.ts';
import { ELK_UUR, ELKE_TWEE_SECONDEN, type Kern, type Opening } from '../kamer.ts';
import type { Deurbenodigdheden } from '../mededeling/index.ts';
import type { Bewaartermijnen } from '../register/index.ts';
import type { Clientgeheimen, LevendeToepassingen } from '../toepassingen/index.ts';
import { stuurBericht } from '../uitgaand/index.ts';
import type { Koekjesstempel, Verzegelaar } from '../web/index.ts';
import { maakAfmelder } from './afmelden/afmelder.ts';
import { type Bezorger, startBezorger } from './berichten/bezorger.ts';
import { ruimBerichtenOp } from './berichten/wachtende_berichten.ts';
import { bewaarElkeNacht } from './bewaartaak.ts';
import { maakClientcontrole } from './clients/clientcontrole.ts';
import { enkelOpenbareCors } from './eindpunten/cors.ts';
import { hervatZonderVraag } from './eindpunten/hervatting.ts';
import { enkelWareMetadata } from './eindpunten/metadata.ts';
import { noemMethodes } from './eindpunten/methodes.ts';
import { postAlsGet } from './eindpunten/post_als_get.ts';
import { jsonVoorProgrammas, scheidProgrammas } from './eindpunten/programmas.ts';
import { vergeetVertrokken } from './eindpunten/vertrek.ts';
import { logAfmeldstoring, logProvider, logSleutelstoring, logWeigering } from './oidclog.ts';
import { enkelEigenAfmelding } from './paginas/afmeldpaginas.ts';
import { kleedDoorstuurpagina } from './paginas/doorstuurpagina.ts';
import { startpagina } from './paginas/startpagina.ts';
import { maakProvider } from './provider.ts';
import { leesActieveSleutels } from './sleutels/ondertekensleutels.ts';
import { interactiesVan } from './toegang/interacties.ts';
import type { TelWeigering } from './toegang/toegangsbeleid.ts';
import { maakNaamzegel } from './verzoek/naamzegel.ts';
import { maakWachtplaats } from './verzoek/wachtplaats.ts';
import { type LevendeProvider, volgProvider } from './volg_provider.ts';

export interface Oidcnodig extends Kern {
  instellingen: {
    issuer: string;
    demo: boolean;
    pairwiseZout: string;
    /** Seals the signing keys that are kept in the database. */
    hoofdsleutel: string;
    bewaartermijnen: Bewaartermijnen;
  };
  /** Signs the library's cookies. */
  stempel: Koekjesstempel;
  /** Makes the cookies in which requests wait. */
  verzegeldKoekje: Verzegelaar;
  toepassingen: LevendeToepassingen;
  geheimen: Clientgeheimen;
  deurbenodigdheden: Deurbenodigdheden;
}

export interface Oidcgeeft {
  interacties: Interacties;
}

/**
 * Opens OpenID Connect in a server: its pages and endpoints, the messages to the applications, the keys, and
 * the nightly retention.
 */
export async function openOidc(huis: Oidcnodig): Promise<Opening<Oidcgeeft>> {
  const { db, neven, klok, log, instellingen, toepassingen, deurbenodigdheden, sleutelVoor } = huis;
  const afmelder = maakAfmelder(db, toepassingen.afmeldbaar);
  const telWeigering = telWeigeringen(huis);
  const naamzegel = maakNaamzegel(sleutelVoor('inlognaam'));
  const wachtplaats = maakWachtplaats({
    verzegeldKoekje: huis.verzegeldKoekje,
    toepassingen: toepassingen.alle,
    openingVan: toepassingen.openingVan,
  });
  const provider = await volgProvider(neven.volgen, instellingen.hoofdsleutel, klok.nu, (ondertekensleutels) =>
    logProvider(
      maakProvider(deurbenodigdheden, {
        ...instellingen,
        geheimen: huis.geheimen,
        stempel: huis.stempel,
        ondertekensleutels,
        telWeigering,
        meldSleutels: logSleutelstoring(log),
        naamzegel,
        eindigSessie: (id) => afmelder.eindigSessie({ id }),
        wachtplaats,
        hoogstensOnder: toepassingen.hoogstensOnder,
      }),
      log,
    ),
  );
  let bezorger: Bezorger | undefined;
  return {
    geeft: {
      interacties: interactiesVan({
        provider: provider.nu,
        wachtplaats,
        eindigSessie: (uid) => afmelder.eindigSessie({ uid }),
        bij: deurbenodigdheden,
      }),
    },
    routes: [
      startpagina(deurbenodigdheden).routes(),
      postAlsGet(provider.nu, naamzegel).routes(),
      enkelEigenAfmelding(instellingen.issuer).routes(),
    ],
    overige: [
      scheidProgrammas({
        programmas: [jsonVoorProgrammas, enkelOpenbareCors, enkelWareMetadata, noemMethodes],
        mensen: [hervatZonderVraag, vergeetVertrokken(db), kleedDoorstuurpagina(toepassingen.alle)],
      }),
      provider.middleware,
    ],
    rondes: [
      { door: 'elk', elke: ELKE_TWEE_SECONDEN, wat: 'bijhouden van sleutels', doe: volgSleutels(huis, provider) },
      {
        door: 'huismeester',
        elke: ELK_UUR,
        wat: 'opruimen van afmeldingen',
        doe: () => ruimBerichtenOp(neven.bezorgen),
      },
    ],
    async onderhoud(rooster) {
      await bewaarElkeNacht(
        { afmelder, rooster, klok, kamers: huis.kamers, bewaartermijnen: instellingen.bewaartermijnen },
        (telling) => log.info({ ...telling }, 'bewaring: gewist'),
      );
      bezorger = bezorgAfmeldingen(huis);
    },
    stop: async () => bezorger?.stop(),
  };
}

function bezorgAfmeldingen({ neven, log, instellingen }: Oidcnodig): Bezorger {
  const { issuer, pairwiseZout, hoofdsleutel, demo } = instellingen;
  const nodig = {
    db: neven.bezorgen,
    issuer,
    pairwiseZout,
    sleutels: () => leesActieveSleutels(neven.bezorgen, hoofdsleutel),
    haal: stuurBericht(demo),
    meldStoring: (clientId: string) => logAfmeldstoring(log, clientId),
  };
  return startBezorger(nodig, (err) => log.error({ err }, 'bezorgen van afmeldingen mislukte'));
}

function telWeigeringen({ metingen, log }: Oidcnodig): TelWeigering {
  const weigeringen = new Counter({
    name: 'leerid_weigeringen_totaal',
    help: 'Pupils refused, by reason',
    labelNames: ['reden'],
    registers: [metingen],
  });
  return (reden, waar) => {
    weigeringen.inc({ reden });
    logWeigering(log, reden, waar);
  };
}

function volgSleutels({ log, toepassingen }: Oidcnodig, provider: LevendeProvider): () => Promise<void> {
  const controleerClients = maakClientcontrole(log);
  return async () => {
    await provider.ververs();
    await controleerClients(provider.nu(), toepassingen.alle);
  };
}
