import { createHash } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Klok } from '../klok.ts';
import type { Stopzetting } from '../protocol/index.ts';
import type { Database } from '../store/database.ts';
import { leesToepassingen, type Toepassing, type Toepassingen } from './lees_toepassingen.ts';
import { leesStops } from './stops.ts';

/** The applications as they are now. `alle` is one map that follows the configuration; readers just look in it. */
export interface LevendeToepassingen {
  alle: ReadonlyMap<string, Toepassing>;
  /** Looks again; returns the applications that were open and are no longer, as they were. */
  ververs(): Promise<ReadonlyMap<string, Toepassing>>;
}

export interface Volgbenodigdheden {
  db: Database;
  klok: Klok;
  configmap: string;
  /** Which of the applications that were read may be used; tells of the others itself. */
  kies(gelezen: Toepassingen): ReadonlyMap<string, Toepassing>;
}

export async function volgToepassingen({ db, klok, configmap, kies }: Volgbenodigdheden): Promise<LevendeToepassingen> {
  const alle = new Map<string, Toepassing>();
  let gezien = '';
  let open = new Map<string, Toepassing>();

  const ververs = async () => {
    const stops = await leesStops(db);
    const nu = await afdruk(configmap, stops);
    if (nu !== gezien) {
      const gekozen = kies(await leesToepassingen(configmap, stops));
      alle.clear();
      for (const [clientId, toepassing] of gekozen) alle.set(clientId, toepassing);
      gezien = nu;
    }
    const vandaag = klok.vandaag();
    const wasOpen = open;
    open = new Map([...alle].filter(([, { geldigheidOp }]) => geldigheidOp(vandaag).in_werking));
    return new Map([...wasOpen].filter(([clientId]) => !open.has(clientId)));
  };
  await ververs();
  return { alle, ververs };
}

/** Changes whenever a file of the configuration does, or a stop; cheap enough for every few seconds. */
async function afdruk(map: string, stops: ReadonlyMap<string, Stopzetting>): Promise<string> {
  const bestanden = (await readdir(map, { recursive: true })).sort();
  const standen = await Promise.all(
    bestanden.map(async (bestand) => {
      const { mtimeNs, size, ino } = await stat(join(map, bestand), { bigint: true });
      return `${bestand} ${mtimeNs} ${size} ${ino}`;
    }),
  );
  return createHash('sha256')
    .update(standen.join('\n'))
    .update(JSON.stringify([...stops]))
    .digest('hex');
}
