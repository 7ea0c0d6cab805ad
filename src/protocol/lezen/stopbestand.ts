import { join } from 'node:path';
import { type Stopzetting, stopzettingschema } from '../geldigheid.ts';
import { leesBestand, leesNamen } from './bestand.ts';
import { type GelezenBestand, leesYaml } from './lees_protocol.ts';

const NAAM = 'stopzetting.yaml';
/** `stopzetting.yml`, `Stopzetting.YAML`, a folder of that name: whoever put it there meant to stop. */
export const STOP = /^stopzetting/i;
/** The longest reason takes less; a stop is read every two seconds. */
const MEESTE_BYTES = 2 * 1024;
/** A folder of a protocol holds three files. */
export const MEESTE_BESTANDEN = 100;

export interface Stopbericht {
  /** Those that can be read, each with its file: whether its party may, the act says. */
  stops: { pad: string; stop: Stopzetting }[];
  /** What makes it no sound stop. It closes the protocol for as long as it stands there. */
  fouten: string[];
}

type Stopontleder = (pad: string, bytes: Buffer) => GelezenBestand<Stopzetting>;
const ontleedStop: Stopontleder = (pad, bytes) => leesYaml(stopzettingschema, pad, bytes);

/** What stands about a stop in the folder of one protocol. */
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
 * Reads what stands about stops in a whole configuration, by protocol: whatever else is wrong in their folders. One file after another,
 * so that a folder that hangs holds one thread; bytes that were parsed the last time are not parsed again.
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

/** Of several stops the earliest counts: a later word takes nothing back. */
export function vroegste(stops: readonly Stopzetting[]): Stopzetting | undefined {
  return stops.toSorted((a, b) => Temporal.PlainDate.compare(a.op, b.op))[0];
}
