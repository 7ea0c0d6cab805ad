import { join } from 'node:path';
import { leesBestand, leesNamen } from './bestand.ts';
import { type Stopzetting, stopzettingschema } from './geldigheid.ts';
import { leesYaml } from './lees_protocol.ts';

const NAAM = 'stopzetting.yaml';
/** `stopzetting.yml`, `Stopzetting.YAML`, a folder of that name: whoever put it there meant to stop. */
const BEDOELD = /^stopzetting/i;
/** A folder of a protocol holds three files. */
export const MEESTE_BESTANDEN = 100;

export interface Stopbericht {
  stopzetting: Stopzetting | undefined;
  /** What makes it no sound stop. It closes the protocol for as long as it stands there. */
  fouten: string[];
}

/** What stands about a stop in the folder of one protocol. */
export async function leesStop(map: string): Promise<Stopbericht> {
  const namen = (await leesNamen(map, MEESTE_BESTANDEN)).filter((naam) => BEDOELD.test(naam));
  const gelezen = await Promise.all(namen.map((naam) => leesStopbestand(join(map, naam))));
  return {
    stopzetting: vroegste(gelezen.flatMap(({ waarde }) => waarde ?? [])),
    fouten: [
      ...gelezen.flatMap(({ fouten }) => fouten),
      ...namen.filter((naam) => naam !== NAAM).map((naam) => `${join(map, naam)}: moet ${NAAM} heten`),
    ],
  };
}

async function leesStopbestand(pad: string) {
  try {
    return leesYaml(stopzettingschema, pad, await leesBestand(pad));
  } catch (fout) {
    return { fouten: [`${pad}: ${(fout as Error).message}`] };
  }
}

/** The sound stops of a whole configuration, by protocol: whatever else is wrong in their folders. */
export async function leesStopbestanden(configmap: string): Promise<Map<string, Stopzetting>> {
  const map = join(configmap, 'protocollen');
  const namen = await leesNamen(map);
  const stops = await Promise.all(
    namen.map(async (naam) => [naam, (await leesStop(join(map, naam)).catch(() => undefined))?.stopzetting] as const),
  );
  return new Map(stops.flatMap(([naam, stop]) => (stop ? [[naam, stop]] : [])));
}

/** Of several stops the earliest counts: a later word takes nothing back. */
export function vroegste(stops: readonly Stopzetting[]): Stopzetting | undefined {
  return stops.toSorted((a, b) => Temporal.PlainDate.compare(a.op, b.op))[0];
}
