import { type KeyObject, sign, verify } from 'node:crypto';
import { maakVkey, SLEUTELNAAM, type Vkey } from './vkey.ts';

/** Text that is signed by one or more keys: a signed note of C2SP. */

export interface Notitietekenaar {
  naam: string;
  /** The private half, Ed25519. */
  sleutel: KeyObject;
  /** A witness gives the moment at which it cosigns, in seconds since 1970. */
  seconden?: number | undefined;
}

export interface Handtekening {
  vkey: Vkey;
  /** When a witness cosigned, in seconds since 1970. */
  seconden?: number | undefined;
  /** The line of the signature, with its newline. */
  regel: string;
}

export interface Notitie {
  /** What was signed, with its last newline. */
  tekst: string;
  /** Those that hold, of the keys that were given: at least one, and one of each key. */
  handtekeningen: Handtekening[];
}

/**
 * - `vorm`: it is no note, or no checkpoint.
 * - `onbekende_sleutel`: none of the given keys signed it.
 * - `valse_handtekening`: a signature names one of the given keys, but that key did not make it.
 */
export type Notitiefoutcode = 'vorm' | 'onbekende_sleutel' | 'valse_handtekening';

export class Notitiefout extends Error {
  readonly code: Notitiefoutcode;
  constructor(code: Notitiefoutcode, message: string) {
    super(message);
    this.code = code;
  }
}

/** Longer ones are refused. Sixteen signatures of any type fit in it. */
const GROOTSTE = 128 * 1024;

/** @param tekst ends with a newline */
export function maakNotitie(tekst: string, ondertekenaars: readonly Notitietekenaar[]): string {
  return `${tekst}\n${ondertekenaars.map((een) => maakHandtekening(tekst, een)).join('')}`;
}

/** The line of a signature under a text, with its newline. */
export function maakHandtekening(tekst: string, { naam, sleutel, seconden }: Notitietekenaar): string {
  const type = seconden === undefined ? 'ondertekening' : 'medeondertekening';
  const { sleutelnummer } = maakVkey(naam, type, sleutel);
  const handtekening = sign(null, Buffer.from(getekendeTekst(tekst, seconden)), sleutel);
  const delen = [Buffer.from(sleutelnummer, 'hex'), tijdstempel(seconden), handtekening];
  return `— ${naam} ${Buffer.concat(delen).toString('base64')}\n`;
}

/**
 * Checks the signatures of the keys that are given. Others are passed over, as the format demands.
 * @throws Notitiefout
 */
export function leesNotitie(notitie: string, vkeys: readonly Vkey[]): Notitie {
  const { tekst, regels } = ontleed(notitie);
  const handtekeningen = new Map<Vkey, Handtekening>();
  for (const { regel, naam, sleutelnummer, inhoud } of regels) {
    const vkey = vkeys.find((een) => een.naam === naam && een.sleutelnummer === sleutelnummer);
    if (!vkey) continue;
    handtekeningen.set(vkey, { vkey, seconden: controleer(tekst, vkey, inhoud), regel });
  }
  if (handtekeningen.size === 0) throw new Notitiefout('onbekende_sleutel', 'geen van de gegeven sleutels tekende dit');
  return { tekst, handtekeningen: [...handtekeningen.values()] };
}

/** @returns the moment of a cosignature */
function controleer(tekst: string, { naam, type, publiek }: Vkey, inhoud: Buffer): number | undefined {
  const isMede = type === 'medeondertekening';
  const seconden = isMede && inhoud.length > 8 ? Number(inhoud.readBigUInt64BE()) : undefined;
  const handtekening = isMede ? inhoud.subarray(8) : inhoud;
  if (!verify(null, Buffer.from(getekendeTekst(tekst, seconden)), publiek, handtekening))
    throw new Notitiefout('valse_handtekening', `de handtekening van ${naam} klopt niet`);
  return seconden;
}

/** What is signed (C2SP tlog-cosignature, signed message). */
function getekendeTekst(tekst: string, seconden: number | undefined): string {
  return seconden === undefined ? tekst : `cosignature/v1\ntime ${seconden}\n${tekst}`;
}

function tijdstempel(seconden: number | undefined): Buffer {
  if (seconden === undefined) return Buffer.alloc(0);
  const stempel = Buffer.alloc(8);
  stempel.writeBigUInt64BE(BigInt(seconden));
  return stempel;
}

interface Handtekeningregel {
  regel: string;
  naam: string;
  sleutelnummer: string;
  inhoud: Buffer;
}

/** The text and the lines below its last empty line. */
function ontleed(notitie: string): { tekst: string; regels: Handtekeningregel[] } {
  const grens = notitie.lastIndexOf('\n\n');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the format forbids them.
  const isVreemd = notitie.length > GROOTSTE || /[\x00-\x09\x0b-\x1f]/.test(notitie) || !notitie.isWellFormed();
  if (isVreemd || grens === -1 || !notitie.endsWith('\n')) throw geenNotitie();
  const regels = notitie.slice(grens + 2).split(/(?<=\n)/);
  return { tekst: notitie.slice(0, grens + 1), regels: regels.map(leesRegel) };
}

function leesRegel(regel: string): Handtekeningregel {
  const [, naam = '', base64 = ''] = /^— (\S+) ([A-Za-z0-9+/]+={0,2})\n$/.exec(regel) ?? [];
  const bytes = Buffer.from(base64, 'base64');
  if (!SLEUTELNAAM.test(naam) || bytes.length < 5 || bytes.toString('base64') !== base64) throw geenNotitie();
  return { regel, naam, sleutelnummer: bytes.subarray(0, 4).toString('hex'), inhoud: bytes.subarray(4) };
}

const geenNotitie = () => new Notitiefout('vorm', 'dit is geen ondertekende notitie');
