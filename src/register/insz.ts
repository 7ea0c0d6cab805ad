import { createHmac, hash } from 'node:crypto';

/**
 * The INSZ reveals birth date and sex. So only this keyed hash is stored, to recognise a pupil: 32 bytes in
 * hex. Dots and dashes in the INSZ don't matter.
 */
export function inszHash(insz: string, peper: string): string {
  return createHmac('sha256', peper).update(kaal(insz)).digest('hex');
}

const BLOK = 64;

/**
 * The same hash for many numbers of exactly 11 digits under one pepper. It is HMAC as RFC 2104 section 2 has
 * it, with both padded keys made once. `createHmac` makes an object for each number, and takes three times as
 * long.
 */
export function maakInszHasher(peper: string): (insz: string) => string {
  const bytes = Buffer.from(peper);
  const sleutel = Buffer.alloc(BLOK);
  (bytes.length > BLOK ? hash('sha256', bytes, 'buffer') : bytes).copy(sleutel);
  const binnen = Buffer.concat([sleutel.map((byte) => byte ^ 0x36), Buffer.alloc(11)]);
  const buiten = Buffer.concat([sleutel.map((byte) => byte ^ 0x5c), Buffer.alloc(32)]);
  return (insz) => {
    binnen.write(insz, BLOK, 'latin1');
    buiten.write(hash('sha256', binnen, 'latin1'), BLOK, 'latin1');
    return hash('sha256', buiten, 'hex');
  };
}

/** The 11 digits, without what people write between them. */
export function kaal(insz: string): string {
  return insz.replaceAll(/[ .-]/g, '');
}

export type Eeuw = 1900 | 2000;

/**
 * The two check digits of an INSZ: 97 minus the remainder modulo 97 of its first nine digits. A 2 is put
 * before them for a birth in 2000 or later. Source: the National Register's rules (domain: data formats).
 */
export function inszControle(eersteNegen: string, eeuw: Eeuw): string {
  const getal = Number(eeuw === 2000 ? `2${eersteNegen}` : eersteNegen);
  return String(97 - (getal % 97)).padStart(2, '0');
}

/**
 * The centuries for which the check digits are right, because the number itself does not give the century.
 * None means that it is not an INSZ.
 */
export function eeuwenVanInsz(insz: string): Eeuw[] {
  if (!/^[0-9]{11}$/.test(insz)) return [];
  const eeuwen: Eeuw[] = [1900, 2000];
  return eeuwen.filter((eeuw) => inszControle(insz.slice(0, 9), eeuw) === insz.slice(9));
}

/**
 * Somebody who is not in the National Register has a BIS number, whose month is raised by 20 or 40. Undefined
 * when the month is impossible.
 */
export function inszSoort(insz: string): 'rijksregister' | 'bis' | undefined {
  const maand = Number(insz.slice(2, 4));
  if (maand <= 12) return 'rijksregister';
  const gewoon = maand % 20;
  return maand <= 52 && gewoon <= 12 ? 'bis' : undefined;
}
