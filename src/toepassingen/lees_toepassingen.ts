import {
  deelVoorOntvanger,
  type Geldigheid,
  type Gelezen,
  geldigheidOp,
  leesProtocollen,
  type Ontvangersdeel,
  onderscheidtOntvangers,
  type Protocol,
  type Protocoldossier,
  type Protocollen,
  type Stopzetting,
  tekenaarsOp,
  vroegste,
} from '../protocol/index.ts';
import { type Dossier, isDemodossier } from './dossier.ts';
import { type Dossierbestand, leesDossiers } from './lees_dossiers.ts';
import { leesOndertekening, type Ondertekening } from './ondertekening.ts';

/** An application whose dossier is signed, with the protocol it works under; whether that is in force depends on the day. */
export interface Toepassing {
  dossier: Dossier;
  ondertekening: Ondertekening;
  protocol: Protocol;
  protocolHash: string;
  deel: Ontvangersdeel;
  geldigheidOp(vandaag: Temporal.PlainDate): Geldigheid;
}

export interface Toepassingen {
  /** By client_id; also those whose protocol is not in force, so that a refusal can be explained. */
  alle: ReadonlyMap<string, Toepassing>;
  protocollen: Protocollen;
  /** Everything that is wrong in the folder, ready for the log; what is sound keeps working. */
  fouten: string[];
  /** Demo parties and demo dossiers, in words: production refuses to start while there are any. */
  demo: string[];
  /** Clients that rest on them. */
  democlients: ReadonlySet<string>;
}

/**
 * Reads the whole configuration folder. A broken file closes only what depends on it.
 * @param stops protocols that a party stopped, beside those with a `stopzetting.yaml`
 * @param partijenmap where the parties are, if not in that folder
 */
export async function leesToepassingen(
  configmap: string,
  stops: ReadonlyMap<string, Stopzetting> = new Map(),
  partijenmap?: string,
): Promise<Toepassingen> {
  const gelezen = await leesProtocollen(configmap, partijenmap);
  const metStop = (dossier: Protocoldossier) => ({
    ...dossier,
    stopzetting: vroegste([dossier.stopzetting ?? [], stops.get(dossier.naam) ?? []].flat()),
  });
  const protocollen = { ...gelezen, dossiers: gelezen.dossiers.map(metStop) };
  const { dossiers, fouten } = await leesDossiers(configmap);
  const alle = new Map<string, Toepassing>();
  for (const gevonden of dossiers) {
    const { waarde, fouten: bezwaren } = await sluitAan(gevonden, protocollen);
    if (waarde) alle.set(gevonden.dossier.client_id, waarde);
    fouten.push(...bezwaren);
  }
  const demopartijen = protocollen.partijen.filter(({ demo }) => demo);
  const demodossiers = dossiers.filter(({ dossier }) => isDemodossier(dossier));
  const isDemo = ({ dossier, protocol }: Toepassing) =>
    isDemodossier(dossier) || protocol.partijen.some(({ id }) => demopartijen.some(({ partij }) => partij === id));
  return {
    alle,
    protocollen,
    fouten: [...protocollen.fouten, ...fouten],
    demo: [
      ...demopartijen.map(({ partij }) => `partij "${partij}" is een demopartij (demo: true)`),
      ...demodossiers.map(({ bestand }) => `${bestand}: dit is een demodossier (demo: true, of een http-adres)`),
    ],
    democlients: new Set([...alle.values()].filter(isDemo).map(({ dossier }) => dossier.client_id)),
  };
}

async function sluitAan(gevonden: Dossierbestand, protocollen: Protocollen): Promise<Gelezen<Toepassing>> {
  const koppeling = koppel(gevonden.dossier, protocollen);
  if (typeof koppeling === 'string') return { fouten: [`${gevonden.bestand}: ${koppeling}`] };
  const { waarde, fouten } = await leesOndertekening(gevonden, koppeling.protocol, protocollen.partijen);
  if (!waarde) return { fouten };
  const opDag = (vandaag: Temporal.PlainDate): Geldigheid =>
    tekenaarsOp(waarde, vandaag).size ? koppeling.geldigheidOp(vandaag) : VOORUIT;
  return { waarde: { ...koppeling, ondertekening: waarde, geldigheidOp: perDag(opDag) }, fouten: [] };
}

const VOORUIT: Geldigheid = {
  in_werking: false,
  reden: 'handtekening_ontbreekt',
  uitleg: 'de handtekening onder het dossier draagt een datum in de toekomst',
};

/** A dossier with the protocol that it names, as far as that allows it; or why not. */
export function koppel(dossier: Dossier, protocollen: Protocollen): Omit<Toepassing, 'ondertekening'> | string {
  const gevonden = protocollen.dossiers.find(({ naam }) => naam === dossier.protocol);
  if (!gevonden) return `protocol "${dossier.protocol}" bestaat niet`;
  if (!gevonden.protocol) return `protocol "${dossier.protocol}" is ongeldig: ${gevonden.fouten.join('; ')}`;
  const deel = deelVoorOntvanger(gevonden.protocol, dossier.ontvanger);
  if (!deel) return `ontvanger "${dossier.ontvanger}" staat niet in protocol "${dossier.protocol}"`;
  if (deel.stroom !== 'bij_aanmelding')
    return `protocol "${dossier.protocol}" laat geen mededeling bij aanmelding toe (${deel.stroom})`;
  if (dossier.ontvanger === undefined && onderscheidtOntvangers(gevonden.protocol)) {
    return `protocol "${dossier.protocol}" onderscheidt ontvangers: geef aan welke "ontvanger" dit is`;
  }
  // Class data only for an application that has built it in (S2 ch. 2).
  const heeftKlasinformatie = dossier.integraties.includes('klasinformatie');
  return {
    dossier,
    protocol: gevonden.protocol,
    protocolHash: gevonden.hash,
    deel: { ...deel, gegevens: deel.gegevens.filter(({ code }) => code !== 'klasinformatie' || heeftKlasinformatie) },
    geldigheidOp: (vandaag) => geldigheidOp(gevonden, protocollen.partijen, vandaag),
  };
}

/** Every sign-in asks it several times, and on one day the answer is one: whatever else changes is read as a new application. */
function perDag<T>(bereken: (dag: Temporal.PlainDate) => T): (dag: Temporal.PlainDate) => T {
  let bekend: { dag: Temporal.PlainDate; antwoord: T } | undefined;
  return (dag) => {
    if (!bekend?.dag.equals(dag)) bekend = { dag, antwoord: bereken(dag) };
    return bekend.antwoord;
  };
}
