import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from } from 'pg-copy-streams';
import { mediaan } from './cijfers.ts';

/**
 * Seconds for a COPY of a CSV into one table without index, the middle one of three. Any load takes at least
 * that long.
 */
export async function kopieerRauw(databaseUrl: string, bestand: string): Promise<number> {
  const koppen = await leesKoppen(bestand);
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const tijden: number[] = [];
  for (let keer = 0; keer < 3; keer++) {
    const kolommen = koppen.map((_, plaats) => `k${plaats} text`);
    await client.query(`drop table if exists rauw; create table rauw (${kolommen.join(', ')})`);
    const begin = performance.now();
    const naar = client.query(from(`copy rauw from stdin (format csv, delimiter ';', header)`));
    await pipeline(createReadStream(bestand, { highWaterMark: 1 << 20 }), naar);
    tijden.push((performance.now() - begin) / 1000);
  }
  await client.query('drop table rauw');
  await client.end();
  return mediaan(tijden).mediaan;
}

async function leesKoppen(pad: string): Promise<string[]> {
  await using bestand = await open(pad);
  for await (const regel of bestand.readLines()) return regel.split(';');
  return [];
}
