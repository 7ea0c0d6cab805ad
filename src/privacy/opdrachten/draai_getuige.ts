import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { schrijf } from '../../terminal/index.ts';
import { leesVkey } from '../boom/vkey.ts';
import { beginGetuige } from '../getuigen/begin_getuige.ts';
import { leesGetuigensleutel } from '../getuigen/getuigensleutel.ts';

export interface Getuigenopties {
  map: string;
  log: string[];
  sleutel: string;
  poort: number;
  adres?: string;
}

/** Runs a witness until it is told to stop (SIGTERM, or Ctrl+C). It needs no database and nothing else of LeerID. */
export async function draaiGetuige({ map, log, sleutel: bestand, poort, adres }: Getuigenopties): Promise<void> {
  const sleutel = leesSleutel(await readFile(bestand, 'utf8'), bestand);
  const getuige = await beginGetuige({
    ...{ sleutel, vkeys: await leesVkeys(log), map, poort, adres },
    meld: (fout) => console.error(`fout: ${(fout as Error).message}`),
  });
  const regels = getuige.origins.map((origin) => `  log ${origin}`);
  schrijf({ regels: [`getuige ${getuige.vkey.tekst} luistert op poort ${poort}`, ...regels], goed: true });
  await Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')]);
  await getuige.stop();
}

/** Each argument is a key, or a file with a key on each line. */
async function leesVkeys(argumenten: readonly string[]): Promise<string[]> {
  const teksten = await Array.fromAsync(argumenten, async (een) =>
    leesVkey(een) ? [een] : (await readFile(een, 'utf8')).split('\n').map((regel) => regel.trim()),
  );
  return teksten.flat().filter((tekst) => tekst !== '');
}

function leesSleutel(tekst: string, bestand: string) {
  try {
    return leesGetuigensleutel(tekst);
  } catch (fout) {
    throw new Error(`${bestand}: ${(fout as Error).message}`);
  }
}
