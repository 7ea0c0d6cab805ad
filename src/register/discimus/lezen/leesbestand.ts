import { createHash, type Hash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { keurBegin, leesBytes, openGewoon, pakUit } from './bestandsbytes.ts';
import { GeweigerdeLevering } from './geweigerde_levering.ts';
import { leesKop } from './leveringskolommen.ts';
import type { Manifestbestand } from './manifest.ts';
import { type Ruweregel, snijRegels } from './regelsnijder.ts';

export interface Bestandslezing extends AsyncDisposable {
  /** The columns of a CSV in its order. JSON Lines have none. */
  kop: string[] | undefined;
  /**
   * The lines in batches. A GeweigerdeLevering is thrown at their end when rows or hash differ from the
   * manifest.
   */
  regels: AsyncIterable<Ruweregel[]>;
}

/**
 * Opens a file of the delivery. One reading counts, hashes and hands over, so the bytes that were checked are
 * the bytes that were loaded. The file closes at its end, when the reader leaves the loop, or with `await
 * using`.
 * @param map the folder of the manifest
 */
export async function openBestand(map: string, bestand: Manifestbestand): Promise<Bestandslezing> {
  const { naam, rijen } = bestand;
  const handvat = await openGewoon(join(map, naam), naam);
  const hash = createHash('sha256');
  const isCsv = /\.csv(\.gz)?$/.test(naam);
  const rauw = leesBytes(handvat, hash);
  const bytes = naam.endsWith('.gz') ? pakUit(rauw) : rauw;
  const pakken = bewaakt(snijRegels(keurBegin(bytes, naam), rijen + (isCsv ? 1 : 0)), handvat, naam);
  const sluit = async () => void (await pakken.return(undefined));
  const eerste = (await pakken.next()).value ?? [];
  try {
    if (!eerste[0]) throw new GeweigerdeLevering('bestand_leeg', `${naam} is leeg: vraag de levering opnieuw.`);
    const kop = isCsv ? leesKop(eerste[0], bestand) : undefined;
    const regels = nagekeken(isCsv ? eerste.slice(1) : eerste, pakken, bestand, hash);
    return { kop, regels, [Symbol.asyncDispose]: sluit };
  } catch (fout) {
    await sluit();
    throw fout;
  }
}

async function* nagekeken(
  eerste: Ruweregel[],
  rest: AsyncGenerator<Ruweregel[]>,
  { naam, rijen, sha256 }: Manifestbestand,
  hash: Hash,
): AsyncGenerator<Ruweregel[]> {
  let geteld = 0;
  for await (const pak of samen(eerste, rest)) {
    geteld += pak.length;
    if (pak.length) yield pak;
  }
  if (hash.digest('hex') !== sha256)
    throw new GeweigerdeLevering(
      'hash_verschilt',
      `${naam} heeft een andere SHA-256 dan het manifest zegt: vraag het opnieuw.`,
    );
  if (geteld !== rijen)
    throw new GeweigerdeLevering(
      'rijen_verschillen',
      `${naam} heeft ${geteld} rijen en het manifest zegt ${rijen}: vraag het opnieuw.`,
    );
}

/** When the reader stops at the first one, the rest is stopped as well. */
async function* samen<T>(eerste: T, rest: AsyncGenerator<T>): AsyncGenerator<T> {
  try {
    yield eerste;
    yield* rest;
  } finally {
    await rest.return(undefined);
  }
}

/**
 * Closes the file, however the reading ends. A fault of the file system or of zlib becomes a refusal. A
 * refusal stays as it is.
 */
async function* bewaakt<T>(bron: AsyncIterable<T>, handvat: FileHandle, naam: string): AsyncGenerator<T> {
  try {
    yield* bron;
  } catch (fout) {
    const { code } = fout as NodeJS.ErrnoException;
    if (fout instanceof GeweigerdeLevering || !code) throw fout;
    if (code.startsWith('Z_'))
      throw new GeweigerdeLevering('gzip_beschadigd', `${naam} is geen heel gzip-bestand: vraag het opnieuw.`);
    throw new GeweigerdeLevering(
      'bestand_onleesbaar',
      `${naam} kan niet gelezen worden (${code}): kijk de schijf en de rechten na.`,
    );
  } finally {
    await handvat.close();
  }
}
