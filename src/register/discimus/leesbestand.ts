import { createHash, type Hash } from 'node:crypto';
import { join } from 'node:path';
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { keurBegin, leesKop } from './kop.ts';
import type { Bestand } from './manifest.ts';
import { openGewoon } from './open.ts';
import { type Ruweregel, snijRegels } from './regelsnijder.ts';
import { Weigering } from './weigering.ts';

export interface Geopend extends AsyncDisposable {
  /** The columns of a CSV in its order; JSON Lines have none. */
  kop: string[] | undefined;
  /** The records in batches. At their end a Weigering follows when rows or hash are not the manifest's. */
  regels: AsyncIterable<Ruweregel[]>;
}

/** More than any honest delivery unpacks to, and little enough to be through in seconds. */
const RUIMTE_PER_RIJ = 4096;
const RUIMTE = 64 * 1024 * 1024;

/**
 * Opens a file of the delivery. One reading counts, hashes and hands over, so that what was checked is what was loaded. The
 * file closes at its end, when the reader leaves the loop, or with `await using`.
 * @param map the folder of the manifest
 */
export async function openBestand(map: string, bestand: Bestand): Promise<Geopend> {
  const handvat = await openGewoon(join(map, bestand.naam), bestand.naam);
  const hash = createHash('sha256');
  const isCsv = /\.csv(\.gz)?$/.test(bestand.naam);
  const rauw = gehasht(handvat.createReadStream({ highWaterMark: 256 * 1024 }), hash);
  const uitgepakt = begrensd(bestand.naam.endsWith('.gz') ? pakUit(rauw) : rauw, bestand);
  const pakken = vertaalFouten(snijRegels(uitgepakt, bestand.rijen + (isCsv ? 1 : 0)), bestand);
  const eerste = (await pakken.next()).value ?? [];
  try {
    const [begin] = eerste;
    if (!begin) throw new Weigering('bestand_leeg', `${bestand.naam} is leeg: vraag de levering opnieuw.`);
    begin.bytes = keurBegin(begin, bestand.naam);
    const kop = isCsv ? leesKop(begin, bestand) : undefined;
    if (isCsv) eerste.shift();
    const sluit = async () => void (await pakken.return(undefined));
    return { kop, regels: nagekeken(eerste, pakken, bestand, hash), [Symbol.asyncDispose]: sluit };
  } catch (fout) {
    await pakken.return(undefined);
    throw fout;
  }
}

async function* nagekeken(
  eerste: Ruweregel[],
  rest: AsyncGenerator<Ruweregel[]>,
  { naam, rijen, sha256 }: Bestand,
  hash: Hash,
): AsyncGenerator<Ruweregel[]> {
  let geteld = eerste.length;
  if (eerste.length) yield eerste;
  for await (const pak of rest) {
    geteld += pak.length;
    if (pak.length) yield pak;
  }
  if (hash.digest('hex') !== sha256)
    throw new Weigering('hash_verschilt', `${naam} heeft een andere SHA-256 dan het manifest zegt: vraag het opnieuw.`);
  if (geteld !== rijen)
    throw new Weigering(
      'rijen_verschillen',
      `${naam} heeft ${geteld} rijen en het manifest zegt ${rijen}: vraag het opnieuw.`,
    );
}

async function* gehasht(bron: AsyncIterable<Buffer>, hash: Hash): AsyncGenerator<Buffer> {
  for await (const brok of bron) {
    hash.update(brok);
    yield brok;
  }
}

/** Streams: what is unpacked waits until it is read. A fault of either side ends the iteration with it. */
function pakUit(bron: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
  return pipeline(Readable.from(bron), createGunzip({ chunkSize: 128 * 1024 }), () => {});
}

async function* begrensd(bron: AsyncIterable<Buffer>, { naam, rijen }: Bestand): AsyncGenerator<Buffer> {
  let over = RUIMTE + rijen * RUIMTE_PER_RIJ;
  for await (const brok of bron) {
    over -= brok.length;
    if (over < 0)
      throw new Weigering('bestand_te_groot', `${naam} is veel te groot voor ${rijen} rijen: vraag het opnieuw.`);
    yield brok;
  }
}

/** What the file system or zlib throws becomes a refusal; what is already one stays. */
async function* vertaalFouten<T>(bron: AsyncIterable<T>, { naam }: Bestand): AsyncGenerator<T> {
  try {
    yield* bron;
  } catch (fout) {
    if (fout instanceof Weigering) throw fout;
    const { code = '' } = fout as NodeJS.ErrnoException;
    if (code.startsWith('Z_'))
      throw new Weigering('gzip_beschadigd', `${naam} is geen heel gzip-bestand: vraag het opnieuw.`);
    throw new Weigering(
      'bestand_onleesbaar',
      `${naam} kan niet gelezen worden (${code}): kijk de schijf en de rechten na.`,
    );
  }
}
