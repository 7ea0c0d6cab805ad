import { HASHLENGTE } from '../../boom/tegel.ts';

/**
 * The proof that one row stands in the log (C2SP tlog-proof): the row, its place, the hashes beside its path to the
 * root, and a checkpoint with that root. Whoever has it needs public keys and nothing else.
 */
export interface Tlogbewijs {
  /** The text of the leaf. The format gives it as `extra`: the tree vouches for it, since its hash has to fit. */
  rij: string;
  /** From 0. */
  plaats: number;
  hashes: readonly Buffer[];
  /** With its signatures and cosignatures. */
  checkpoint: string;
}

const KOP = 'c2sp.org/tlog-proof@v1';
/** A tree of 2^53 leaves has fewer. */
const MEESTE_HASHES = 64;
const LANGSTE = 512 * 1024;

export function schrijfTlogbewijs({ rij, plaats, hashes, checkpoint }: Tlogbewijs): string {
  const regels = [
    KOP,
    `extra ${Buffer.from(rij).toString('base64')}`,
    `index ${plaats}`,
    ...hashes.map((hash) => hash.toString('base64')),
  ];
  return `${regels.join('\n')}\n\n${checkpoint}`;
}

const VORM =
  /^c2sp\.org\/tlog-proof@v1\nextra (?<extra>\S+)\nindex (?<index>0|[1-9][0-9]{0,15})\n(?<hashes>(?:[A-Za-z0-9+/]{43}=\n)*)\n(?<checkpoint>.+)$/su;

/** @throws Error in one line when it is no such proof */
export function leesTlogbewijs(tekst: string): Tlogbewijs {
  const delen = tekst.length <= LANGSTE ? VORM.exec(tekst)?.groups : undefined;
  const { extra = '', index = '', hashes = '', checkpoint = '' } = delen ?? {};
  const bytes = eisBase64(extra);
  const lijst = hashes.split('\n').filter(Boolean).map(eisBase64);
  const klopt = delen && Number.isSafeInteger(Number(index)) && lijst.length <= MEESTE_HASHES;
  if (!klopt || lijst.some((hash) => hash.length !== HASHLENGTE)) throw geenBewijs();
  return { rij: alsTekst(bytes), plaats: Number(index), hashes: lijst, checkpoint };
}

/** Only the one way to write these bytes. */
function eisBase64(tekst: string): Buffer {
  const bytes = Buffer.from(tekst, 'base64');
  if (bytes.toString('base64') !== tekst) throw geenBewijs();
  return bytes;
}

function alsTekst(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw geenBewijs();
  }
}

const geenBewijs = () => new Error(`dit is geen bewijs van een rij (${KOP})`);
