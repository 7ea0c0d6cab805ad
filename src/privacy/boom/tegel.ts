/**
 * Tiles, as C2SP tlog-tiles has them: the hashes of a tree in pieces of 256. Level 0 has the hashes of the
 * leaves. A hash at a level above is the root of a full tile below it.
 */

/** Hashes in a full tile. */
export const BREEDTE = 256;
/** Bytes of a hash. */
export const HASHLENGTE = 32;

export const isHash = (bytes: Uint8Array): boolean => bytes.length === HASHLENGTE;

export interface Tegel {
  niveau: number;
  /** Its place within its level, from 0. */
  nummer: number;
  /** Its hashes, one after the other: 32 to 8192 bytes. */
  hashes: Buffer;
}

/**
 * Gives `aantal` hashes of a level of tiles, from place `van` on. They all stand in one tile. Only hashes of
 * complete subtrees are asked for, and those never change.
 */
export type Hashlezer = (niveau: number, van: number, aantal: number) => Promise<readonly Buffer[]>;

/** @returns the hashes of a tile, as many as there are, or undefined if there is no such tile */
export type Tegellezer = (niveau: number, nummer: number) => Buffer | undefined | Promise<Buffer | undefined>;

/**
 * Reads hashes out of tiles. It keeps each tile that it read, so make one for each proof or root.
 * @throws Error when a hash is missing
 */
export function hashlezer(leesTegel: Tegellezer): Hashlezer {
  const gelezen = new Map<string, ReturnType<Tegellezer>>();
  return async (niveau, van, aantal) => {
    const nummer = Math.floor(van / BREEDTE);
    const naam = tegelpad({ niveau, nummer });
    if (!gelezen.has(naam)) gelezen.set(naam, leesTegel(niveau, nummer));
    const tegel = await gelezen.get(naam);
    const begin = (van % BREEDTE) * HASHLENGTE;
    const einde = begin + aantal * HASHLENGTE;
    if (!tegel || tegel.length < einde) throw new Error(`boom: hashes ontbreken in tegel ${naam}`);
    return hashesVan(tegel.subarray(begin, einde));
  };
}

export function hashesVan(tegel: Buffer): Buffer[] {
  return Array.from({ length: tegel.length / HASHLENGTE }, (_, i) =>
    tegel.subarray(i * HASHLENGTE, (i + 1) * HASHLENGTE),
  );
}

/** How many hashes a level of tiles has in a tree of this size. */
export function hashesOpNiveau(omvang: number, niveau: number): number {
  return Math.floor(omvang / BREEDTE ** niveau);
}

/** A tile as it is named in a path. `breedte` is there for a partial tile alone. */
export interface Tegelnaam {
  niveau: number;
  nummer: number;
  breedte?: number | undefined;
}

/** The path of a tile, after `tile/`: `0/x001/x234/067`, or `0/x001/x234/067.p/8` for a partial one. */
export function tegelpad({ niveau, nummer, breedte }: Tegelnaam): string {
  return `${niveau}/${nummerpad(nummer)}${breedte === undefined ? '' : `.p/${breedte}`}`;
}

/** The number of a tile in groups of three digits. All but the last begin with an `x`. */
export function nummerpad(nummer: number): string {
  const cijfers = String(nummer);
  const groepen = cijfers.padStart(Math.ceil(cijfers.length / 3) * 3, '0').match(/.{3}/g) ?? [];
  return groepen.map((groep, i) => (i < groepen.length - 1 ? `x${groep}` : groep)).join('/');
}

const TEGELPAD =
  /^(?<niveau>0|[1-9][0-9]?)\/(?<nummer>(?:x[0-9]{3}\/){0,4}[0-9]{3})(?:\.p\/(?<breedte>[1-9][0-9]{0,2}))?$/;
const HOOGSTE_NIVEAU = 63;

/** @returns undefined for what is no path of a tile, or not the one way to write it */
export function leesTegelpad(pad: string): Tegelnaam | undefined {
  const { niveau, nummer = '', breedte } = TEGELPAD.exec(pad)?.groups ?? {};
  if (niveau === undefined) return undefined;
  const naam: Tegelnaam = {
    niveau: Number(niveau),
    nummer: Number(nummer.replaceAll(/[x/]/g, '')),
    ...(breedte === undefined ? {} : { breedte: Number(breedte) }),
  };
  const past = naam.niveau <= HOOGSTE_NIVEAU && (naam.breedte ?? 1) < BREEDTE && tegelpad(naam) === pad;
  return past ? naam : undefined;
}
