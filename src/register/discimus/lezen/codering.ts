import { Weigering } from './geweigerde_levering.ts';

const BOM = Buffer.from([0xef, 0xbb, 0xbf]);
/** Enough to tell: both of our forms begin with ASCII, that in UTF-16 or UTF-32 has zeros between. */
const BEGIN = 4;

/** The bytes without a byte order mark. Refuses a file of which the first bytes tell that it is no UTF-8 at all. */
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
    throw new Weigering('gzip_zonder_naam', `${naam} is met gzip gecomprimeerd: laat de naam op .gz eindigen.`);
  if (merk === 'fffe' || merk === 'feff' || bytes.subarray(0, BEGIN).includes(0))
    throw new Weigering('geen_utf8', `${naam} is in UTF-16 of een andere codering: lever het in UTF-8.`);
  return bytes.subarray(0, BOM.length).equals(BOM) ? bytes.subarray(BOM.length) : bytes;
}
