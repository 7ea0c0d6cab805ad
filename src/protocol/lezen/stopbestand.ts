import { join } from 'node:path';
import { type Stopzetting, stopzettingschema } from '../stopzetting.ts';
import { leesBestand, leesNamen } from './bestand.ts';
import { type GelezenBestand, leesYaml } from './lees_protocol.ts';

const NAAM = 'stopzetting.yaml';
/**
 * Matches `stopzetting.yml`, `Stopzetting.YAML` and a folder of that name: whoever put it there meant to
 * stop.
 */
export const STOP = /^stopzetting/i;
/** The longest reason needs less. The file is read every two seconds, so it must be small. */
const MEESTE_BYTES = 2 * 1024;
/** The folder of a protocol normally holds three files. */
export const MEESTE_BESTANDEN = 100;

export interface Stopbericht {
  /** The stops that can be read, each with its file. The act says whether the party may stop it. */
  stops: { pad: string; stop: Stopzetting }[];
  /** What is wrong with the stop. While it stands there, the protocol is closed. */
  fouten: string[];
}

type Stopontleder = (pad: string, bytes: Buffer) => GelezenBestand<Stopzetting>;
const ontleedStop: Stopontleder = (pad, bytes) => leesYaml(stopzettingschema, pad, bytes);

/** What the folder of one protocol says about stops. */
export async function leesStop(map: string, ontleed = ontleedStop): Promise<Stopbericht> {
  const namen = (await leesNamen(map, MEESTE_BESTANDEN)).filter((naam) => STOP.test(naam));
  const gelezen = await Array.fromAsync(namen, async (naam) => {
    const pad = join(map, naam);
    return { pad, ...(await leesStopbestand(pad, ontleed)) };
  });
  return {
    stops: gelezen.flatMap(({ pad, waarde }) => (waarde ? { pad, stop: waarde } : [])),
    fouten: [
      ...gelezen.flatMap(({ fouten }) => fouten),
      ...namen.filter((naam) => naam !== NAAM).map((naam) => `${join(map, naam)}: moet ${NAAM} heten`),
    ],
  };
}

async function leesStopbestand(pad: string, ontleed: Stopontleder): Promise<GelezenBestand<Stopzetting>> {
  try {
    return ontleed(pad, await leesBestand(pad, MEESTE_BYTES));
  } catch (fout) {
    return { fouten: [`${pad}: ${(fout as Error).message}`] };
  }
}

/**
 * Reads the stops of a whole configuration, by protocol, whatever else is wrong in the folders. It reads one
 * file after another, so that a folder that hangs holds one thread only. It does not parse the same bytes a
 * second time.
 */
export function maakStoplezer(configmap: string): () => Promise<Map<string, Stopbericht>> {
  const protocollen = join(configmap, 'protocollen');
  let vorige = new Map<string, { bytes: Buffer; gelezen: GelezenBestand<Stopzetting> }>();
  return async () => {
    const nu: typeof vorige = new Map();
    const ontleed: Stopontleder = (pad, bytes) => {
      const bekend = vorige.get(pad);
      const gelezen = bekend?.bytes.equals(bytes) ? bekend.gelezen : ontleedStop(pad, bytes);
      nu.set(pad, { bytes, gelezen });
      return gelezen;
    };
    const berichten = new Map<string, Stopbericht>();
    for (const naam of await leesNamen(protocollen)) {
      const bericht = await leesStop(join(protocollen, naam), ontleed).catch(() => undefined);
      if (bericht) berichten.set(naam, bericht);
    }
    vorige = nu;
    return berichten;
  };
}

/** The earliest of several stops counts. A later stop takes nothing back. */
export function vroegste(stops: readonly Stopzetting[]): Stopzetting | undefined {
  return stops.toSorted((a, b) => Temporal.PlainDate.compare(a.op, b.op))[0];
}
