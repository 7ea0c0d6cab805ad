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
 * A stop has to close the door on every node within this time: a node that looked longer ago knows nothing.
 * docs/keuzes/deur.md#who-could-not-look-hands-nothing-over
 */
const HOUDBAAR = 5_000;

type Stopbestand = Stopbericht['stops'][number];

/**
 * The stops that this node ever saw, the earliest of each protocol. They only grow: whoever looked earlier and comes later undoes
 * none, and a file that is deleted takes nothing back.
 */
export interface Stops {
  bekend: ReadonlyMap<string, Stopzetting>;
  /** What is wrong with what stands in the folder as a stop, by protocol: somebody meant to stop it. */
  onleesbaar: ReadonlyMap<string, string>;
  /** Whether the database was read so lately that what it says still counts. */
  isVers(): boolean;
  /** Those that every node knows. What the folder said is put there as well, so that it stays when the file goes. */
  verversUitDatabase(): Promise<void>;
  verversUitMap(): Promise<void>;
}

/** @param akteVan the act of that name as its parties signed it, where this node ever read it: it says whose word is a stop */
export function volgStops(
  db: Database,
  klok: Klok,
  configmap: string,
  akteVan: (protocol: string) => Protocol | undefined,
): Stops {
  const bekend = new Map<string, Stopzetting>();
  const vastTeLeggen = new Map<string, Stopzetting>();
  const onleesbaar = new Map<string, string>();
  /** Seen by a node that never read the act signed, which is closed meanwhile; by their text, since each reading finds them anew. */
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
  /** Nobody has a notice before its day: until then its file can still be taken back. */
  const isOntvangen = ({ stop: { ontvangen } }: Stopbestand) =>
    ontvangen === undefined || ontvangen <= klok.vandaag().toString();
  /** Takes what counts under any of these acts, for good. */
  const keur = (protocol: string, akten: readonly Protocol[], stops: Stopbestand[]) => {
    const goede = akten.flatMap((akte) => keurStops(akte, { stops, fouten: [] }).stopzetting ?? []);
    const stopzetting = vroegste(goede);
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
    keur(protocol, [akte], [...stops.values()]);
    return keurStops(akte, bericht).fouten;
  };
  /** What the folder tells nobody, what is kept may. A stop that it speaks of is judged; of an act that was never kept it waits. */
  const keurMetBewaarde = async () => {
    for (const [protocol, stops] of ongekeurd) {
      const gezien = [...stops];
      const akten = gezien.length ? (await leesBewaardeAkten(db, protocol)).get(protocol) : undefined;
      if (!akten) continue;
      const waarden = gezien.map(([, een]) => een);
      keur(protocol, akten, waarden);
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
