import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { beginGetuige, leesLogsleutels, maakGetuigensleutel, originVan, zorgVoorLogsleutel } from '../privacy/index.ts';
import type { Database } from '../store/index.ts';

/** One that provides and one that receives. */
const PARTIJEN = ['agodi', 'smartbit'];

export interface Demogetuigenplaats {
  db: Database;
  hoofdsleutel: string;
  issuer: string;
  nu: Temporal.Instant;
  partijenmap: string;
  /** Where they remember what they saw. Each start of the demo has a new log, so they begin anew. */
  map: string;
}

/**
 * Two parties of the demo run a witness, in this process. A real one runs at the party, since one that the operator
 * runs proves nothing about him.
 * @returns stops them
 */
export async function startDemogetuigen(plaats: Demogetuigenplaats): Promise<() => Promise<void>> {
  const { db, hoofdsleutel, issuer, nu, partijenmap, map: mappen } = plaats;
  await zorgVoorLogsleutel(db, hoofdsleutel, originVan(issuer), nu);
  const vkeys = (await leesLogsleutels(db)).map(({ vkey }) => vkey);
  const getuigen = await Array.fromAsync(PARTIJEN, async (partij) => {
    const map = join(mappen, partij);
    await rm(map, { recursive: true, force: true });
    await mkdir(map, { recursive: true });
    const sleutel = maakGetuigensleutel(`${partij}.example/getuige`);
    const getuige = await beginGetuige({ sleutel, vkeys, map, poort: 0, adres: 'localhost', meld: console.error });
    await noemGetuige(join(partijenmap, `${partij}.yaml`), {
      adres: `http://localhost:${getuige.poort}`,
      sleutels: [getuige.vkey.tekst],
    });
    return getuige;
  });
  return async () => {
    await Promise.all(getuigen.map((getuige) => getuige.stop()));
  };
}

async function noemGetuige(bestand: string, getuige: { adres: string; sleutels: string[] }): Promise<void> {
  await writeFile(bestand, stringify({ ...parse(await readFile(bestand, 'utf8')), getuige }));
}
