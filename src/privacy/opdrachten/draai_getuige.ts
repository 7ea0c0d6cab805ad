import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { machinetijd } from '../../klok.ts';
import { schrijf } from '../../terminal/index.ts';
import { leesVkey, type Vkey } from '../boom/vkey.ts';
import { maakGetuige } from '../getuigen/getuige.ts';
import { openGetuigenmap } from '../getuigen/getuigenmap.ts';
import { leesGetuigensleutel } from '../getuigen/getuigensleutel.ts';

export interface Getuigenopties {
  map: string;
  log: string[];
  sleutel: string;
  poort: number;
  adres?: string;
}

/** Runs a witness until it is told to stop (SIGTERM, or Ctrl+C). It needs no database and nothing else of LeerID. */
export async function draaiGetuige({
  map: mapnaam,
  log,
  sleutel: bestand,
  poort,
  adres,
}: Getuigenopties): Promise<void> {
  const logs = await sleutelsPerLog(log);
  const sleutel = leesSleutel(await readFile(bestand, 'utf8'), bestand);
  const map = await openGetuigenmap(mapnaam);
  try {
    const getuige = maakGetuige({ sleutel, logs, map, nu: () => Math.floor(machinetijd() / 1000) });
    const { dienGetuige } = await import('../getuigen/getuigenserver.ts');
    const server = await dienGetuige(getuige, poort, adres, (fout) =>
      console.error(`fout: ${(fout as Error).message}`),
    );
    const regels = getuige.origins.map((origin) => `  log ${origin}`);
    schrijf({ regels: [`getuige ${sleutel.vkey.tekst} luistert op poort ${poort}`, ...regels], goed: true });
    await Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')]);
    server.close();
    server.closeAllConnections();
  } finally {
    await map.sluit();
  }
}

/** @returns the keys of each log, by its origin, which is the name of its keys */
async function sleutelsPerLog(argumenten: readonly string[]): Promise<ReadonlyMap<string, Vkey[]>> {
  const teksten = await Array.fromAsync(argumenten, async (een) =>
    leesVkey(een) ? [een] : (await readFile(een, 'utf8')).split('\n').filter((regel) => regel.trim() !== ''),
  );
  const vkeys = teksten.flat().map((tekst) => {
    const vkey = leesVkey(tekst.trim());
    if (vkey?.type === 'ondertekening') return vkey;
    throw new Error(`"${tekst.slice(0, 200)}" is geen vkey van een log (naam+id+sleutel)`);
  });
  return Map.groupBy(vkeys, ({ naam }) => naam);
}

function leesSleutel(tekst: string, bestand: string) {
  try {
    return leesGetuigensleutel(tekst);
  } catch (fout) {
    throw new Error(`${bestand}: ${(fout as Error).message}`);
  }
}
