import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { HANDTEKENINGTYPEN, maakVkey, type Vkey } from '../boom/vkey.ts';

/**
 * The key of a witness as text, as other implementations write one: `PRIVATE+KEY+<name>+<key ID>+<base64 of type and
 * seed>` (golang.org/x/mod/sumdb/note).
 */

export interface Getuigensleutel {
  vkey: Vkey;
  /** The private half, Ed25519. */
  sleutel: KeyObject;
}

const TYPE = 'medeondertekening';
/** What stands before the seed of an Ed25519 key in PKCS #8 (RFC 8410 § 7). */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** @throws Error when the name can't be that of a key */
export function maakGetuigensleutel(naam: string): Getuigensleutel {
  const { privateKey } = generateKeyPairSync('ed25519');
  return { vkey: maakVkey(naam, TYPE, privateKey), sleutel: privateKey };
}

export function schrijfGetuigensleutel({ vkey, sleutel }: Getuigensleutel): string {
  const { d = '' } = sleutel.export({ format: 'jwk' });
  const inhoud = Buffer.concat([Buffer.from([HANDTEKENINGTYPEN[TYPE]]), Buffer.from(d, 'base64url')]);
  return `PRIVATE+KEY+${vkey.naam}+${vkey.sleutelnummer}+${inhoud.toString('base64')}\n`;
}

/** @throws Error in one line, which never quotes the key */
export function leesGetuigensleutel(tekst: string): Getuigensleutel {
  const [, naam = '', nummer, inhoud = ''] =
    /^PRIVATE\+KEY\+([^+\s]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]{44})\n?$/.exec(tekst) ?? [];
  const [type, ...zaad] = Buffer.from(inhoud, 'base64');
  if (type !== HANDTEKENINGTYPEN[TYPE]) throw new Error('geen sleutel van een getuige');
  const sleutel = createPrivateKey({ key: Buffer.concat([PKCS8, Buffer.from(zaad)]), format: 'der', type: 'pkcs8' });
  const vkey = maakVkey(naam, TYPE, sleutel);
  if (vkey.sleutelnummer !== nummer) throw new Error('de sleutel hoort niet bij zijn naam');
  return { vkey, sleutel };
}
