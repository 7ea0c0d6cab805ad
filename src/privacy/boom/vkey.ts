import { createPublicKey, hash, type KeyObject } from 'node:crypto';

/**
 * Public keys of notes as text (C2SP signed-note, verifier keys): `<name>+<key ID>+<base64 of type and key>`. Both
 * types use Ed25519.
 */

/** The byte of each type of signature (C2SP signed-note, signature types). */
export const HANDTEKENINGTYPEN = {
  /** Whoever made the text signs it. */
  ondertekening: 0x01,
  /** A witness signs a checkpoint with the moment (C2SP tlog-cosignature). */
  medeondertekening: 0x04,
} as const;
export type Handtekeningtype = keyof typeof HANDTEKENINGTYPEN;

export interface Vkey {
  naam: string;
  /** Four bytes in hex. With the name they tell which key signed. They do not prove it. */
  sleutelnummer: string;
  type: Handtekeningtype;
  publiek: KeyObject;
  /** The key as text, as one hands it to an auditor. */
  tekst: string;
}

/** The name of a key: not empty, no spaces, no plus and no control characters. */
export const SLEUTELNAAM = /^[^\s+\p{Cc}]+$/u;

/** @param sleutel the public or the private half */
export function maakVkey(naam: string, type: Handtekeningtype, sleutel: KeyObject): Vkey {
  if (!SLEUTELNAAM.test(naam)) throw new Error(`notitie: ${JSON.stringify(naam)} kan geen naam van een sleutel zijn`);
  const publiek = sleutel.type === 'private' ? createPublicKey(sleutel) : sleutel;
  const { x = '' } = publiek.export({ format: 'jwk' });
  const inhoud = Buffer.concat([Buffer.from([HANDTEKENINGTYPEN[type]]), Buffer.from(x, 'base64url')]);
  const begin = Buffer.concat([Buffer.from(`${naam}\n`), inhoud]);
  const sleutelnummer = hash('sha256', begin, 'buffer').subarray(0, 4).toString('hex');
  return { naam, sleutelnummer, type, publiek, tekst: `${naam}+${sleutelnummer}+${inhoud.toString('base64')}` };
}

/** @returns undefined for what is no key of a type that we know, or whose key ID is not its own */
export function leesVkey(tekst: string): Vkey | undefined {
  const [, naam, inhoud] = /^([^+]*)\+[0-9a-f]{8}\+([A-Za-z0-9+/]{44})$/.exec(tekst) ?? [];
  if (naam === undefined || inhoud === undefined || !SLEUTELNAAM.test(naam)) return undefined;
  const [byte, ...publiek] = Buffer.from(inhoud, 'base64');
  const type = (Object.keys(HANDTEKENINGTYPEN) as Handtekeningtype[]).find((een) => HANDTEKENINGTYPEN[een] === byte);
  if (!type) return undefined;
  const vkey = maakVkey(naam, type, ed25519(Buffer.from(publiek)));
  return vkey.tekst === tekst ? vkey : undefined;
}

function ed25519(bytes: Buffer): KeyObject {
  return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: bytes.toString('base64url') }, format: 'jwk' });
}
