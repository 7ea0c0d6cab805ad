/**
 * The headers of a tar, as POSIX has them (pax, "ustar Interchange Format"). An export holds only small files with
 * plain names, so this is all of tar that it uses; GNU tar and every other program unpacks it.
 * docs/keuzes/privacylog.md#an-export-is-a-plain-tar-in-the-layout-of-tlog-tiles
 */

/** Files of a tar, and the gaps behind them, come in blocks of this many bytes. */
export const TARBLOK = 512;
/** Two empty blocks end a tar. */
export const TAREINDE = Buffer.alloc(2 * TARBLOK);

/** Octal digits of the size: a member has less than 8 GiB. */
const GROOTTE = /^[0-7]{11}$/;
const NAAM = /^[a-z0-9./]{1,99}$/;

export interface Taronderdeel {
  naam: string;
  /** In bytes, without the gap behind it. */
  grootte: number;
}

/** @param moment of change, in whole seconds since 1970 */
export function tarkop({ naam, grootte }: Taronderdeel, moment: number): Buffer {
  const kop = Buffer.alloc(TARBLOK);
  if (!NAAM.test(naam) || grootte >= 8 ** 11) throw new RangeError(`tar: ${naam}, ${grootte}`);
  kop.write(naam, 0);
  kop.write('0000600\x000000000\x000000000\x00', 100);
  kop.write(`${octaal(grootte, 11)}\0${octaal(moment, 11)}\0`, 124);
  kop.write('0', 156);
  kop.write('ustar\x0000', 257);
  kop.write(`${octaal(somVan(kop), 6)}\0 `, 148);
  return kop;
}

/** How many bytes follow a file of this size, up to the next block. */
export function gatAchter(grootte: number): number {
  return (TARBLOK - (grootte % TARBLOK)) % TARBLOK;
}

/**
 * @returns undefined for an empty block, which ends the tar
 * @throws Error when it is no header of a plain file with a plain name
 */
export function leesTarkop(blok: Buffer): Taronderdeel | undefined {
  if (blok.every((byte) => byte === 0)) return undefined;
  const veld = (van: number, lengte: number) => blok.toString('latin1', van, van + lengte).replace(/\0.*$/s, '');
  const som = Number.parseInt(veld(148, 8), 8);
  if (veld(257, 6) !== 'ustar' || som !== somVan(blok)) throw new Error('geen kop van een tar');
  const [naam, soort, grootte] = [veld(0, 100), veld(156, 1) || '0', veld(124, 12).trim()];
  if (soort !== '0' || veld(345, 155) || !NAAM.test(naam) || !GROOTTE.test(grootte))
    throw new Error('een onderdeel dat niet in een uitvoer hoort');
  return { naam, grootte: Number.parseInt(grootte, 8) };
}

/** The sum of the bytes, with spaces where the sum itself stands. */
function somVan(kop: Buffer): number {
  return kop.reduce((som, byte, plaats) => som + (plaats >= 148 && plaats < 156 ? 32 : byte), 0);
}

function octaal(getal: number, cijfers: number): string {
  return getal.toString(8).padStart(cijfers, '0');
}
