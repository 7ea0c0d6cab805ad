import type { Hash } from 'node:crypto';
import { constants, type FileHandle, open } from 'node:fs/promises';
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { GeweigerdeLevering } from './geweigerde_levering.ts';

/**
 * Opens an ordinary file to read. A link could lead out of the delivery, and a pipe could make us wait for
 * ever, so neither is followed. Windows does not know these two flags.
 */
export async function openGewoon(pad: string, wat: string): Promise<FileHandle> {
  const bestand = await open(pad, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0)).catch(
    (fout: NodeJS.ErrnoException) => {
      throw weigeringBij(fout, wat);
    },
  );
  if ((await bestand.stat()).isFile()) return bestand;
  await bestand.close();
  throw new GeweigerdeLevering('geen_gewoon_bestand', `Dit is geen gewoon bestand: ${wat}. Zet er het bestand zelf.`);
}

function weigeringBij({ code }: NodeJS.ErrnoException, wat: string): GeweigerdeLevering {
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return new GeweigerdeLevering(
      'bestand_ontbreekt',
      `Dit bestand is er niet: ${wat}. Zet de hele levering in één map.`,
    );
  if (code === 'ELOOP')
    return new GeweigerdeLevering('geen_gewoon_bestand', `Dit is een verwijzing: ${wat}. Zet er het bestand zelf.`);
  return new GeweigerdeLevering(
    'bestand_onleesbaar',
    `Dit bestand kan niet gelezen worden (${code}): ${wat}. Kijk de rechten na.`,
  );
}

const BROK = 256 * 1024;

/** The file in pieces, as delivered. Every piece went through the hash before it is handed over. */
export async function* leesBytes(handvat: FileHandle, hash: Hash): AsyncGenerator<Buffer> {
  for (;;) {
    const { bytesRead, buffer } = await handvat.read(Buffer.allocUnsafeSlow(BROK), 0, BROK, null);
    if (!bytesRead) return;
    const brok = buffer.subarray(0, bytesRead);
    hash.update(brok);
    yield brok;
  }
}

/**
 * Unpacks gzip as a stream. Unpacked bytes wait until they are read. A fault on either side ends the
 * iteration.
 */
export function pakUit(bron: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
  return pipeline(Readable.from(bron), createGunzip({ chunkSize: 128 * 1024 }), () => {});
}

const BOM = Buffer.from([0xef, 0xbb, 0xbf]);
/**
 * The number of bytes that is enough to tell. Both of our forms begin with ASCII, which has zeros in between
 * in UTF-16 or UTF-32.
 */
const BEGIN = 4;

/**
 * The bytes without a byte order mark.
 * @throws GeweigerdeLevering when the first bytes show that the file is not UTF-8 at all
 */
export async function* keurBegin(brokken: AsyncIterable<Buffer>, naam: string): AsyncGenerator<Buffer> {
  let begin: Buffer | undefined = Buffer.alloc(0);
  for await (const brok of brokken) {
    if (!begin) yield brok;
    else {
      begin = Buffer.concat([begin, brok]);
      if (begin.length < BEGIN) continue;
      yield zonderMerk(begin, naam);
      begin = undefined;
    }
  }
  if (begin) yield zonderMerk(begin, naam);
}

function zonderMerk(bytes: Buffer, naam: string): Buffer {
  const merk = bytes.subarray(0, 2).toString('hex');
  if (merk === '1f8b')
    throw new GeweigerdeLevering(
      'gzip_zonder_naam',
      `${naam} is met gzip gecomprimeerd: laat de naam op .gz eindigen.`,
    );
  if (merk === 'fffe' || merk === 'feff' || bytes.subarray(0, BEGIN).includes(0))
    throw new GeweigerdeLevering('geen_utf8', `${naam} is in UTF-16 of een andere codering: lever het in UTF-8.`);
  return bytes.subarray(0, BOM.length).equals(BOM) ? bytes.subarray(BOM.length) : bytes;
}
