import {
  type Geldigheid,
  type GelezenBestand,
  type Levensloop,
  leesProtocollen,
  type Protocoldossier,
  type Protocollen,
  type Stopzetting,
  tekenaarsOp,
  vroegste,
} from '../../protocol/index.ts';
import type { BewaardeTeksten } from '../akten/bewaarde_teksten.ts';
import { levenslopenOp } from '../akten/levenslopen.ts';
import { isDemodossier } from './dossier.ts';
import { type DossierOnderProtocol, legOnderProtocol } from './dossier_onder_protocol.ts';
import { type Dossierondertekening, leesOndertekening } from './dossierhandtekening.ts';
import { type Dossierbestand, leesDossiers } from './lees_dossiers.ts';

/**
 * An application whose dossier is signed, with the protocol that it works under. Whether that protocol is in
 * force depends on the day.
 */
export interface Toepassing extends DossierOnderProtocol {
  ondertekening: Dossierondertekening;
}

/** A dossier under each text of its act, by hash: the application, or what is wrong with its dossier there. */
export type PerTekst = ReadonlyMap<string, GelezenBestand<Toepassing>>;

export interface Toepassingen {
  /**
   * By client_id, each under the text of its act that counts on the day. Includes those whose protocol is not in
   * force, so that a refusal can be explained.
   */
  alle: ReadonlyMap<string, Toepassing>;
  /** By client_id. A text may begin tomorrow, or may have been replaced. */
  perTekst: ReadonlyMap<string, PerTekst>;
  protocollen: Protocollen;
  /** Everything that is wrong in the folder, ready for the log. What is sound keeps working. */
  fouten: string[];
  /** Demo parties and demo dossiers, in words. Production refuses to start while there are any. */
  demo: string[];
  /** Clients that depend on them. */
  democlients: ReadonlySet<string>;
}

/** On which day the texts are chosen, and what is known beyond the folder. */
export interface Leesdag {
  vandaag: Temporal.PlainDate;
  bewaard?: BewaardeTeksten;
}

/**
 * Reads the whole configuration folder. A broken file closes only what depends on it.
 * @param stops protocols that a party stopped, beside those with a `stopzetting.yaml`
 * @param partijenmap where the parties are, if not in that folder
 * @param dag whose texts count. Without one, it is the text in the folder of each act itself
 */
export async function leesToepassingen(
  configmap: string,
  stops: ReadonlyMap<string, Stopzetting> = new Map(),
  partijenmap?: string,
  dag?: Leesdag,
): Promise<Toepassingen> {
  const gelezen = await leesProtocollen(configmap, partijenmap);
  const metStop = (dossier: Protocoldossier) => ({
    ...dossier,
    stopzetting: vroegste([dossier.stopzetting ?? [], stops.get(dossier.naam) ?? []].flat()),
  });
  const protocollen = { ...gelezen, dossiers: gelezen.dossiers.map(metStop) };
  const { dossiers, fouten } = await leesDossiers(configmap);
  const bewaard = dag?.bewaard ?? new Map();
  const lopenOp = perDag((vandaag) => levenslopenOp({ protocollen, bewaard, stops }, vandaag));
  const perTekst = new Map<string, PerTekst>();
  const alle = new Map<string, Toepassing>();
  for (const gevonden of dossiers) {
    const { client_id, protocol } = gevonden.dossier;
    const aangesloten = await sluitAan(gevonden, protocollen, lopenOp);
    perTekst.set(client_id, aangesloten);
    const gekozen = kiesTekst(aangesloten, dag && lopenOp(dag.vandaag).get(protocol));
    if (gekozen?.waarde) alle.set(client_id, gekozen.waarde);
    fouten.push(...(gekozen?.fouten ?? [`${gevonden.bestand}: protocol "${protocol}" bestaat niet`]));
  }
  const demopartijen = protocollen.partijen.filter(({ demo }) => demo);
  const demodossiers = dossiers.filter(({ dossier }) => isDemodossier(dossier));
  const isDemo = ({ waarde }: GelezenBestand<Toepassing>) =>
    waarde !== undefined &&
    (isDemodossier(waarde.dossier) ||
      waarde.protocol.partijen.some(({ id }) => demopartijen.some(({ partij }) => partij === id)));
  return {
    alle,
    perTekst,
    protocollen,
    fouten: [...protocollen.fouten, ...fouten],
    demo: [
      ...demopartijen.map(({ partij }) => `partij "${partij}" is een demopartij (demo: true)`),
      ...demodossiers.map(({ bestand }) => `${bestand}: dit is een demodossier (demo: true, of een http-adres)`),
    ],
    democlients: new Set([...perTekst].flatMap(([id, teksten]) => ([...teksten.values()].some(isDemo) ? id : []))),
  };
}

/**
 * A dossier under the text that counts. Where that text is in no folder here, it is the last one that is: it
 * opens nothing, and says why.
 * @param loop the life of the act. Without one, the first text counts
 */
export function kiesTekst<T>(perTekst: ReadonlyMap<string, T>, loop: Levensloop | undefined): T | undefined {
  const [eerste] = perTekst.values();
  if (!loop?.tekst) return eerste;
  return perTekst.has(loop.tekst.hash) ? perTekst.get(loop.tekst.hash) : [...perTekst.values()].at(-1);
}

async function sluitAan(
  gevonden: Dossierbestand,
  protocollen: Protocollen,
  lopenOp: (dag: Temporal.PlainDate) => ReadonlyMap<string, Levensloop>,
): Promise<PerTekst> {
  const teksten = protocollen.dossiers.filter(({ naam }) => naam === gevonden.dossier.protocol);
  const perTekst = await Array.fromAsync(teksten, async (tekst): Promise<[string, GelezenBestand<Toepassing>]> => {
    const akteoordeel = (dag: Temporal.PlainDate) =>
      lopenOp(dag)
        .get(tekst.naam)
        ?.versies.find(({ hash }) => hash === tekst.hash)?.geldigheid;
    return [tekst.hash, await sluitAanBij(gevonden, protocollen, tekst, akteoordeel)];
  });
  return new Map(perTekst);
}

async function sluitAanBij(
  gevonden: Dossierbestand,
  protocollen: Protocollen,
  tekst: Protocoldossier,
  akteoordeel: (dag: Temporal.PlainDate) => Geldigheid | undefined,
): Promise<GelezenBestand<Toepassing>> {
  const onderProtocol = legOnderProtocol(gevonden.dossier, protocollen, tekst, akteoordeel);
  if (typeof onderProtocol === 'string') return { fouten: [`${gevonden.bestand}: ${onderProtocol}`] };
  const { waarde, fouten } = await leesOndertekening(gevonden, onderProtocol.protocol, protocollen.partijen);
  if (!waarde) return { fouten };
  const opDag = (vandaag: Temporal.PlainDate): Geldigheid =>
    tekenaarsOp(waarde, vandaag).size ? onderProtocol.geldigheidOp(vandaag) : VOORUIT;
  return { waarde: { ...onderProtocol, ondertekening: waarde, geldigheidOp: perDag(opDag) }, fouten: [] };
}

const VOORUIT: Geldigheid = {
  in_werking: false,
  reden: 'handtekening_ontbreekt',
  uitleg: 'de handtekening onder het dossier draagt een datum in de toekomst',
};

/**
 * Keeps the answer of one day. Every sign-in asks several times, and the answer changes only with the day:
 * any other change is read as a new application.
 */
function perDag<T>(bereken: (dag: Temporal.PlainDate) => T): (dag: Temporal.PlainDate) => T {
  let bekend: { dag: Temporal.PlainDate; antwoord: T } | undefined;
  return (dag) => {
    if (!bekend?.dag.equals(dag)) bekend = { dag, antwoord: bereken(dag) };
    return bekend.antwoord;
  };
}
