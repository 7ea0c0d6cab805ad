import type { AddressInfo } from 'node:net';
import { machinetijd } from '../../klok.ts';
import { leesVkey, type Vkey } from '../boom/vkey.ts';
import { type Getuige, maakGetuige } from './getuige.ts';
import { openGetuigenmap } from './getuigenmap.ts';
import type { Getuigensleutel } from './getuigensleutel.ts';

export interface Getuigenplaats {
  sleutel: Getuigensleutel;
  /** Public keys of the logs that it follows, as text. */
  vkeys: readonly string[];
  /** Where it remembers what it saw. */
  map: string;
  /** 0 for any port that is free. */
  poort: number;
  /** The address on which it listens. Default: each of this machine. */
  adres?: string | undefined;
  meld(fout: unknown): void;
}

export interface DraaiendeGetuige extends Pick<Getuige, 'vkey' | 'origins'> {
  poort: number;
  stop(): Promise<void>;
}

/**
 * Begins a witness in this process.
 * @throws Error in one line when a key is none, or the folder is missing; the system's error for the port
 */
export async function beginGetuige({
  sleutel,
  vkeys,
  map: mapnaam,
  poort,
  adres,
  meld,
}: Getuigenplaats): Promise<DraaiendeGetuige> {
  const logs = groepeerPerLog(vkeys);
  const map = await openGetuigenmap(mapnaam);
  const getuige = maakGetuige({ sleutel, logs, map, nu: () => Math.floor(machinetijd() / 1000) });
  // Not above: a command loads no HTTP until it serves.
  const { dienGetuige } = await import('./getuigenserver.ts');
  const server = await dienGetuige(getuige, poort, adres, meld);
  return {
    ...{ vkey: getuige.vkey, origins: getuige.origins, poort: (server.address() as AddressInfo).port },
    async stop() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** The keys of each log, by its origin, which is the name of its keys. */
function groepeerPerLog(teksten: readonly string[]): ReadonlyMap<string, Vkey[]> {
  const vkeys = teksten.map((tekst) => {
    const vkey = leesVkey(tekst);
    if (vkey?.type === 'ondertekening') return vkey;
    throw new Error(`"${tekst.slice(0, 200)}" is geen vkey van een log (naam+id+sleutel)`);
  });
  return Map.groupBy(vkeys, ({ naam }) => naam);
}
