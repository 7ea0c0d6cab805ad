import type { Klok } from '../../klok.ts';
import type { Akte, Protocollen, Stopzetting } from '../../protocol/index.ts';
import type { Database } from '../../store/index.ts';
import { type BewaardeTeksten, maakTekstlezer } from '../akten/bewaarde_teksten.ts';
import { levenslopenOp } from '../akten/levenslopen.ts';
import { leesToepassingen, type Toepassing } from '../dossiers/lees_toepassingen.ts';
import { houderbezwaar, leesHouders } from '../houders.ts';
import { leesOpenrijen } from '../openrijen.ts';
import { leesStops } from '../stops.ts';
import { akteOp } from './akte_op_dag.ts';
import { beoordeelToepassing } from './oordeel.ts';

/** What a command that hands data over knows of acts and applications, as far as nodes know the same. */
export interface AktekennisVoorOpdracht {
  toepassingen: ReadonlyMap<string, Toepassing>;
  akteInWerking(naam: string): Akte | undefined;
  /** Reads all of it again when the last reading is older than a second. */
  leesStopsZoNodig(): Promise<void>;
}

export interface Opdrachtplek {
  db: Database;
  klok: Klok;
  configmap: string;
  partijenmap: string;
}

/** Milliseconds. The database and the folder are read in some dozens of them. */
const HOUDBAAR = 1_000;

/**
 * A command follows nothing and opens nothing. It takes an application for open where a node opened it under the
 * very text that the folder has, and an act for in force where a node kept that text and no later one took over.
 */
export async function leesAktekennisVoorOpdracht(plek: Opdrachtplek): Promise<AktekennisVoorOpdracht> {
  const { db, klok } = plek;
  const toepassingen = new Map<string, Toepassing>();
  const leesTeksten = maakTekstlezer(db);
  let feiten: Feiten | undefined;
  const lees = async () => {
    const nieuw = await leesFeiten(plek, leesTeksten);
    toepassingen.clear();
    for (const [clientId, toepassing] of nieuw.toepassingen) toepassingen.set(clientId, toepassing);
    feiten = nieuw;
  };
  await lees();
  return {
    toepassingen,
    akteInWerking: (naam) => feiten && akteVan(feiten, naam, klok.vandaag()),
    async leesStopsZoNodig() {
      if (!feiten || klok.verstreken() - feiten.begonnen >= HOUDBAAR) await lees();
    },
  };
}

interface Feiten {
  toepassingen: ReadonlyMap<string, Toepassing>;
  protocollen: Protocollen;
  stops: ReadonlyMap<string, Stopzetting>;
  bewaard: BewaardeTeksten;
  begonnen: number;
}

async function leesFeiten(
  { db, klok, configmap, partijenmap }: Opdrachtplek,
  leesTeksten: () => Promise<BewaardeTeksten>,
): Promise<Feiten> {
  const begonnen = klok.verstreken();
  const stops = await leesStops(db);
  const [bewaard, openrijen, houders] = [await leesTeksten(), await leesOpenrijen(db), await leesHouders(db)];
  const dag = { vandaag: klok.vandaag(), bewaard };
  const { alle, protocollen } = await leesToepassingen(configmap, stops, partijenmap, dag);
  const open = new Map(openrijen.map(({ client_id, protocol_hash }) => [client_id, protocol_hash]));
  const toepassingen = [...alle].map(([clientId, een]): [string, Toepassing] => {
    const geldigheidOp = (vandaag: Temporal.PlainDate) =>
      beoordeelToepassing({
        geldigheid: een.geldigheidOp(vandaag),
        akteoordeel: undefined,
        stopzetting: stops.get(een.protocol.protocol),
        stopfout: undefined,
        houderfout: houderbezwaar(houders.get(clientId), een),
        geopend: open.get(clientId) === een.protocolHash,
        vandaag,
      });
    return [clientId, { ...een, geldigheidOp }];
  });
  return { toepassingen: new Map(toepassingen), protocollen, stops, bewaard, begonnen };
}

function akteVan({ protocollen, stops, bewaard }: Feiten, naam: string, vandaag: Temporal.PlainDate): Akte | undefined {
  const teksten = new Map((bewaard.get(naam) ?? []).map((tekst) => [tekst.hash, tekst]));
  return akteOp(
    {
      protocollen,
      levenslopen: levenslopenOp({ protocollen, stops, bewaard }, vandaag),
      stops: { bekend: stops, onleesbaar: new Map() },
      versies: { isBewaard: (hash) => teksten.has(hash), eerdere: (hash) => teksten.get(hash)?.oordelen ?? [] },
      // Only a node keeps texts. It refuses made-up parties where they do not belong.
      demo: true,
    },
    naam,
    vandaag,
  );
}
