import { basename, join } from 'node:path';
import {
  deelVoorOntvanger,
  type Geldigheid,
  geldigheidOp,
  leesNamen,
  leesProtocollen,
  leesYamlbestand,
  type Ontvangersdeel,
  onderscheidtOntvangers,
  type Protocol,
  type Protocoldossier,
  type Protocollen,
  type Stopzetting,
  vroegste,
} from '../protocol/index.ts';
import { type Dossier, dossierschema, isDemodossier } from './dossier.ts';

/** An application with the protocol it works under; whether that is in force depends on the day. */
export interface Toepassing {
  dossier: Dossier;
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
 */
export async function leesToepassingen(
  configmap: string,
  stops: ReadonlyMap<string, Stopzetting> = new Map(),
): Promise<Toepassingen> {
  const gelezen = await leesProtocollen(configmap);
  const metStop = (dossier: Protocoldossier) => ({
    ...dossier,
    stopzetting: vroegste([dossier.stopzetting ?? [], stops.get(dossier.naam) ?? []].flat()),
  });
  const protocollen = { ...gelezen, dossiers: gelezen.dossiers.map(metStop) };
  const { dossiers, fouten } = await leesDossiers(join(configmap, 'toepassingen'));
  const alle = new Map<string, Toepassing>();
  for (const { bestand, dossier } of dossiers) {
    const gekoppeld = koppel(dossier, protocollen);
    if (typeof gekoppeld === 'string') fouten.push(`${bestand}: ${gekoppeld}`);
    else alle.set(dossier.client_id, gekoppeld);
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

async function leesDossiers(map: string) {
  const namen = (await leesNamen(map)).filter((naam) => naam.endsWith('.yaml'));
  const gelezen = await Promise.all(
    namen.map(async (naam) => {
      const bestand = join(map, naam);
      return { bestand, ...(await leesYamlbestand(dossierschema, bestand)) };
    }),
  );
  const fouten = gelezen.flatMap((een) => een.fouten);
  const goed = gelezen.flatMap(({ bestand, waarde }) => (waarde ? [{ bestand, dossier: waarde }] : []));
  const dubbel = goed.filter(
    ({ dossier }) => goed.filter((ander) => ander.dossier.client_id === dossier.client_id).length > 1,
  );
  for (const { bestand, dossier } of dubbel) {
    fouten.push(`${bestand}: client_id "${dossier.client_id}" staat in meer dan een dossier; geen van beide geldt`);
  }
  const uniek = goed.filter((een) => !dubbel.includes(een));
  const misnoemd = uniek.filter(({ bestand, dossier }) => basename(bestand) !== `${dossier.client_id}.yaml`);
  for (const { bestand, dossier } of misnoemd)
    fouten.push(`${bestand}: dit bestand moet ${dossier.client_id}.yaml heten`);
  return { dossiers: uniek.filter((een) => !misnoemd.includes(een)), fouten };
}

function koppel(dossier: Dossier, protocollen: Protocollen): Toepassing | string {
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
    geldigheidOp: perDag((vandaag) => geldigheidOp(gevonden, protocollen.partijen, vandaag)),
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
