import {
  type Geldigheid,
  type GelezenBestand,
  leesProtocollen,
  type Protocoldossier,
  type Protocollen,
  type Stopzetting,
  tekenaarsOp,
  vroegste,
} from '../../protocol/index.ts';
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

export interface Toepassingen {
  /** By client_id. Includes those whose protocol is not in force, so that a refusal can be explained. */
  alle: ReadonlyMap<string, Toepassing>;
  protocollen: Protocollen;
  /** Everything that is wrong in the folder, ready for the log. What is sound keeps working. */
  fouten: string[];
  /** Demo parties and demo dossiers, in words. Production refuses to start while there are any. */
  demo: string[];
  /** Clients that depend on them. */
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

async function sluitAan(gevonden: Dossierbestand, protocollen: Protocollen): Promise<GelezenBestand<Toepassing>> {
  const onderProtocol = legOnderProtocol(gevonden.dossier, protocollen);
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
