import type { Klok } from '../../klok.ts';
import {
  keurStops,
  maakStoplezer,
  type Protocol,
  type Stopbericht,
  type Stopzetting,
  vroegste,
} from '../../protocol/index.ts';
import type { Database } from '../../store/index.ts';
import { leesBewaardeAkten } from '../akten/bewaarde_akten.ts';
import { leesStops, legStopVast } from '../stops.ts';

/**
 * A stop must close the door on every node within this time. A node that read longer ago must not rely on
 * what it knows.
 * docs/keuzes/deur.md#who-could-not-look-hands-nothing-over
 */
const HOUDBAAR = 5_000;

type Stopbestand = Stopbericht['stops'][number];

/**
 * The stops that this node ever saw: the earliest of each protocol. They only grow. An older reading that
 * arrives later undoes nothing, and deleting a file takes nothing back.
 */
export interface Stops {
  bekend: ReadonlyMap<string, Stopzetting>;
  /** What is wrong with a stop in the folder, by protocol. Somebody meant to stop the protocol. */
  onleesbaar: ReadonlyMap<string, string>;
  /** Whether the database was read recently enough. */
  isVers(): boolean;
  /**
   * Reads the stops that every node knows. Stops from the folder are written there as well, so that they stay
   * when the file goes.
   */
  verversUitDatabase(): Promise<void>;
  verversUitMap(): Promise<void>;
}

/**
 * @param akteVan the act of that name as its parties signed it, if this node ever read it. It says whose word
 * is a stop
 */
export function volgStops(
  db: Database,
  klok: Klok,
  configmap: string,
  akteVan: (protocol: string) => Protocol | undefined,
): Stops {
  const bekend = new Map<string, Stopzetting>();
  const vastTeLeggen = new Map<string, Stopzetting>();
  const onleesbaar = new Map<string, string>();
  /**
   * Stops seen by a node that never read the signed act; its application is closed meanwhile. Kept by their
   * text, since each reading finds them again.
   */
  const ongekeurd = new Map<string, Map<string, Stopbestand>>();
  const leesStopbestanden = maakStoplezer(configmap);
  let gelezenOp = Number.NEGATIVE_INFINITY;
  const onthoud = (protocol: string, stop: Stopzetting): boolean => {
    const oud = bekend.get(protocol);
    const eerste = oud ? vroegste([oud, stop]) : stop;
    if (!eerste || eerste === oud) return false;
    bekend.set(protocol, eerste);
    return true;
  };
  /** A notice counts from the day on which the other party has it. Until then its file can be taken back. */
  const isOntvangen = ({ stop: { ontvangen } }: Stopbestand) =>
    ontvangen === undefined || ontvangen <= klok.vandaag().toString();
  /** Keeps for good a stop that counts under this act. */
  const keur = (protocol: string, akte: Protocol, stops: Stopbestand[]) => {
    const { stopzetting } = keurStops(akte, { stops, fouten: [] });
    if (stopzetting && onthoud(protocol, stopzetting)) vastTeLeggen.set(protocol, stopzetting);
  };
  const neemAan = (protocol: string, bericht: Stopbericht): string[] => {
    const stops = ongekeurd.get(protocol) ?? new Map();
    for (const een of bericht.stops.filter(isOntvangen)) stops.set(JSON.stringify(een), een);
    const akte = akteVan(protocol);
    if (!akte) {
      ongekeurd.set(protocol, stops);
      return bericht.fouten;
    }
    ongekeurd.delete(protocol);
    keur(protocol, akte, [...stops.values()]);
    return keurStops(akte, bericht).fouten;
  };
  /**
   * Where the folder lacks the signed act, a kept version may decide about a stop. Where no version was kept,
   * the stop waits.
   */
  const keurMetBewaarde = async () => {
    for (const [protocol, stops] of ongekeurd) {
      const gezien = [...stops];
      const akte = gezien.length ? (await leesBewaardeAkten(db, klok.vandaag())).get(protocol) : undefined;
      if (!akte) continue;
      const waarden = gezien.map(([, een]) => een);
      keur(protocol, akte, waarden);
      for (const [tekst] of gezien) stops.delete(tekst);
    }
  };
  return {
    bekend,
    onleesbaar,
    isVers: () => klok.verstreken() - gelezenOp < HOUDBAAR,
    async verversUitDatabase() {
      const begin = klok.verstreken();
      for (const [protocol, stop] of await leesStops(db)) onthoud(protocol, stop);
      gelezenOp = begin;
      await keurMetBewaarde();
      for (const [protocol, stop] of vastTeLeggen) {
        await legStopVast(db, protocol, stop, klok.nu());
        if (vastTeLeggen.get(protocol) === stop) vastTeLeggen.delete(protocol);
      }
    },
    async verversUitMap() {
      const berichten = await leesStopbestanden();
      onleesbaar.clear();
      for (const [protocol, bericht] of berichten) {
        const fouten = neemAan(protocol, bericht);
        if (fouten.length) onleesbaar.set(protocol, fouten.join('; '));
      }
    },
  };
}
