import { createCipheriv, createHmac, hkdfSync, randomBytes, scrypt } from 'node:crypto';
import { promisify } from 'node:util';

/**
 * Writes a file in the format age, version 1 (C2SP age.md), closed with a code. Whoever has the code opens it with
 * `age -d` or any other program that knows the format.
 */

const leidAf = promisify<string, Buffer, number, object, Buffer>(scrypt);

/**
 * The base-two logarithm of scrypt's work. Our codes can't be guessed, however fast one tries, so it need not cost the
 * recipient a second, nor us a quarter of a gigabyte.
 */
const WERK = 15;
const BLOK = 8;
const SLEUTEL = 32;
const STUK = 64 * 1024;
const TELLER = 11;
const LAATSTE = 1;

/** @param toeval random bytes, so many. A test gives those of a published example */
export async function* alsAge(
  inhoud: AsyncIterable<Uint8Array>,
  code: string,
  { toeval = randomBytes, werk = WERK }: { toeval?: (bytes: number) => Buffer; werk?: number } = {},
): AsyncGenerator<Buffer, void> {
  const bestandssleutel = toeval(16);
  yield await kop(bestandssleutel, code, toeval(16), werk);
  const nonce = toeval(16);
  yield nonce;
  const sleutel = hkdf(bestandssleutel, nonce, 'payload');
  let [nummer, rest] = [0, Buffer.alloc(0)];
  for await (const deel of inhoud) {
    rest = Buffer.concat([rest, deel]);
    // The last chunk is marked, and is never empty unless all is. So one is held back until more is there.
    while (rest.length > STUK) {
      yield sluit(sleutel, stuknonce(nummer++), rest.subarray(0, STUK));
      rest = rest.subarray(STUK);
    }
  }
  yield sluit(sleutel, stuknonce(nummer, LAATSTE), rest);
}

async function kop(bestandssleutel: Buffer, code: string, zout: Buffer, werk: number): Promise<Buffer> {
  const gezouten = Buffer.concat([Buffer.from('age-encryption.org/v1/scrypt'), zout]);
  const N = 2 ** werk;
  const omslag = await leidAf(code, gezouten, SLEUTEL, { N, r: BLOK, p: 1, maxmem: 2 * 128 * BLOK * N });
  const lichaam = sluit(omslag, Buffer.alloc(12), bestandssleutel);
  const tekst = `age-encryption.org/v1\n-> scrypt ${base64(zout)} ${werk}\n${base64(lichaam)}\n---`;
  const merk = createHmac('sha256', hkdf(bestandssleutel, Buffer.alloc(0), 'header'))
    .update(tekst)
    .digest();
  return Buffer.from(`${tekst} ${base64(merk)}\n`);
}

/** The number of the chunk in eleven bytes, and one byte that says whether it is the last one. */
function stuknonce(nummer: number, vlag = 0): Buffer {
  const nonce = Buffer.alloc(TELLER + 1);
  nonce.writeUIntBE(nummer, TELLER - 6, 6);
  nonce.writeUInt8(vlag, TELLER);
  return nonce;
}

function sluit(sleutel: Buffer, nonce: Buffer, inhoud: Uint8Array): Buffer {
  const cipher = createCipheriv('chacha20-poly1305', sleutel, nonce, { authTagLength: 16 });
  return Buffer.concat([cipher.update(inhoud), cipher.final(), cipher.getAuthTag()]);
}

function hkdf(van: Buffer, zout: Buffer, doel: string): Buffer {
  return Buffer.from(hkdfSync('sha256', van, zout, doel, SLEUTEL));
}

/** Without padding, as the format asks. */
function base64(bytes: Buffer): string {
  return bytes.toString('base64').replaceAll('=', '');
}
